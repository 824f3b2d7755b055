//! The request behind a page or a server function, as `server` hands it over, and the ways to answer it.

use crate::{
    i18n::Language,
    reply::{Failure, FailureKind, Notice, Reply},
    slip::Slip,
};
use congdan_domain::WantedPath;
use congdan_flows::{
    Portal,
    ports::{StoreError, audit::AuditKind},
    session::{Browser, Visitor},
};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::Arc;
use time::Duration;

/// Who is asking, and how. Made once per request by `server`, before any page or server function runs.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    pub browser: Browser,
    /// The browser has no cookie of its own yet: it gets one as soon as something is kept for it.
    pub browser_is_new: bool,
    /// The session behind the cookie. Without the database nobody is signed in, and nothing that needs it is answered.
    pub visitor: Result<Option<Visitor>, ()>,
    pub language: Language,
    /// The client's network address.
    pub address: String,
    /// The path and query of the page.
    pub page: String,
    pub kind: RequestKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A page is drawn on the server.
    Page,
    /// A form was posted by the browser itself, without scripts.
    PlainForm,
    /// A server function was called by WebAssembly.
    Call,
}

/// The portal, shared by all requests.
pub fn portal() -> Arc<Portal> {
    expect_context::<Arc<Portal>>()
}

pub fn info() -> RequestInfo {
    expect_context::<RequestInfo>()
}

/// The database failed. The reason is logged here, and the page has only a reference.
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a flow failed");
        fail(FailureKind::Unavailable)
    }
}

/// A failure with its status on the response and a reference.
pub fn fail(kind: FailureKind) -> Failure {
    let support_id = portal().world.support_id();
    tracing::info!(status = kind.status(), support_id, "refused");
    set_status(kind.status());
    Failure { kind, support_id }
}

/// The signed-in person, if there is one.
pub fn visitor() -> Result<Option<Visitor>, Failure> {
    info().visitor.map_err(|()| fail(FailureKind::Unavailable))
}

/// The signed-in person; nobody is a failure that leads a page to the sign-in and back.
pub fn signed_in() -> Result<Visitor, Failure> {
    match visitor()? {
        Some(visitor) => Ok(visitor),
        None => {
            let failure = fail(FailureKind::SignInNeeded);
            if info().kind == RequestKind::Page {
                see_other(&sign_in_path(&info().page));
            }
            Err(failure)
        }
    }
}

/// An official of this portal; a citizen is refused, and the refusal recorded.
pub async fn forbidden(reason: &'static str) -> Failure {
    let account = info().visitor.ok().flatten().map(|visitor| visitor.account.id);
    match portal().refuse(account, AuditKind::AccessRefused, reason).await {
        Ok(support_id) => {
            set_status(FailureKind::Forbidden.status());
            Failure { kind: FailureKind::Forbidden, support_id }
        }
        Err(error) => error.into(),
    }
}

/// `/dang-nhap` with the way back.
pub fn sign_in_path(wanted: &str) -> String {
    format!("/dang-nhap?tiep={}", WantedPath::parse_or_home(wanted).encoded())
}

pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// `303 See Other`, for a page that is drawn on the server or a form without scripts.
pub fn see_other(to: &str) {
    if let (Some(response), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(to)) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, location);
    }
}

/// Ends a server function of the form `form` (its name in the browser's memory) on the page `page`.
///
/// A slip is kept for the form's loader in every case, so that a reload loses nothing; going on forgets it.
pub async fn answer(form: &str, page: &str, reply: Reply) -> Result<Reply, Failure> {
    let plain = info().kind == RequestKind::PlainForm;
    match &reply {
        Reply::Slip(slip) => {
            keep(&form_key(form), &serde_json::to_string(slip).unwrap_or_default()).await?;
            if plain {
                see_other(page);
            }
        }
        Reply::Go { to, notice } => {
            forget(&form_key(form)).await?;
            if plain {
                if let Some(notice) = notice {
                    keep_notice(notice.clone()).await?;
                }
                see_other(to);
            }
        }
    }
    Ok(reply)
}

