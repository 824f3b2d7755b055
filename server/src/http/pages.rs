//! Pages, drawn completely before they are sent, and server functions.

use super::{Site, headers::accepts_page, redirect::see_other, refused::Refused, trouble, who::who};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_app::{
    address,
    reply::Failure,
    request::{RequestInfo, RequestKind},
    shell::shell,
};
use leptos::prelude::provide_context;
use std::sync::Arc;

/// Every address that nothing else answers is a page of the application, which also knows which pages there are.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return super::headers::only("GET, HEAD").await;
    }
    let (parts, body) = request.into_parts();
    let info = who(&site, &parts, RequestKind::Page).await;
    let request = Request::from_parts(parts, body);
    let context = context(&site, info);
    let assets = site.assets.clone();
    let draw = leptos_axum::render_app_async_with_context(context, move || shell(assets.clone()));
    draw(request).await.into_response()
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
    let info = who(&site, &parts, kind).await;
    let signed_in = info.session.is_signed_in();
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    parts.headers.remove(header::REFERER);
    let request = Request::from_parts(parts, Body::new(body));
    let response = leptos_axum::handle_server_fns_with_context(context(&site, info), request).await.into_response();
    let response = with_its_status(response).await;
    match kind {
        RequestKind::PlainForm if !response.status().is_redirection() => {
            redirect_to_failure(&site, response, signed_in).await
        }
        _ => response,
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
