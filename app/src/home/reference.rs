//! The reference of a page of trouble: what the person reads out, and the operator finds in the log.

use crate::{
    i18n::{t, texts::common},
    sign_in::reference,
};
use leptos::prelude::*;

/// The reference in the address, which the server put there with its log line; else a new one, with a line of its own.
///
/// Nothing in the browser where a page is drawn without asking the server: no log would know it.
pub(crate) fn page_reference(status: u16) -> Option<String> {
    let found = reference().unwrap_or_else(|| SharedValue::new(|| made(status)).into_inner());
    (!found.is_empty()).then_some(found)
}

#[cfg(feature = "ssr")]
fn made(status: u16) -> String {
    let support_id = crate::request::portal().world.support_id();
    tracing::info!(status, support_id, "refused");
    support_id
}

#[cfg(not(feature = "ssr"))]
const fn made(_status: u16) -> String {
    String::new()
}

/// "Mã tham chiếu", with the help line that asks for it.
#[component]
pub(crate) fn Reference(support_id: String) -> impl IntoView {
    view! { <p>{t(common::REFERENCE)} ": " <strong>{support_id}</strong> ". " {t(common::HELP_LINE)}</p> }
}