/// The slip that a form's last post left, drawn with status 422.
pub async fn slip(form: &str) -> Result<Option<Slip>, Failure> {
    let Some(text) = recall(&form_key(form)).await? else { return Ok(None) };
    let slip = serde_json::from_str::<Slip>(&text).ok();
    if slip.as_ref().is_some_and(|slip| !slip.errors.is_empty()) && info().kind == RequestKind::Page {
        set_status(422);
    }
    Ok(slip)
}

fn form_key(form: &str) -> String {
    format!("form:{form}")
}

/// Keeps a message for the next page of this browser.
pub async fn keep_notice(notice: Notice) -> Result<(), Failure> {
    keep("notice", &serde_json::to_string(&notice).unwrap_or_default()).await
}

/// The message for the next page, which stays.
pub async fn next_notice() -> Result<Option<Notice>, Failure> {
    Ok(recall("notice").await?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The message for this page, removed by being read.
pub async fn take_notice() -> Result<Option<Notice>, Failure> {
    let (portal, info) = (portal(), info());
    if info.browser_is_new {
        return Ok(None);
    }
    let text = portal.store.take(&info.browser.binding, "notice", portal.world.now()).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// How long a browser's own memory lasts.
const MEMORY: Duration = Duration::minutes(10);

/// How long a browser is known by its own cookie. Longer than a sign-in may take: an answer that comes too late still finds its
/// attempt, and with it the page that was wanted.
const BROWSER_KNOWN: Duration = Duration::hours(1);

/// Keeps a value for this browser, encrypted, for ten minutes.
pub async fn keep(key: &str, value: &str) -> Result<(), Failure> {
    let (portal, info) = (portal(), info());
    remember_browser();
    let until = portal.world.now() + MEMORY;
    portal.store.remember(&info.browser.binding, key, value.to_owned(), until).await.map_err(Failure::from)
}

pub async fn recall(key: &str) -> Result<Option<String>, Failure> {
    let (portal, info) = (portal(), info());
    if info.browser_is_new {
        return Ok(None);
    }
    portal.store.recall(&info.browser.binding, key, portal.world.now()).await.map_err(Failure::from)
}

pub async fn forget(key: &str) -> Result<(), Failure> {
    let (portal, info) = (portal(), info());
    if info.browser_is_new {
        return Ok(());
    }
    portal.store.take(&info.browser.binding, key, portal.world.now()).await.map(drop).map_err(Failure::from)
}

/// Gives the browser its own cookie: it names no person and binds a sign-in to where it began.
pub fn remember_browser() {
    let info = info();
    append_cookie(&cookie(CookieKind::Browser, Some(&info.browser.binding)));
}

/// The portal's cookies. Cookies on localhost are shared across ports, so their names carry the portal's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    Session,
    Browser,
    Language,
}

impl CookieKind {
    /// `__Host-` needs https: without it the name alone.
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
pub fn cookie(kind: CookieKind, value: Option<&str>) -> String {
    cookie_of(&portal(), kind, value)
}

/// As [`cookie`], outside a page.
pub fn cookie_of(portal: &Portal, kind: CookieKind, value: Option<&str>) -> String {
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

pub fn append_cookie(cookie: &str) {
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// Whether this response leads elsewhere already.
pub fn is_redirected() -> bool {
    use_context::<ResponseOptions>()
        .is_some_and(|response| response.0.read().is_ok_and(|parts| parts.headers.contains_key(header::LOCATION)))
}

/// Nothing personal stays in the browser's cache after signing out.
pub fn clear_site_data() {
    if let Some(response) = use_context::<ResponseOptions>() {
        let value = HeaderValue::from_static("\"cache\"");
        response.insert_header(http::HeaderName::from_static("clear-site-data"), value);
    }
}

/// The content-security policy of a page. Chrome applies `form-action` to the redirects after a form post, so the
/// providers' origins are in it.
pub fn set_page_policy(nonce: String, is_watched: bool) {
    let origins: Vec<String> = portal().providers.iter().flat_map(|provider| provider.origins()).collect();
    // While developing, the page listens for rebuilt files.
    let reload = if is_watched { " ws://localhost:* ws://127.0.0.1:*" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{reload}; form-action 'self' {}; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'",
        origins.join(" "),
    );
    if let (Some(response), Ok(policy)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&policy)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
