//! The portal's cookies, and the response headers that set them.

use super::{RequestInfo, info, portal};
use congdan_flows::{Portal, session};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use secrecy::SecretString;
use std::sync::Arc;
use time::Duration;

/// How long a browser is known by its own cookie. Longer than a sign-in may take: an answer that comes too late still finds its
/// attempt, and with it the page that was wanted.
const BROWSER_KNOWN: Duration = Duration::hours(1);

/// The portal's cookies. Cookies on localhost are shared across ports, so their names carry the portal's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// The secret of a session. It lasts until the browser closes.
    Session,
    /// What finds the browser's memory, and binds a sign-in to where it began. It names no person.
    Browser,
    /// The language, for a year. Scripts may write it.
    Language,
}

impl CookieKind {
    /// The cookie's name. `__Host-` needs https: over http the name stands alone.
    pub fn name(self, portal: &Portal) -> String {
        let prefix = if portal.about.public_url.starts_with("https://") { "__Host-" } else { "" };
        let kind = match self {
            Self::Session => "session",
            Self::Browser => "browser",
            Self::Language => "language",
        };
        format!("{prefix}congdan_{}_{kind}", portal.about.id)
    }
}

/// A `Set-Cookie` value; `None` deletes the cookie.
pub fn cookie(portal: &Portal, kind: CookieKind, value: Option<&str>) -> String {
    let secure = if portal.about.public_url.starts_with("https://") { "; Secure" } else { "" };
    let http_only = if kind == CookieKind::Language { "" } else { "; HttpOnly" };
    let age = match (value, kind) {
        (None, _) => "; Max-Age=0".to_owned(),
        (Some(_), CookieKind::Session) => String::new(),
        (Some(_), CookieKind::Browser) => format!("; Max-Age={}", BROWSER_KNOWN.whole_seconds()),
        (Some(_), CookieKind::Language) => "; Max-Age=31536000".to_owned(),
    };
    format!("{}={}; Path=/; SameSite=Lax{age}{http_only}{secure}", kind.name(portal), value.unwrap_or_default())
}

/// Adds a cookie of the portal to this response; `None` deletes it.
pub fn append_cookie(kind: CookieKind, value: Option<&str>) {
    let cookie = cookie(&portal(), kind, value);
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// Gives the browser its own cookie.
pub fn remember_browser() {
    append_cookie(CookieKind::Browser, Some(&info().browser.binding));
}

/// Gives the browser a new cookie of its own, and this answer remembers for that one: what was kept for the old one has just been
/// dropped (K-02).
pub fn renew_browser() {
    let mut renewed = RequestInfo::clone(&info());
    renewed.browser.binding = portal().world.token();
    provide_context(Arc::new(renewed));
    remember_browser();
}

/// Gives the browser the secret of a new session.
pub fn open_session(token: &SecretString) {
    append_cookie(CookieKind::Session, Some(session::cookie_value(token)));
}

/// Takes the session's secret from the browser, and the pages that it has in its cache.
pub fn close_session() {
    append_cookie(CookieKind::Session, None);
    super::clear_site_data();
}
