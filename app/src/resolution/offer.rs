//! The button on the pages that end where only people can help.

use super::functions::{ContestSlip, MakeSlip};
use crate::{
    i18n::{t, texts::resolution},
    ui::{Button, ButtonKind, SendButton, StampField, sending},
};
use congdan_domain::{Outcome, SlipReason};
use leptos::{prelude::*, server_fn::ServerFn};

/// On the page of an outcome; nothing where time or the person's own next step solves it.
#[component]
pub(crate) fn SlipOffer(
    outcome: Outcome,
    make: ServerAction<MakeSlip>,
    wanted: String,
    /// Of the number that the account has lost, instead of the last match.
    #[prop(optional)]
    lost: bool,
    /// No try is left: of the last "not found", instead of the last match.
    #[prop(optional)]
    locked: bool,
) -> impl IntoView {
    SlipReason::of(outcome).map(|reason| {
        let offer = if reason == SlipReason::Conflict { resolution::OFFER_CONTEST } else { resolution::OFFER };
        view! {
            <p>{t(offer)}</p>
            <ActionForm action=make>
                <StampField />
                <input type="hidden" name="tiep" value=wanted />
                {lost.then(|| view! { <input type="hidden" name="lost" value="true" /> })}
                {locked.then(|| view! { <input type="hidden" name="locked" value="true" /> })}
                <SendButton sending=sending(make) label=resolution::MAKE kind=ButtonKind::Secondary />
            </ActionForm>
        }
    })
}

/// After "Tài khoản kia không phải của tôi". The browser posts it by itself, as the other forms of that page.
#[component]
pub(crate) fn SlipOfferContested() -> impl IntoView {
    view! {
        <p>{t(resolution::OFFER)}</p>
        <form method="post" action=ContestSlip::url()>
            <Button kind=ButtonKind::Secondary>{t(resolution::MAKE)}</Button>
        </form>
    }
}
