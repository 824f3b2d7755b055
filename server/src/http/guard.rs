//! Who may post here: pages of our own origin, and nobody else.

use super::Site;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use url::Url;

/// Server functions have no CSRF check of their own: every unsafe method must come from our own origin, by
/// `Sec-Fetch-Site`, else by `Origin` (a browser sends one of them; without both it is refused).
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_same_origin(&site.portal.about.public_url, request.headers()) {
        next.run(request).await
    } else {
        tracing::info!("refused: not from our own origin");
        (StatusCode::FORBIDDEN, "403: this form must be sent from its own page\n").into_response()
    }
}

fn is_same_origin(public_url: &str, headers: &HeaderMap) -> bool {
    let single = |name| {
        let mut values = headers.get_all(name).iter();
        let first = values.next();
        if values.next().is_some() { Some(None) } else { first.map(|value| value.to_str().ok()) }
    };
    match (single("sec-fetch-site"), single(header::ORIGIN.as_str())) {
        (Some(site), None) => site == Some("same-origin"),
        (Some(site), Some(origin)) => site == Some("same-origin") && origin == Some(public_url),
        (None, Some(origin)) => origin == Some(public_url),
        (None, None) => false,
    }
}

/// Links are built from the configured address only, so a foreign `Host` has no business here; it is never echoed.
pub async fn own_host(State(site): State<Site>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| is_own(&site.portal.about.public_url, host)) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "421: not an address of this portal\n").into_response()
    }
}

/// The public address; on a developer's machine any name of the machine itself with the same port.
fn is_own(public_url: &str, host: &str) -> bool {
    let Ok(url) = Url::parse(public_url) else { return false };
    let own = url.host_str().unwrap_or_default();
    let with_port = |name: &str| match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    };
    host.eq_ignore_ascii_case(&with_port(own))
        || (own == "localhost" && ["127.0.0.1", "[::1]"].iter().any(|name| host == with_port(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, http::HeaderValue::from_static(value));
        }
        is_same_origin("https://portal.example", &map)
    }

    #[test]
    fn our_own_pages_may_post() {
        assert!(allowed(&[("sec-fetch-site", "same-origin"), ("origin", "https://portal.example")]));
        assert!(allowed(&[("origin", "https://portal.example")]));
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
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

    #[test]
    fn only_the_configured_host_is_ours() {
        assert!(is_own("https://portal.example", "portal.example"));
        assert!(!is_own("https://portal.example", "evil.example"));
        assert!(!is_own("https://portal.example", "portal.example:8443"));
        assert!(is_own("http://localhost:3000", "127.0.0.1:3000"));
        assert!(!is_own("http://localhost:3000", "127.0.0.1:3100"));
    }
}
