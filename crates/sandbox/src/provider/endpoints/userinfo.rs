//! Userinfo (OpenID Connect Core, section 5.3), with the access token in the header only.

use super::honeypot;
use crate::{
    inspector::userinfo_request::UserinfoRequest,
    provider::{Provider, fault::Fault, hostile_bodies, oauth_error::OAuthError, state::registration::Protocol},
    tools::params::Params,
};
use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;

pub(crate) async fn userinfo(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    let query = Params::lenient(&query.unwrap_or_default());
    let request = UserinfoRequest { in_header: bearer, in_query: query.get("access_token") };
    let flow = provider.sandbox.state.inspector.userinfo_asked(provider.arrival(), &request).unwrap_or_default();
    let Some(access) = bearer.and_then(|token| provider.state().tokens.get(token, provider.now_ms())) else {
        return OAuthError::invalid_token("no living access token").into_response();
    };
    let mut claims = provider.claims(access.session.person, access.fault);
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
            provider.sandbox.state.inspector.redirect_sent(provider.arrival(), flow);
            return Redirect::temporary(&honeypot::other_address(&provider, flow)).into_response();
        }
        Fault::UserinfoHuge => return hostile_bodies::huge(&claims.into()),
        _ => {}
    }
    ([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response()
}
