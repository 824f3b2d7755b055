//! The page for what did not work: what happened, what stays valid, what to do now (rule 2).

use super::{
    button::{ButtonKind, ButtonLink},
    main::Main,
    reference::Reference,
};
use crate::{
    address,
    i18n::{t, texts::failure},
    reply::{Failure, FailureKind},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

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
            if !here.starts_with(address::TROUBLE) {
                let to = address::sign_in(&WantedPath::parse_or_home(&here));
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
        .then(|| view! { <ButtonLink href=address::SIGN_IN>{t(failure::CHOOSE_ACCOUNT)}</ButtonLink> });
    let home = if sign_in.is_some() { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <Main heading=heading>
            <p>{t(text)}</p>
            <p>
                {sign_in}
                <ButtonLink href=address::HOME kind=home>{t(failure::TO_HOME)}</ButtonLink>
            </p>
            <p><a href=address::PROCEDURES>{t(failure::TO_PROCEDURES)}</a></p>
            {reference}
        </Main>
    }
}

fn query(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}
