//! Addresses that lead to no page of their own: unknown ones, and the page of a failure.

use super::other_account::OtherAccount;
use crate::{
    reference::page_reference,
    reply::{Failure, FailureKind},
    ui::FailurePage,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// An unknown address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <FailurePage failure=of_page(FailureKind::NotFound) /> }
}

/// `/su-co/{status}`: where a form without scripts is led when its server function could not do it.
#[derive(Debug)]
pub struct TroubleRoute;

impl TroubleRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        view! { <Trouble /> }.into_any()
    }
}

#[component]
fn Trouble() -> impl IntoView {
    let status = use_params_map().with_untracked(|params| params.get("status")).unwrap_or_default();
    let kind = match status.as_str() {
        "409" => return view! { <OtherAccount /> }.into_any(),
        "400" => FailureKind::BadRequest,
        "401" => FailureKind::SignInNeeded,
        "403" => FailureKind::Forbidden,
        "503" => FailureKind::Unavailable,
        _ => FailureKind::NotFound,
    };
    view! { <FailurePage failure=of_page(kind) /> }.into_any()
}

/// A failure that is a page of its own, with the reference of its log line.
pub(super) fn of_page(kind: FailureKind) -> Failure {
    Failure { kind, support_id: page_reference(kind.status()).unwrap_or_default() }
}
