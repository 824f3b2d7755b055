//! The reference of a failure's page: the person reads it out, and the operator finds it in the log.

use crate::query::query_value;
use leptos::prelude::*;

/// The reference that the server put into the address (`ma`): eight of its letters and nothing else, so that a hand-made
/// link cannot put words on our page.
pub fn reference() -> Option<String> {
    let code = query_value("ma").get_untracked();
    (code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())).then_some(code)
}

/// The reference in the address, which the server put there with its log line; else a new one, with a line of its own.
///
/// `None` in the browser where a page is drawn without asking the server: no log would know it.
pub fn page_reference(status: u16) -> Option<String> {
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
