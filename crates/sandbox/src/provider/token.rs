//! The token endpoint.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;
use std::time::Duration;

use super::fault::Fault;
use super::id_token::id_token;
use super::oauth_error::OAuthError;
use super::registration::Protocol;
use super::session::ProviderSession;
use super::{At, trap};
use crate::config::Client;
use crate::inspector::TokenRequest;
use crate::params::Params;
use crate::requests::Noted;
use crate::{provider::client_auth, secret};

const ACCESS_LIFETIME_SECONDS: i64 = 600;
/// Longer than any portal waits.
const STALL: Duration = Duration::from_secs(30);

/// What a code stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub client_id: String,
    pub redirect_uri: String,
    pub code_challenge: String,
    pub nonce: Option<String>,
    /// The one of the flow before, for the fault `old_nonce`.
    pub earlier_nonce: Option<String>,
    pub protocol: Protocol,
    /// The pushed request's.
    pub reference: Option<String>,
    pub session: ProviderSession,
    pub fault: Fault,
    pub used: bool,
}

/// What an access token stands for.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub protocol: Protocol,
    pub session: ProviderSession,
    pub fault: Fault,
    /// The code it was got with: a second use of the code ends the token.
    code: String,
}

pub(crate) async fn token(
    State(at): State<At>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let (authenticated, assertion) = client_auth::authenticate(&at, &headers, &Params::lenient(&body));
    let request = TokenRequest {
        is_form,
        query: &query.unwrap_or_default(),
        body: &body,
        has_credentials: client_auth::has_credentials(&headers, &Params::lenient(&body)),
        assertion: &assertion,
        client: authenticated.as_ref().ok().map(|(client, method)| (client.id.as_str(), *method)),
    };
    let flow = at.sandbox.state.inspector.token_asked(at.arrival(), &request);
    if !is_form {
        return OAuthError::new("invalid_request", "not application/x-www-form-urlencoded").into_response();
    }
    let Ok(params) = Params::parse(&body) else {
        return OAuthError::new("invalid_request", "a parameter is repeated").into_response();
    };
    let (client, method) = match authenticated {
        Ok(authenticated) => authenticated,
        Err(error) => return error.into_response(),
    };
    let mut response = match redeem(&at, client, &params) {
        Ok((grant, code)) => respond(&at, flow.unwrap_or_default(), client, grant, code).await,
        Err(error) => return error.into_response(),
    };
    response.extensions_mut().insert(Noted(json!({
        "parameters": params.names(), "client": client.id, "client_auth": method, "pkce": "S256",
    })));
    response
}

/// Marks the code as used, whatever comes of it.
fn redeem(at: &At, client: &Client, params: &Params) -> Result<(Grant, String), OAuthError> {
    if params.get("grant_type") != Some("authorization_code") {
        return Err(OAuthError::new("unsupported_grant_type", "only authorization_code"));
    }
    let need = |name| params.get(name).ok_or(OAuthError::new("invalid_request", "a parameter is missing"));
    let (code, redirect_uri, verifier) = (need("code")?, need("redirect_uri")?, need("code_verifier")?);
    let grant = at
        .provider()
        .codes
        .update(code, at.now_ms(), |grant| {
            let before = grant.clone();
            grant.used = true;
            before
        })
        .ok_or(OAuthError::invalid_grant("the code is unknown or too old"))?;
    if grant.used {
        at.provider().tokens.take_where(|access| access.code == code);
        return Err(OAuthError::invalid_grant("the code was used before"));
    }
    if grant.client_id != client.id {
        return Err(OAuthError::invalid_grant("the code was given to another client"));
    }
    if grant.redirect_uri != redirect_uri {
        return Err(OAuthError::invalid_grant("redirect_uri differs from the authorization request's"));
    }
    let well_formed = (43..=128).contains(&verifier.len());
    if !well_formed || !secret::same(&secret::sha256_base64url(verifier), &grant.code_challenge) {
        return Err(OAuthError::invalid_grant("code_verifier does not match code_challenge"));
    }
    if let Some(reference) = &grant.reference {
        at.provider().pushed.take(reference, at.now_ms());
    }
    Ok((grant, code.to_owned()))
}

async fn respond(at: &At, flow: u64, client: &Client, grant: Grant, code: String) -> Response {
    let inspector = &at.sandbox.state.inspector;
    match grant.fault {
        Fault::TokenRedirect => {
            inspector.token_sent(at.arrival(), flow, grant.fault, None);
            return Redirect::temporary(&trap::address(at, flow)).into_response();
        }
        Fault::TokenError => return OAuthError::invalid_grant("the sandbox was told to refuse").into_response(),
        Fault::TokenHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::TokenSlow => tokio::time::sleep(STALL).await,
        _ => {}
    }
    let access_token = secret::token();
    let now = at.now_ms();
    let access = Access { protocol: grant.protocol, session: grant.session.clone(), fault: grant.fault, code };
    at.provider().tokens.insert(access_token.clone(), access, now + ACCESS_LIFETIME_SECONDS * 1000, now);
    inspector.token_sent(at.arrival(), flow, grant.fault, Some(&access_token));
    let mut answer = json!({
        "access_token": if grant.fault == Fault::NoAccessToken { None } else { Some(&access_token) },
        "token_type": if grant.fault == Fault::TokenTypeMac { "mac" } else { "Bearer" },
        "expires_in": ACCESS_LIFETIME_SECONDS,
        "scope": "openid",
    });
    let has_id_token = match grant.protocol {
        Protocol::Oidc => grant.fault != Fault::NoIdToken,
        // A bad one that nobody asked for: whoever believes it is fooled.
        Protocol::OauthUserinfo => grant.fault.spoils_the_id_token(),
    };
    if has_id_token {
        answer["id_token"] = id_token(at, flow, &grant, client, &access_token).into();
    }
    let mut body = answer.to_string();
    if grant.fault == Fault::TokenTruncated {
        body.truncate(body.len() / 2);
    }
    let json = HeaderValue::from_static("application/json");
    let headers = [(header::CONTENT_TYPE, json), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::OK, headers, body).into_response()
}
