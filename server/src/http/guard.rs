//! Only pages of our own origin may post here.

use super::{Site, headers::single, refused::Refused};
use crate::config::PublicAddress;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Server functions have no CSRF check of their own: every unsafe method must come from our own origin, by
/// `Sec-Fetch-Site`, else by `Origin` (a browser sends one of them; without both it is refused).
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_same_origin(&site.address, request.headers()) {
        next.run(request).await
    } else {
        Refused::OtherOrigin.into_response()
    }
}

/// `Sec-Fetch-Site` is written by the browser itself, and no page can change it (Fetch Metadata, 2). Where it says
/// `same-origin`, an `Origin: null` only means that the page sends no referrer (Fetch, 3.2).
fn is_same_origin(public: &PublicAddress, headers: &HeaderMap) -> bool {
    let once = |name: &HeaderName| headers.contains_key(name).then(|| single(headers, name).unwrap_or_default());
    match (once(&FETCH_SITE), once(&header::ORIGIN)) {
        (Some("same-origin"), None | Some("null")) => true,
        (Some("same-origin") | None, Some(origin)) => public.is_origin(origin),
        (Some(_), _) | (None, None) => false,
    }
}

/// Links are built from the configured address only, so a foreign `Host` has no business here; it is never echoed.
pub async fn own_host(State(site): State<Site>, request: Request, next: Next) -> Response {
    if single(request.headers(), &header::HOST).is_some_and(|host| site.address.is_host(host)) {
        next.run(request).await
    } else {
        Refused::OtherHost.into_response()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn allowed(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, http::HeaderValue::from_static(value));
        }
        is_same_origin(&PublicAddress::parse("https://portal.example").unwrap(), &map)
    }

    #[test]
    fn our_own_pages_may_post() {
        assert!(allowed(&[("sec-fetch-site", "same-origin"), ("origin", "https://portal.example")]));
        assert!(allowed(&[("origin", "https://portal.example")]));
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
    }

    #[test]
    fn w08_a_null_origin_is_taken_where_the_browser_itself_says_same_origin() {
        assert!(allowed(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site"), ("origin", "null")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site"), ("origin", "null")]));
        assert!(!allowed(&[("sec-fetch-site", "none"), ("origin", "null")]));
        assert!(!allowed(&[("sec-fetch-site", "same-origin"), ("origin", "null"), ("origin", "null")]));
        assert!(!allowed(&[("sec-fetch-site", "same-origin"), ("origin", "")]));
    }

    #[test]
    fn nobody_else_may() {
        assert!(!allowed(&[]));
        assert!(!allowed(&[("origin", "null")]));
        assert!(!allowed(&[("origin", "https://portal.example.evil")]));
        assert!(!allowed(&[("origin", "http://portal.example")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site"), ("origin", "https://portal.example")]));
        assert!(!allowed(&[("sec-fetch-site", "none")]));
        assert!(!allowed(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")]));
        assert!(!allowed(&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
    }
}
