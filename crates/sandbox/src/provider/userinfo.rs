//! Userinfo (OpenID Connect Core, section 5.3), with the access token in the header only.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;

use super::fault::Fault;
use super::oauth_error::OAuthError;
use super::registration::Protocol;
use super::{At, bad_bodies, trap};
use crate::inspector::UserinfoRequest;
use crate::params::Params;

pub(crate) async fn userinfo(State(at): State<At>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    let query = Params::lenient(&query.unwrap_or_default());
    let request = UserinfoRequest { in_header: bearer, in_query: query.get("access_token") };
    let flow = at.sandbox.state.inspector.userinfo_asked(at.arrival(), &request).unwrap_or_default();
    let Some(access) = bearer.and_then(|token| at.provider().tokens.get(token, at.now_ms())) else {
        return OAuthError::invalid_token("no living access token").into_response();
    };
    let mut claims = at.claims(access.session.person, access.fault);
    if access.protocol == Protocol::Oidc {
        claims.insert("auth_time".to_owned(), access.session.auth_time.into());
        claims.insert("sid".to_owned(), access.session.sid.into());
    }
    match access.fault {
        Fault::UserinfoError => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Fault::UserinfoHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::UserinfoWrongSub => {
            claims.insert("sub".to_owned(), json!("somebody-else"));
        }
        Fault::UserinfoMissingSub => {
            claims.remove("sub");
        }
        Fault::UserinfoEmptySub => {
            claims.insert("sub".to_owned(), json!(""));
        }
        Fault::UserinfoNumberSub => {
            claims.insert("sub".to_owned(), json!(25_085_999_001_i64));
        }
        Fault::UserinfoRedirect => {
            at.sandbox.state.inspector.redirect_sent(at.arrival(), flow);
            return Redirect::temporary(&trap::elsewhere(&at, flow)).into_response();
        }
        Fault::UserinfoHuge => return bad_bodies::huge(&claims.into()),
        _ => {}
    }
    ([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response()
}
