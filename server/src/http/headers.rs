//! Headers that every response carries, and the one log line of a request.

use super::{Site, refused::Refused};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
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

/// Adds them to a response.
pub async fn on_every_response(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.address.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // A page brings its own policy, with its nonce and the providers' origins.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NO_PAGE_POLICY));
    // An answer that is no file may hold a person's data: no cache keeps it.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
    }
    response
}

/// The answer where only `methods` are (RFC 9110, 15.5.6).
pub async fn only(methods: &'static str) -> Response {
    Refused::Method(methods).into_response()
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

/// The line that ends a request, and its time in the metrics.
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

/// Whether a browser wants to show the answer to a person.
pub fn accepts_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}
