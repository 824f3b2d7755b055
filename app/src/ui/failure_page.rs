//! The page for what did not work: what happened, what stays valid, what to do now (rule 2).

use super::{
    button::{ButtonKind, ButtonLink},
    main::{LastPage, Main},
    reference::Reference,
};
use crate::{
    address, browser,
    i18n::{t, texts::failure},
    query::query_value,
    reply::{Failure, FailureKind},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page of one failure, with its status.
#[component]
pub fn FailurePage(failure: Failure) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if !(failure.kind == FailureKind::SignInNeeded && crate::request::is_redirected()) {
        crate::request::set_status(failure.kind.status());
    }
    let kind = failure.kind;
    let has_reference = !failure.support_id.is_empty();
    let location = use_location();
    let last = expect_context::<LastPage>();
    Effect::new(move |_| {
        let address = location.pathname.get_untracked() + &location.search.get_untracked();
        let here = browser::here();
        let on_its_page = here.starts_with(address::TROUBLE);
        if kind == FailureKind::SignInNeeded && !on_its_page {
            // Off to the sign-in, and back here afterwards; with a banner that is true. (On the server the answer is a redirect.)
            browser::load(&address::sign_in(&WantedPath::parse_or_home(&here)));
        } else if !has_reference && kind != FailureKind::NoAnswer && last.is_elsewhere(&address) {
            // The browser reached it within the document, so the log has no reference: the server draws the page with one (K-06).
            browser::load_again();
        }
    });
    let (heading, text) = match failure.kind {
        FailureKind::BadRequest => (failure::BAD_REQUEST, failure::BAD_REQUEST_TEXT),
        FailureKind::SignInNeeded => (failure::SIGN_IN_NEEDED, failure::SIGN_IN_NEEDED_TEXT),
        FailureKind::Forbidden => (failure::FORBIDDEN, failure::FORBIDDEN_TEXT),
        FailureKind::NotFound => (failure::NOT_FOUND, failure::NOT_FOUND_TEXT),
        FailureKind::OtherAccount => (failure::OTHER_ACCOUNT, failure::OTHER_ACCOUNT_TEXT),
        FailureKind::Unavailable => (failure::UNAVAILABLE, failure::UNAVAILABLE_TEXT),
        FailureKind::NoAnswer => (failure::NO_ANSWER, failure::NO_ANSWER_TEXT),
    };
    let reference =
        (!failure.support_id.is_empty()).then(|| view! { <Reference support_id=failure.support_id.clone() /> });
    let first = match kind {
        FailureKind::SignInNeeded => {
            let wanted = WantedPath::parse_or_home(&query_value("tiep").get_untracked());
            let sign_in = address::sign_in(&wanted);
            Some(view! { <ButtonLink href=sign_in>{t(failure::CHOOSE_ACCOUNT)}</ButtonLink> }.into_any())
        }
        FailureKind::NoAnswer => Some(view! { <LoadAgain /> }.into_any()),
        _ => None,
    };
    let home = if first.is_some() { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <Main heading=heading>
            <p>{t(text)}</p>
            <p>
                {first}
                <ButtonLink href=address::HOME kind=home>{t(failure::TO_HOME)}</ButtonLink>
            </p>
            <p><a href=address::PROCEDURES>{t(failure::TO_PROCEDURES)}</a></p>
            {reference}
        </Main>
    }
}

/// The address of this page, fetched by the browser itself.
#[component]
fn LoadAgain() -> impl IntoView {
    let location = use_location();
    let here = move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        let search = search.trim_start_matches('?');
        if search.is_empty() { path } else { format!("{path}?{search}") }
    };
    view! { <a class="button" href=here rel="external">{t(failure::LOAD_AGAIN)}</a> }
}
