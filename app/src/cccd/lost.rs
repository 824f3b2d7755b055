//! The number that the account had belongs to another person, as VNeID asserts (journeys, rule 9).

use crate::{
    i18n::{
        t, t_with,
        texts::{cccd, common},
    },
    resolution::{MakeSlip, SlipOffer},
};
use congdan_domain::Outcome;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// When the account lost its number, and the way to another sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LostNumber {
    /// In words, in Vietnam time.
    pub at: String,
    pub support_id: String,
    /// The choice of an account, with the way back.
    pub sign_in: String,
}

/// Why there is no number any more, and what to do, before the person types one.
#[component]
pub(super) fn LostNumberPart(lost: LostNumber, make: ServerAction<MakeSlip>, wanted: String) -> impl IntoView {
    let LostNumber { at, support_id, sign_in } = lost;
    view! {
        <section class="panel panel--warning" aria-labelledby="lost">
            <h2 id="lost">{t(cccd::LOST)}</h2>
            <p>{t_with(cccd::LOST_WHY, vec![("time", at)])}</p>
            <ul>
                <li>{t(cccd::LOST_MISTYPED)}</li>
                <li>{t(cccd::LOST_OWN)} " " <a href=sign_in>{t(cccd::LOST_SIGN_IN)}</a></li>
            </ul>
            <SlipOffer outcome=Outcome::Conflict make=make wanted=wanted lost=true />
            <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{support_id}</strong> ". " {t(common::HELP_LINE)}</p>
        </section>
    }
}
