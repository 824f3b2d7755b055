//! What is sent to us: a small form, whole and in time, or nothing (I-05).

use super::{Site, refused::Refused};
use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Bodies of forms are small; 64 KiB is room for the longest honest one.
pub const MAX_BODY: usize = 64 * 1024;

/// Reads the body before a handler sees it. A compressed body is not unpacked, so that none can grow.
pub async fn whole(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if parts.headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Refused::NotAForm.into_response();
    }
    if declared_length(&parts.headers).is_some_and(|length| length > MAX_BODY as u64) {
        return Refused::TooLong.into_response();
    }
    match tokio::time::timeout(site.patience, to_bytes(body, MAX_BODY)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Err(error)) if is_too_long(&error) => Refused::TooLong.into_response(),
        Ok(Err(_)) => Refused::Unreadable.into_response(),
        Err(_) => Refused::TooSlow.into_response(),
    }
}

/// Every form of ours, and what WebAssembly sends, is of one type. (A provider that calls with another has its own answer.)
pub async fn of_a_form(request: Request, next: Next) -> Response {
    let has_body = request.body().size_hint().exact() != Some(0);
    if has_body && !is_form(request.headers()) {
        return Refused::NotAForm.into_response();
    }
    next.run(request).await
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_form(headers: &HeaderMap) -> bool {
    super::headers::single(headers, &header::CONTENT_TYPE)
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

fn is_too_long(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}
