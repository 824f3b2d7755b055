//! Where there is nothing to answer any more.

use crate::{
    address,
    i18n::{
        t,
        texts::{common, linking},
    },
    resolution::SlipOfferContested,
    ui::{ButtonLink, Main},
};
use leptos::prelude::*;

#[component]
pub(super) fn Contested(support_id: String) -> impl IntoView {
    view! {
        <Main heading=linking::CONTESTED>
            <p class="lead">{t(linking::CONTESTED_WHAT)}</p>
            <p>{t(linking::CONTESTED_STAYS)}</p>
            <h2>{t(linking::CONTESTED_NOW)}</h2>
            <ul>
                <li>{t(linking::CONTESTED_CALL)}</li>
                <li>{t(linking::CONTESTED_OFFICE)}</li>
            </ul>
            <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{support_id}</strong></p>
            <SlipOfferContested />
            <p><ButtonLink href=address::SIGN_IN>{t(linking::SIGN_IN)}</ButtonLink></p>
        </Main>
    }
}

#[component]
pub(super) fn NoOffer() -> impl IntoView {
    view! {
        <Main heading=linking::GONE>
            <p>{t(linking::GONE_WHAT)}</p>
            <p><ButtonLink href=address::SIGN_IN>{t(linking::SIGN_IN)}</ButtonLink></p>
        </Main>
    }
}
