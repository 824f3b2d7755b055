//! The request behind a page or a server function, as `server` hands it over: who asks, from where, and for what. Its parts
//! remember for the browser, set cookies and answer.

mod answer;
mod cookies;
mod failures;
mod memory;
mod policy;
mod posted;

pub use answer::{
    answer, clear_site_data, form_of, form_state, is_redirected, leave_for, leave_for_provider, redirect, set_status,
};
pub use cookies::{CookieKind, append_cookie, close_session, cookie, open_session, remember_browser, renew_browser};
pub use failures::fail;
pub use memory::{
    BrowserMemory, DrawnNotice, MemoryKey, NOTICE, OTHER_ACCOUNT, forget, recall, remember, take, take_notice,
};
pub use policy::set_page_policy;
pub use posted::{OwnForm, Posted, acting, not_anothers};

use crate::{
    address,
    i18n::Language,
    reply::{Failure, FailureKind},
};
use congdan_domain::WantedPath;
use congdan_flows::{
    Portal,
    session::{Browser, Visitor},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Who is asking, and how. `server` makes it once for each request, before any page or server function runs.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// What binds a sign-in to where it began.
    pub browser: Browser,
    /// The browser has no cookie of its own yet: it gets one as soon as something is remembered for it.
    pub browser_is_new: bool,
    /// The session behind the cookie.
    pub session: RequestSession,
    /// The language of the language cookie.
    pub language: Language,
    /// The client's network address.
    pub address: String,
    /// The path and query of the page.
    pub page: String,
    /// How the request came.
    pub kind: RequestKind,
    /// What a server function was called with.
    pub posted: Posted,
}

/// The session that a request belongs to.
#[derive(Clone, Debug)]
pub enum RequestSession {
    /// The cookie names an open session of this person.
    SignedIn(Arc<Visitor>),
    /// There is no cookie, or its session has ended.
    SignedOut,
    /// The database failed: nothing that needs the session is answered.
    Unavailable,
}

impl RequestSession {
    /// Whether the session is known and open.
    pub const fn is_signed_in(&self) -> bool {
        matches!(self, Self::SignedIn(_))
    }
}

/// How a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A page is drawn on the server.
    Page,
    /// A form was posted by the browser itself, without scripts.
    PlainForm,
    /// A server function was called by WebAssembly.
    Call,
}

/// The portal that answers.
pub fn portal() -> Arc<Portal> {
    expect_context()
}

/// This request.
pub fn info() -> Arc<RequestInfo> {
    expect_context()
}

/// The signed-in person, if there is one.
///
/// # Errors
/// The session could not be read.
pub fn visitor() -> Result<Option<Arc<Visitor>>, Failure> {
    match &info().session {
        RequestSession::SignedIn(visitor) => Ok(Some(visitor.clone())),
        RequestSession::SignedOut => Ok(None),
        RequestSession::Unavailable => Err(fail(FailureKind::Unavailable)),
    }
}

/// The signed-in person, for a function that reads. One that acts asks [`acting`].
///
/// # Errors
/// The person is signed out, which leads a page to the sign-in and back; or the session could not be read.
pub fn signed_in() -> Result<Arc<Visitor>, Failure> {
    if let Some(visitor) = visitor()? {
        return Ok(visitor);
    }
    let failure = fail(FailureKind::SignInNeeded);
    let info = info();
    if info.kind == RequestKind::Page {
        redirect(&address::sign_in(&WantedPath::parse_or_home(&info.page)));
    }
    Err(failure)
}
