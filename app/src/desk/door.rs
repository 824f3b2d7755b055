//! The closed door: 403, with the way in for an official who is not in the session that opens the desk.

use crate::{
    i18n::{
        t,
        texts::{common, desk, failure, header},
    },
    reply::{Failure, FailureKind, Reply},
    ui::{ButtonKind, ButtonLink, Main},
    viewer::{Viewer, ViewerResource},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// What a page of the desk shows: its data, or that it stays closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Door<T> {
    Open(T),
    Closed(Failure),
}

impl<T> Door<T> {
    /// A refusal is a page of the desk; any other failure stays one.
    pub(super) fn of(loaded: Result<T, Failure>) -> Result<Self, Failure> {
        match loaded {
            Ok(data) => Ok(Self::Open(data)),
            Err(failure) if failure.kind == FailureKind::Forbidden => Ok(Self::Closed(failure)),
            Err(failure) => Err(failure),
        }
    }
}

/// Sends the browser to VNeID, which opens the desk; afterwards the official is on the page of the desk that they wanted.
#[server(endpoint = "dang-nhap/can-bo")]
pub async fn start_desk_sign_in(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{address::DESK, reply::Notice, request};
    use congdan_domain::WantedPath;
    use congdan_flows::{authorization::StartError, desk};
    let portal = request::portal();
    let info = request::info();
    let visitor = request::visitor()?;
    let wanted = WantedPath::parse_or_home(if tiep.starts_with(DESK) { &tiep } else { DESK });
    let page = wanted.as_str().to_owned();
    match desk::start_sign_in(&portal, visitor.as_deref(), wanted, &info.browser, info.language.tag()).await {
        Ok(url) => Ok(request::leave_for_provider(url.as_str())),
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::ProviderUnavailable) => {
            request::answer("can-bo-dang-nhap", &page, Reply::go_with(page.clone(), Notice::ProviderUnavailable)).await
        }
        Err(StartError::Store(error)) => Err(error.into()),
    }
}

/// The page of a refusal, in the words of all refusals. It also tells an official which sign-in opens the desk.
#[component]
pub(super) fn ClosedDoor(failure: Failure) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(failure.kind.status());
    let ViewerResource(viewer) = expect_context();
    view! {
        <Main heading=failure::FORBIDDEN>
            <Transition>
                {move || Suspend::new(async move { why(viewer.await.ok()) })}
            </Transition>
            <p><ButtonLink href="/" kind=ButtonKind::Secondary>{t(failure::TO_HOME)}</ButtonLink></p>
            <p>{t(common::REFERENCE)} ": " <strong>{failure.support_id}</strong> ". " {t(common::HELP_LINE)}</p>
        </Main>
    }
}

fn why(viewer: Option<Viewer>) -> AnyView {
    let is_official =
        viewer.as_ref().and_then(|viewer| viewer.person.as_ref()).is_some_and(|person| person.is_official);
    if is_official {
        return view! { <p>{t(desk::OWN_DOSSIER)}</p> }.into_any();
    }
    let has_desk = viewer.is_some_and(|viewer| viewer.portal.has_desk);
    view! {
        <p>{t(failure::FORBIDDEN_TEXT)}</p>
        {has_desk.then(|| view! { <WayIn /> })}
    }
    .into_any()
}

/// A form that the browser itself posts: the answer leads to another origin.
#[component]
fn WayIn() -> impl IntoView {
    let location = use_location();
    let here = move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
    };
    view! {
        <form method="post" action=StartDeskSignIn::url()>
            <input type="hidden" name="tiep" value=here />
            <p>{t(desk::WAY_IN)}</p>
            <p><button class="button" type="submit">{t(header::VNEID_OFFER_BUTTON)}</button></p>
        </form>
    }
}
