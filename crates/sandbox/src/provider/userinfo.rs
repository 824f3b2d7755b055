//! Userinfo (OpenID Connect Core, section 5.3), with the access token in the header only.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use super::At;
use super::fault::Fault;
use super::oauth_error::OAuthError;

pub(crate) async fn userinfo(State(at): State<At>, headers: HeaderMap) -> Response {
    let access = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .and_then(|(_, token)| at.provider().tokens.get(token.trim(), at.now_ms()));
    let Some(access) = access else {
        return OAuthError::invalid_token("no living access token").into_response();
    };
    let mut claims = at.claims(access.session.person, access.fault);
    claims.insert("auth_time".to_owned(), access.session.auth_time.into());
    claims.insert("sid".to_owned(), access.session.sid.into());
    match access.fault {
        Fault::UserinfoError => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Fault::UserinfoHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::UserinfoWrongSub => {
            claims.insert("sub".to_owned(), json!("somebody-else"));
        }
        _ => {}
    }
    ([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response()
}
