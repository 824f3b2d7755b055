//! A linked person came in with the national account: VNeID is offered (guide I.4).

use super::here::here;
use crate::{
    i18n::{t, t_with, texts::header},
    sign_in::StartSignIn,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The offer, with its button.
#[component]
pub fn VneidOffer(
    /// The provider's id.
    provider: String,
    /// The policy's day, e.g. `15/6/2024`.
    since: String,
) -> impl IntoView {
    let here = here();
    view! {
        <section class="vneid-offer" aria-label=t(header::VNEID_OFFER)>
            <form class="vneid-offer__body" method="post" action=StartSignIn::url()>
                <input type="hidden" name="tiep" value=move || here().as_str().to_owned() />
                <p>{t_with(header::VNEID_OFFER_WHY, vec![("date", since)])}</p>
                <button class="button button--secondary" type="submit" name="provider" value=provider>
                    {t(header::VNEID_OFFER_BUTTON)}
                </button>
            </form>
        </section>
    }
}
