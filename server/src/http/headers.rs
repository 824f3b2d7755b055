//! Headers that every response carries, and the one log line of a request.

use super::Site;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;
use tracing::Span;

const FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// A response without a page needs nothing at all.
const NO_PAGE_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub async fn on_every_response(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.portal.about.public_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // A page brings its own policy, with its nonce and the providers' origins.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NO_PAGE_POLICY));
    // What is not a file may be somebody's: it is kept nowhere.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
    }
    response
}

/// The answer where only `methods` are (RFC 9110, 15.5.6).
pub async fn only(methods: &'static str) -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, methods)], "405: not with this method\n").into_response()
}

/// A panic is ours: a calm sentence for the person, and nothing of its words. (It is logged where it happens.)
pub async fn calm_panics(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        let text = "Hệ thống tạm thời gián đoạn. Hãy thử lại sau ít phút.\nThe service is interrupted for now. Try again in a few minutes.\n";
        return (StatusCode::INTERNAL_SERVER_ERROR, text).into_response();
    }
    response
}

/// One span a request: method and path. A query may carry a person's wanted page, so it stays out.
pub fn span<B>(request: &http::Request<B>) -> Span {
    tracing::info_span!("request", method = %request.method(), path = logged(request.uri().path()))
}

/// The path, without the code of a citizen's slip: it is a key for officials.
fn logged(path: &str) -> &str {
    const SLIP: &str = "/can-bo/phieu/";
    if path.starts_with(SLIP) { SLIP } else { path }
}

pub fn log<B>(response: &http::Response<B>, latency: Duration, _: &Span) {
    let status = response.status().as_u16();
    metrics::histogram!("http_request_duration_seconds", "status" => status.to_string()).record(latency.as_secs_f64());
    tracing::info!(status, ms = latency.as_millis() as u64, "answered");
}

/// The value of a header that must be there at most once.
pub fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use axum::{Router, body::Body, middleware::from_fn, routing::get};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    #[tokio::test]
    async fn h06_a_panic_shows_a_calm_sentence_and_none_of_its_words() {
        async fn breaks() -> &'static str {
            panic!("the number 025190999002 is not expected")
        }
        let portal = Router::new().route("/", get(breaks)).layer(CatchPanicLayer::new()).layer(from_fn(calm_panics));
        let response = portal.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/plain; charset=utf-8");
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(text.starts_with("Hệ thống tạm thời gián đoạn."), "{text}");
        assert!(!text.contains("025190999002") && !text.contains("panicked"), "{text}");
    }
}
