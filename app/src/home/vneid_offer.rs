//! A linked person came in with the national account: VNeID is offered (guide I.4).

use super::here::here;
use crate::{
    i18n::{t, t_with, texts::header},
    sign_in::StartSignIn,
};
use leptos::{prelude::*, server_fn::ServerFn};

#[component]
pub fn VneidOffer(
    /// The provider's id.
    provider: String,
    /// The policy's day, e.g. `15/6/2024`.
    since: String,
) -> impl IntoView {
    let here = here();
    // The desk's closed door has the same button, and says more.
    let is_elsewhere = {
        let here = here.clone();
        Memo::new(move |_| !here().path().starts_with("/can-bo"))
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <section class="vneid-offer" aria-label=t(header::VNEID_OFFER)>
                <form class="vneid-offer__body" method="post" action=StartSignIn::url()>
                    <input type="hidden" name="tiep" value={ let here = here.clone(); move || here().as_str().to_owned() } />
                    <p>{t_with(header::VNEID_OFFER_WHY, vec![("date", since.clone())])}</p>
                    <button class="button button--secondary" type="submit" name="provider" value=provider.clone()>
                        {t(header::VNEID_OFFER_BUTTON)}
                    </button>
                </form>
            </section>
        </Show>
    }
}
