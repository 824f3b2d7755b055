//! The ways to answer a request: a status, another address, or the reply to a form.

use super::{MemoryKey, NOTICE, RequestKind, forget, info, recall, remember, remember_browser};
use crate::{
    form_state::FormState,
    reply::{Failure, Reply},
};
use congdan_flows::{ports::browser_memory, session::Visitor};
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Sets the status of this response.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// `303 See Other`, for a page that is drawn on the server or a form without scripts.
pub fn redirect(to: &str) {
    if let (Some(response), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(to)) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, location);
    }
}

/// Whether this response leads elsewhere already.
pub fn is_redirected() -> bool {
    use_context::<ResponseOptions>()
        .is_some_and(|response| response.0.read().is_ok_and(|parts| parts.headers.contains_key(header::LOCATION)))
}

/// Sends the browser to another origin. Only a form that the browser posts itself can be answered so.
pub fn leave_for(url: &str) -> Reply {
    redirect(url);
    Reply::go(url)
}

/// Sends the browser to a provider. Its cookie goes along: the callback is accepted from the same browser alone.
pub fn leave_for_provider(url: &str) -> Reply {
    remember_browser();
    leave_for(url)
}

/// Removes the portal's pages from the browser's cache: nothing personal stays there after a sign-out.
pub fn clear_site_data() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let value = HeaderValue::from_static("\"cache\"");
        response.insert_header(HeaderName::from_static("clear-site-data"), value);
    }
}

/// Ends a server function of the form `form` (its name in the browser's memory) on the page `page`.
///
/// The state of an invalid form is remembered for the form's loader in every case, so that a reload loses nothing; going on
/// forgets it.
///
/// # Errors
/// The database failed.
pub async fn answer(form: &str, page: &str, reply: Reply) -> Result<Reply, Failure> {
    let is_plain = info().kind == RequestKind::PlainForm;
    match &reply {
        Reply::Invalid(state) => {
            remember(&MemoryKey::form(form), state).await?;
            if is_plain {
                redirect(page);
            }
        }
        Reply::Go { to, notice } => {
            forget(&MemoryKey::form(form)).await?;
            if is_plain {
                if let Some(notice) = notice {
                    remember(&NOTICE, notice).await?;
                }
                redirect(to);
            }
        }
    }
    Ok(reply)
}

/// The state in which a form's last post left it, drawn with status 422.
///
/// # Errors
/// The database failed.
pub async fn form_state(form: &str) -> Result<Option<FormState>, Failure> {
    let state = recall(&MemoryKey::form(form)).await?;
    if state.as_ref().is_some_and(FormState::has_errors) && info().kind == RequestKind::Page {
        set_status(422);
    }
    Ok(state)
}

/// The name of one person's form in the browser's memory: what one person typed is not shown to the next at the same computer.
pub fn form_of(form: &str, visitor: &Visitor) -> String {
    browser_memory::own_form(visitor.account.id, form)
}
