//! Nine digits are the number of an old identity card (journeys, N2).

use crate::i18n::{t, texts::cccd};
use leptos::prelude::*;

/// What the old number is, and where to find the new one.
#[component]
pub(super) fn OldCard() -> impl IntoView {
    view! {
        <section class="panel panel--warning" aria-labelledby="cmnd">
            <h2 id="cmnd">{t(cccd::CMND)}</h2>
            <p>{t(cccd::CMND_ENDED)}</p>
            <p>{t(cccd::CMND_WHERE)}</p>
            <ul>
                <li>{t(cccd::CMND_CARD)}</li>
                <li>{t(cccd::CMND_VNEID)}</li>
                <li>{t(cccd::CMND_BIRTH_CERTIFICATE)}</li>
                <li>{t(cccd::CMND_POLICE)}</li>
            </ul>
            <p>{t(cccd::CMND_COSTS_NOTHING)}</p>
        </section>
    }
}
