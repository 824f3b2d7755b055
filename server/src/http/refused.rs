//! A request that is turned away at the door, and how the person is told: a page in their language with a reference and a way
//! on, or a few words for a program.

mod page;

use super::{Site, headers::accepts_page, who::language};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use congdan_app::{
    i18n::{Language, Text, server_texts::failure},
    reply::{Failure, FailureKind},
};

/// Why a request goes no further. As a response it has its status and no words: [`tell`] finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// `Host` is not the portal's: 421.
    OtherHost,
    /// A form that another site has sent: 403.
    OtherOrigin,
    /// Not with this method, only with these: 405.
    Method(&'static str),
    /// One too many in a short time: 429.
    TooMany {
        /// Until one more passes.
        seconds: i64,
    },
    /// The body cannot be read: 400.
    Unreadable,
    /// The body did not arrive in time: 408.
    TooSlow,
    /// The body is longer than any form: 413.
    TooLong,
    /// The body is not a form of ours: 415.
    NotAForm,
    /// No server function has this address: 404.
    NoFunction,
    /// The answer took too long: 503.
    Overdue,
    /// Something of ours broke: 500.
    Broken,
}

impl Refused {
    /// For the log.
    const fn code(self) -> &'static str {
        match self {
            Self::OtherHost => "other_host",
            Self::OtherOrigin => "other_origin",
            Self::Method(_) => "method",
            Self::TooMany { .. } => "too_many",
            Self::Unreadable => "unreadable",
            Self::TooSlow => "too_slow",
            Self::TooLong => "too_long",
            Self::NotAForm => "not_a_form",
            Self::NoFunction => "no_function",
            Self::Overdue => "overdue",
            Self::Broken => "broken",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::OtherOrigin => StatusCode::FORBIDDEN,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoFunction => StatusCode::NOT_FOUND,
            Self::Overdue => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Heading and sentence.
    const fn words(self) -> (Text, Text) {
        match self {
            Self::OtherHost => (failure::OTHER_HOST, failure::OTHER_HOST_TEXT),
            Self::OtherOrigin => (failure::OTHER_ORIGIN, failure::OTHER_ORIGIN_TEXT),
            Self::Method(_) => (failure::METHOD, failure::METHOD_TEXT),
            Self::TooMany { .. } => (failure::TOO_MANY, failure::TOO_MANY_TEXT),
            Self::Unreadable => (failure::BAD_REQUEST, failure::BAD_REQUEST_TEXT),
            Self::TooSlow => (failure::TOO_SLOW, failure::TOO_SLOW_TEXT),
            Self::TooLong => (failure::TOO_LONG, failure::TOO_LONG_TEXT),
            Self::NotAForm => (failure::NOT_A_FORM, failure::NOT_A_FORM_TEXT),
            Self::NoFunction => (failure::NOT_FOUND, failure::NOT_FOUND_TEXT),
            Self::Overdue | Self::Broken => (failure::UNAVAILABLE, failure::UNAVAILABLE_TEXT),
        }
    }

    /// What a script of our own pages understands.
    const fn kind(self) -> FailureKind {
        match self {
            Self::OtherHost | Self::NoFunction => FailureKind::NotFound,
            Self::TooMany { .. } | Self::TooSlow | Self::Overdue | Self::Broken => FailureKind::Unavailable,
            Self::OtherOrigin | Self::Method(_) | Self::Unreadable | Self::TooLong | Self::NotAForm => {
                FailureKind::BadRequest
            }
        }
    }

    /// Found in a response: one of ours, or what a library answered for itself.
    fn found_in(response: &Response) -> Option<Self> {
        let own = response.extensions().get::<Self>().copied();
        own.or(match response.status() {
            StatusCode::INTERNAL_SERVER_ERROR => Some(Self::Broken),
            _ => None,
        })
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        match self {
            Self::Method(methods) => {
                headers.insert(header::ALLOW, HeaderValue::from_static(methods));
            }
            Self::TooMany { seconds } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            // The rest of the body is not waited for: the connection ends with the answer.
            Self::Unreadable | Self::TooSlow | Self::TooLong | Self::NotAForm => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The reader of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A person, in their language.
    Person(Language),
    /// A script of our own pages.
    Script,
    /// Any other program.
    Program,
}

impl Reader {
    fn of(site: &Site, request: &Request) -> Self {
        let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accepts_page(request.headers()) {
            Self::Person(language(site, request.headers()))
        } else if accept.contains("application/json") && request.uri().path().starts_with("/api/") {
            Self::Script
        } else {
            Self::Program
        }
    }
}

/// Puts words into every refusal behind it, and writes the log line with the same reference.
pub async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&site, &request);
    let response = next.run(request).await;
    let Some(refused) = Refused::found_in(&response) else { return response };
    let support_id = site.portal.world.support_id();
    tracing::info!(status = refused.status().as_u16(), why = refused.code(), support_id, "refused");
    let (mut parts, _) = response.into_parts();
    let (media_type, text) = match reader {
        Reader::Person(language) => {
            parts.headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(page::POLICY));
            ("text/html; charset=utf-8", page::html(&site, refused, language, &support_id))
        }
        Reader::Script => {
            let failure = Failure { kind: refused.kind(), support_id };
            ("application/json", serde_json::to_string(&failure).unwrap_or_default())
        }
        Reader::Program => {
            let (_, text) = refused.words();
            let status = refused.status().as_u16();
            ("text/plain; charset=utf-8", format!("{status}: {}\n{}\n{support_id}\n", text.vi, text.en))
        }
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::{config, wiring};
    use axum::{Router, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    async fn site(folder: &std::path::Path) -> Site {
        let key = |id: &str, letter: &str| format!("[\"{id}:{}=\"]", letter.repeat(42) + "A");
        let keys = format!("[security]\nencryption_keys = {}\nindex_keys = {}\n", key("k1", "A"), key("i1", "B"));
        let text = format!("{}\n{keys}", include_str!("../../../config/phutho.toml"));
        let checked = config::parse(&text).and_then(config::check).unwrap();
        wiring::wire(checked, folder).await.unwrap().site
    }

    async fn answer(accept: &str) -> (StatusCode, String, String) {
        async fn breaks() -> &'static str {
            panic!("the number 025190999002 is not expected")
        }
        let folder = tempfile::tempdir().unwrap();
        let portal = Router::new()
            .route("/", get(breaks))
            .layer(CatchPanicLayer::custom(|_| Refused::Broken.into_response()))
            .layer(from_fn_with_state(site(folder.path()).await, tell));
        let request = Request::get("/").header(header::ACCEPT, accept).body(Body::empty()).unwrap();
        let response = portal.oneshot(request).await.unwrap();
        let (status, media_type) =
            (response.status(), response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned());
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        (status, media_type, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn h06_a_panic_shows_a_calm_sentence_and_none_of_its_words() {
        for (accept, media_type) in [("text/html", "text/html"), ("*/*", "text/plain")] {
            let (status, kind, text) = answer(accept).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(kind, format!("{media_type}; charset=utf-8"));
            assert!(text.contains("Lỗi ở phía hệ thống, không phải do bạn."), "{text}");
            assert!(!text.contains("025190999002") && !text.contains("panicked"), "{text}");
        }
    }

    #[test]
    fn every_refusal_says_what_its_status_says() {
        let all = [
            (Refused::OtherHost, 421, FailureKind::NotFound),
            (Refused::OtherOrigin, 403, FailureKind::BadRequest),
            (Refused::Method("GET"), 405, FailureKind::BadRequest),
            (Refused::TooMany { seconds: 1 }, 429, FailureKind::Unavailable),
            (Refused::Overdue, 503, FailureKind::Unavailable),
        ];
        for (refused, status, kind) in all {
            let response = refused.into_response();
            assert_eq!(response.status().as_u16(), status);
            assert_eq!((Refused::found_in(&response), refused.kind()), (Some(refused), kind));
        }
    }
}
