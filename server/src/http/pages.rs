//! Pages, drawn completely before they are sent, and server functions.

use super::{Site, documents::Key, headers::accepts_page, redirect::see_other, refused::Refused, trouble, who::who};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use congdan_app::{
    address,
    reply::Failure,
    request::{BrowserMemory, DrawnNotice, NOTICE, Posted, RequestInfo, RequestKind},
    shell::shell,
};
use leptos::prelude::provide_context;
use std::sync::Arc;
use tracing::Instrument;

/// Every address that nothing else answers is a page of the application, which also knows which pages there are.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return super::headers::only("GET, HEAD").await;
    }
    let (parts, body) = request.into_parts();
    if is_back_from_sign_out(&parts.uri) {
        return see_other(address::HOME, &[]);
    }
    let Some(key) = Key::of(&site, &parts).await else { return draw(&site, parts, body).await };
    if let Some(kept) = site.documents.answer(&key, &parts) {
        return kept;
    }
    let drawn = draw(&site, parts.clone(), body).await;
    site.documents.keep(key, &parts, drawn).await
}

async fn draw(site: &Site, parts: Parts, body: Body) -> Response {
    let info = who(site, &parts, RequestKind::Page).await;
    let request = Request::from_parts(parts, body);
    let notice = DrawnNotice::default();
    let context = {
        let (context, notice) = (context(site, info.clone()), notice.clone());
        move || {
            context();
            provide_context(notice.clone());
        }
    };
    let assets = site.assets.clone();
    let draw = leptos_axum::render_app_async_with_context(context, move || shell(assets.clone()));
    let response = draw(request).await.into_response();
    if notice.is_drawn() && !response.status().is_redirection() {
        // It stays for the next page where the database fails now.
        let _ = BrowserMemory::of(&site.portal, &info).take(&NOTICE).await;
    }
    response
}

/// A provider leads back from the end of its session with the `state` that it was sent (RP-Initiated Logout 1.0, 3). Nobody reads
/// it here, and it is not for a person's address bar.
fn is_back_from_sign_out(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    uri.path() == address::HOME && form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "state")
}

/// A server function, called by WebAssembly or by a form that the browser posts itself.
///
/// leptos would answer a plain form with a redirect to the raw `Referer` and put errors into its query. Neither header
/// reaches it: where to go on is decided by `request::answer` alone.
pub async fn server_function(State(site): State<Site>, request: Request) -> Response {
    // leptos' own answer to an unknown function names the framework.
    if !server_fn::axum::server_fn_paths().any(|(path, _)| path == request.uri().path()) {
        return Refused::NoFunction.into_response();
    }
    let kind = if accepts_page(request.headers()) { RequestKind::PlainForm } else { RequestKind::Call };
    let (mut parts, body) = request.into_parts();
    let mut info = who(&site, &parts, kind).await;
    // Whole already, and within its limit (`body::whole`).
    let body = to_bytes(body, super::body::MAX_BODY).await.unwrap_or_default();
    info.posted = Posted::of(form_urlencoded::parse(&body).into_owned()).with_stamp_of(&parts.headers);
    let signed_in = info.session.is_signed_in();
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    parts.headers.remove(header::REFERER);
    let request = Request::from_parts(parts, Body::from(body));
    let response = with_its_status(carried_out(&site, info, request).await).await;
    match kind {
        RequestKind::PlainForm if !response.status().is_redirection() => {
            redirect_to_failure(&site, response, signed_in).await
        }
        _ => response,
    }
}

/// The work is a task of its own: hyper drops what answers a client who has gone, and what was begun here ends all the same,
/// with its result where the person finds it when they come back (T2-05).
async fn carried_out(site: &Site, info: RequestInfo, request: Request) -> Response {
    let context = context(site, info);
    let work = async move { leptos_axum::handle_server_fns_with_context(context, request).await.into_response() };
    match tokio::spawn(work.in_current_span()).await {
        Ok(response) => response,
        // For the layer that answers a panic.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Refused::Broken.into_response(),
        },
    }
}

/// Arguments that cannot be read never reach the function, which would set the status: leptos answers with 500.
async fn with_its_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, super::body::MAX_BODY).await.unwrap_or_default();
    let failure = serde_json::from_slice::<Failure>(&body).ok();
    if let Some(status) = failure.and_then(|failure| StatusCode::from_u16(failure.kind.status()).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(body))
}

/// A plain form whose server function could not do it: a page says so, with the reference of its log line and the cookies that
/// were set.
async fn redirect_to_failure(site: &Site, response: Response, signed_in: bool) -> Response {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, super::body::MAX_BODY).await.unwrap_or_default();
    let failure = serde_json::from_slice::<Failure>(&body).ok();
    let support_id = failure.map(|failure| failure.support_id).filter(|support_id| !support_id.is_empty());
    let status = match parts.status {
        StatusCode::UNAUTHORIZED if !signed_in => None,
        StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Some(parts.status.as_u16()),
        _ => Some(503),
    };
    let mut redirect = match status {
        Some(status) => trouble::page(site, status, support_id),
        None => see_other(address::SIGN_IN, &[]),
    };
    for cookie in parts.headers.get_all(header::SET_COOKIE) {
        redirect.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    redirect
}

fn context(site: &Site, info: RequestInfo) -> impl Fn() + Clone + Send + Sync + 'static {
    let portal = site.portal.clone();
    let info = Arc::new(info);
    move || {
        provide_context(portal.clone());
        provide_context(info.clone());
    }
}
