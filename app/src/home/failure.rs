//! Pages for what did not work: what happened, what stays valid, what to do now (journeys, rule 2).

use super::reference::{Reference, page_reference};
use crate::{
    i18n::{t, texts::failure},
    reply::{Failure, FailureKind},
    ui::{ButtonKind, ButtonLink, Main},
};
use leptos::prelude::*;
use leptos_router::{
    LazyRoute, NavigateOptions,
    hooks::{use_location, use_navigate, use_params_map},
    lazy_route,
};

/// An unknown address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <FailurePage failure=of_page(FailureKind::NotFound) /> }
}

/// `/su-co/{status}`: where a form without scripts is led when its server function could not do it.
#[derive(Debug)]
pub struct TroubleRoute;

#[lazy_route]
impl LazyRoute for TroubleRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Trouble /> }.into_any()
    }
}

#[component]
fn Trouble() -> impl IntoView {
    let status = use_params_map().with_untracked(|params| params.get("status")).unwrap_or_default();
    let kind = match status.as_str() {
        "400" => FailureKind::BadRequest,
        "401" => FailureKind::SignInNeeded,
        "403" => FailureKind::Forbidden,
        "503" => FailureKind::Unavailable,
        _ => FailureKind::NotFound,
    };
    view! { <FailurePage failure=of_page(kind) /> }
}

/// A failure that is a page of its own, with the reference of its log line.
fn of_page(kind: FailureKind) -> Failure {
    Failure { kind, support_id: page_reference(kind.status()).unwrap_or_default() }
}

/// The page of one failure, with its status.
#[component]
pub fn FailurePage(failure: Failure) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if !(failure.kind == FailureKind::SignInNeeded && crate::request::is_redirected()) {
        crate::request::set_status(failure.kind.status());
    }
    let location = use_location();
    if failure.kind == FailureKind::SignInNeeded {
        // In the browser: off to the sign-in, and back here afterwards. (On the server the answer is a redirect already.)
        let navigate = use_navigate();
        Effect::new(move |_| {
            let here = format!("{}{}", location.pathname.get_untracked(), query(&location.search.get_untracked()));
            if !here.starts_with("/su-co") {
                let to = format!("/dang-nhap?tiep={}", congdan_domain::WantedPath::parse_or_home(&here).encoded());
                navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        });
    }
    let (heading, text) = match failure.kind {
        FailureKind::BadRequest => (failure::BAD_REQUEST, failure::BAD_REQUEST_TEXT),
        FailureKind::SignInNeeded => (failure::SIGN_IN_NEEDED, failure::SIGN_IN_NEEDED_TEXT),
        FailureKind::Forbidden => (failure::FORBIDDEN, failure::FORBIDDEN_TEXT),
        FailureKind::NotFound => (failure::NOT_FOUND, failure::NOT_FOUND_TEXT),
        FailureKind::Unavailable => (failure::UNAVAILABLE, failure::UNAVAILABLE_TEXT),
    };
    let reference =
        (!failure.support_id.is_empty()).then(|| view! { <Reference support_id=failure.support_id.clone() /> });
    let sign_in = (failure.kind == FailureKind::SignInNeeded)
        .then(|| view! { <ButtonLink href="/dang-nhap">{t(failure::CHOOSE_ACCOUNT)}</ButtonLink> });
    let home = if sign_in.is_some() { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <Main heading=heading>
            <p>{t(text)}</p>
            <p>
                {sign_in}
                <ButtonLink href="/" kind=home>{t(failure::TO_HOME)}</ButtonLink>
            </p>
            <p><a href="/thu-tuc">{t(failure::TO_PROCEDURES)}</a></p>
            {reference}
        </Main>
    }
}

fn query(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}
