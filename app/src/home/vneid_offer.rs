//! A linked person, or one whose number is matched, came in with the national account: VNeID is offered (guide I.4).

use super::here::here;
use crate::{
    address,
    i18n::{
        t, t_with,
        texts::{header, vouching},
    },
    sign_in::StartSignIn,
    viewer::VneidToOffer,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The offer, with its button.
#[component]
pub fn VneidOffer(
    offer: VneidToOffer,
    /// The policy's day, e.g. `15/6/2024`.
    since: String,
) -> impl IntoView {
    let here = here();
    let VneidToOffer { provider, is_linked } = offer;
    let why = if is_linked { header::VNEID_OFFER_WHY } else { vouching::OFFER_WHY };
    // The desk's closed door has the same button, and says more.
    let is_elsewhere = {
        let here = here.clone();
        Memo::new(move |_| !here().path().starts_with(address::DESK))
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <section class="vneid-offer" aria-label=t(header::VNEID_OFFER)>
                <form class="vneid-offer__body" method="post" action=StartSignIn::url()>
                    <input type="hidden" name="tiep" value={ let here = here.clone(); move || here().as_str().to_owned() } />
                    <p>{t_with(why, vec![("date", since.clone())])}</p>
                    <button class="button button--secondary" type="submit" name="provider" value=provider.clone()>
                        {t(header::VNEID_OFFER_BUTTON)}
                    </button>
                </form>
            </section>
        </Show>
    }
}
