//! `/dang-xuat/{provider}/backchannel`: the provider itself calls (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8).
//!
//! No browser is involved, so the same-origin rule does not stand in front; what counts is the token's signature.

use super::{Site, headers::single};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_flows::provider_logout::{self, Received};
use secrecy::SecretString;
use serde_json::json;

/// Carries out the logout that the token states. The answers and their codes are those of the specification (2.8).
pub async fn receive(
    State(site): State<Site>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(token) = logout_token(&headers, &body) else {
        return refused("invalid_request", "one logout_token in a form is needed");
    };
    match provider_logout::receive(&site.portal, &provider, &token).await {
        Ok(Received::Done) => StatusCode::OK.into_response(),
        Ok(Received::Refused(why)) => {
            tracing::warn!(why, "a logout token was refused");
            refused("invalid_request", "the logout token is not valid")
        }
        Ok(Received::Unavailable) => refused("temporarily_unavailable", "the signing keys cannot be read"),
        Err(error) => {
            tracing::error!(%error, "a provider's logout could not be carried out");
            refused("temporarily_unavailable", "the logout was not carried out")
        }
    }
}

/// The answer never says which rule was broken. Our log does.
fn refused(error: &str, description: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error, "error_description": description }))).into_response()
}

/// The one `logout_token` of a form; what comes twice is read differently by different parties.
fn logout_token(headers: &HeaderMap, body: &[u8]) -> Option<SecretString> {
    let media_type = single(headers, &header::CONTENT_TYPE)?.split(';').next()?.trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return None;
    }
    let mut tokens = form_urlencoded::parse(body).filter(|(name, _)| name == "logout_token");
    let (_, token) = tokens.next()?;
    if tokens.next().is_some() || token.is_empty() {
        return None;
    }
    Some(SecretString::from(token.into_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::HeaderValue;
    use secrecy::ExposeSecret;

    fn token(media_type: &'static str, body: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        logout_token(&headers, body.as_bytes()).map(|token| token.expose_secret().to_owned())
    }

    #[test]
    fn one_token_in_a_form_is_taken() {
        let form = "application/x-www-form-urlencoded";
        assert_eq!(token(form, "logout_token=a.b.c").unwrap(), "a.b.c");
        assert_eq!(token("application/x-www-form-urlencoded; charset=utf-8", "x=1&logout_token=a").unwrap(), "a");
        for body in ["", "logout_token", "logout_token=", "logout_token=a&logout_token=a", "token=a", "\u{0}"] {
            assert_eq!(token(form, body), None, "{body}");
        }
        for media_type in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
            assert_eq!(token(media_type, "logout_token=a"), None, "{media_type}");
        }
    }
}
