//! What is sent to us: a small form, whole and in time, or nothing (I-05).

use super::Site;
use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Bodies of forms are small; 64 KiB is room for the longest honest one.
pub const MAX_BODY: usize = 64 * 1024;

/// Reads the body before anybody works with it. Nothing packed is unpacked here, so there is nothing that can swell.
pub async fn whole(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if parts.headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    if declared_length(&parts.headers).is_some_and(|length| length > MAX_BODY as u64) {
        return refused(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match tokio::time::timeout(site.patience, to_bytes(body, MAX_BODY)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Err(error)) if is_too_long(&error) => refused(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => refused(StatusCode::BAD_REQUEST),
        Err(_) => refused(StatusCode::REQUEST_TIMEOUT),
    }
}

/// Every form of ours, and what WebAssembly sends, is of one type. (A provider that calls with another has its own answer.)
pub async fn of_a_form(request: Request, next: Next) -> Response {
    let has_body = request.body().size_hint().exact() != Some(0);
    if has_body && !is_form(request.headers()) {
        return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE);
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

/// The rest of the body is not waited for: the connection ends with the answer.
fn refused(status: StatusCode) -> Response {
    let text = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "413: Nội dung gửi lên quá dài.\nWhat was sent is too long.\n",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "415: Chỉ nhận biểu mẫu của Cổng.\nOnly this portal's own forms are taken.\n"
        }
        StatusCode::REQUEST_TIMEOUT => {
            "408: Nội dung gửi lên quá chậm. Hãy thử lại.\nIt was sent too slowly. Try again.\n"
        }
        _ => "400: Nội dung gửi lên không đọc được.\nWhat was sent cannot be read.\n",
    };
    (status, [(header::CONNECTION, "close")], text).into_response()
}
