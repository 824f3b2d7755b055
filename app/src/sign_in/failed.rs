//! A sign-in that did not happen: what happened, what stays valid, what to do now, where else to go (rule 2).

use crate::{
    address::{self, refusal_of},
    i18n::{
        Text, t,
        texts::{footer, sign_in},
    },
    query::query_value,
    reference::page_reference,
    ui::{ButtonKind, ButtonLink, Main, Reference},
    viewer::ViewerResource,
};
use congdan_domain::{Refusal, WantedPath};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

fn wanted() -> WantedPath {
    WantedPath::parse_or_home(&query_value("tiep").get_untracked())
}

/// Back to the choice, with the wanted page.
fn again() -> String {
    address::sign_in(&wanted())
}

/// `/dang-nhap/muc-do`: the account is real, and not strong enough.
#[derive(Debug)]
pub struct LevelRoute;

impl LevelRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        view! { <LevelTooLow /> }.into_any()
    }
}

#[component]
fn LevelTooLow() -> impl IntoView {
    refuse();
    view! {
        <Main heading=sign_in::LEVEL_HEADING>
            <p>{t(sign_in::LEVEL_TEXT)}</p>
            <p>{t(sign_in::LEVEL_STAYS)}</p>
            <h2>{t(sign_in::WHAT_NOW)}</h2>
            <h3>{t(sign_in::LEVEL_HOW)}</h3>
            <p>{t(sign_in::LEVEL_HOW_HINT)}</p>
            <h3>{t(sign_in::LEVEL_OTHER)}</h3>
            <p>{t(sign_in::LEVEL_OTHER_HINT)}</p>
            <p><ButtonLink href=again() kind=ButtonKind::Secondary>{t(sign_in::OTHER_WAY)}</ButtonLink></p>
            <Elsewhere />
        </Main>
    }
}

/// `/dang-nhap/khong-thanh/{why}`.
#[derive(Debug)]
pub struct NotSignedInRoute;

impl NotSignedInRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        view! { <NotSignedIn /> }.into_any()
    }
}

#[component]
fn NotSignedIn() -> impl IntoView {
    refuse();
    let why = refusal_of(&use_params_map().with_untracked(|params| params.get("why")).unwrap_or_default());
    let (heading, text): (Text, Text) = match why {
        Refusal::NotVerified => (sign_in::NOT_VERIFIED, sign_in::NOT_VERIFIED_TEXT),
        Refusal::OtherBrowser => (sign_in::OTHER_BROWSER, sign_in::OTHER_BROWSER_TEXT),
        Refusal::NotProven => (sign_in::NOT_PROVEN, sign_in::NOT_PROVEN_TEXT),
        Refusal::AlreadyUsed => (sign_in::ALREADY_USED, sign_in::ALREADY_USED_TEXT),
        Refusal::Expired => (sign_in::EXPIRED, sign_in::EXPIRED_TEXT),
        Refusal::ProviderUnavailable => (sign_in::INTERRUPTED, sign_in::INTERRUPTED_TEXT),
        Refusal::Organisation => (sign_in::ORGANISATION, sign_in::ORGANISATION_TEXT),
        Refusal::Closed => (sign_in::CLOSED, sign_in::CLOSED_TEXT),
        Refusal::Suspended => (sign_in::SUSPENDED, sign_in::SUSPENDED_TEXT),
    };
    let again = if why == Refusal::NotProven { address::proof(&wanted()) } else { again() };
    let ViewerResource(viewer) = expect_context();
    view! {
        <Main heading=heading>
            <p>{t(text)}</p>
            <p>{t(stays_valid())}</p>
            <Transition>
                {move || {
                    let again = again.clone();
                    Suspend::new(async move {
                        let is_in = viewer.await.is_ok_and(|viewer| viewer.person.is_some());
                        view! { <Onward why=why again=again is_in=is_in /> }
                    })
                }}
            </Transition>
            <Elsewhere />
        </Main>
    }
}

/// A person who is signed in was proving another account: the page of that step is the way on, not another sign-in.
#[component]
fn Onward(why: Refusal, again: String, is_in: bool) -> impl IntoView {
    let to_wanted = wanted().as_str().to_owned();
    let wanted_first = is_in && why != Refusal::NotProven;
    let wanted_too = why == Refusal::AlreadyUsed;
    let again_kind = if wanted_first { ButtonKind::Secondary } else { ButtonKind::Primary };
    let wanted_kind = if wanted_first { ButtonKind::Primary } else { ButtonKind::Secondary };
    // The same account would be refused again.
    let is_final = matches!(why, Refusal::Organisation | Refusal::Closed | Refusal::Suspended);
    let label = match why {
        _ if is_final => sign_in::OTHER_WAY,
        Refusal::OtherBrowser => sign_in::BEGIN_HERE,
        _ => sign_in::TRY_AGAIN,
    };
    let again = view! { <ButtonLink href=again kind=again_kind>{t(label)}</ButtonLink> };
    // Used before usually means that it worked: then the wanted page opens.
    let wanted = (wanted_first || wanted_too)
        .then(|| view! { <ButtonLink href=to_wanted kind=wanted_kind>{t(sign_in::TO_WANTED)}</ButtonLink> });
    if wanted_first {
        view! { <p>{wanted} " " {again}</p> }.into_any()
    } else {
        view! { <p>{again} " " {wanted}</p> }.into_any()
    }
}

/// What is open without an account, and where help is.
#[component]
fn Elsewhere() -> impl IntoView {
    let reference = page_reference(400).map(|support_id| view! { <Reference support_id=support_id /> });
    let help = reference.is_none().then(|| view! { <p>{t(footer::HELP)}</p> });
    view! {
        <h2>{t(sign_in::WITHOUT_SIGN_IN)}</h2>
        <ul>
            <li><a href=address::PROCEDURES>{t(sign_in::SEE_PROCEDURES)}</a></li>
            <li><a href=address::DOSSIER_SEARCH>{t(sign_in::SEE_LOOKUP)}</a></li>
        </ul>
        {reference}
        {help}
    }
}

/// The wanted page is remembered where the address names one: an answer that this browser did not ask for has none.
fn stays_valid() -> Text {
    if wanted().is_home() { sign_in::STAYS_VALID } else { sign_in::STAYS_VALID_WITH_WANTED }
}

/// A refused sign-in is an error for machines too.
fn refuse() {
    #[cfg(feature = "ssr")]
    crate::request::set_status(400);
}
