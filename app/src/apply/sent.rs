//! `/ho-so/{code}/da-gui`: the application is registered, and what happens next.

use super::dossiers::Closed;
use crate::{
    address,
    i18n::{t, texts::dossiers},
    own::Own,
    reply::Failure,
    ui::{ButtonKind, ButtonLink, Main, loaded},
    vouching::Gated,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

/// The code, where the dossier is the person's own; refused like the dossier itself.
#[server(endpoint = "ho-so/da-gui")]
pub async fn load_sent(code: String) -> Result<Own<Gated<String>>, Failure> {
    let found = super::dossier::load_dossier(code).await?;
    Ok(found.map(|found| match found {
        Gated::Open(own) => Gated::Open(own.dossier.code),
        Gated::Closed(barrier) => Gated::Closed(barrier),
    }))
}

/// The page.
#[derive(Debug)]
pub struct SentRoute;

impl SentRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let code = Resource::new_blocking(move || code.get(), load_sent);
        loaded(code, |own| match own.open() {
            Gated::Open(code) => Either::Left(view! { <SentPage code=code /> }),
            Gated::Closed(barrier) => Either::Right(
                view! { <Main heading=dossiers::DETAIL back=address::DOSSIERS><Closed barrier=barrier /></Main> },
            ),
        })
        .into_any()
    }
}

#[component]
fn SentPage(code: String) -> impl IntoView {
    let dossier = address::dossier(&code);
    view! {
        <Main heading=dossiers::SENT_HEADING>
            <p class="lead">{t(dossiers::SENT_CODE)} " " <strong class="code" translate="no">{code}</strong></p>
            <p>{t(dossiers::SENT_KEEP)}</p>
            <h2>{t(dossiers::SENT_NEXT)}</h2>
            <ul>
                <li>{t(dossiers::SENT_ANSWER)}</li>
                <li>{t(dossiers::SENT_CONTACT)}</li>
                <li>{t(dossiers::SENT_FOLLOW)}</li>
            </ul>
            <p class="buttons">
                <ButtonLink href=dossier>{t(dossiers::TO_DOSSIER)}</ButtonLink>
                <ButtonLink href=address::DOSSIERS kind=ButtonKind::Quiet>{t(dossiers::TO_DOSSIERS)}</ButtonLink>
            </p>
        </Main>
    }
}
