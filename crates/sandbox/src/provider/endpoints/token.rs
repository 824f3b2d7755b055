//! The token endpoint (RFC 6749, section 3.2).

use super::honeypot;
use crate::{
    config::Client,
    inspector::token_request::TokenRequest,
    provider::{
        Provider, client_auth,
        fault::Fault,
        oauth_error::OAuthError,
        state::{
            grant::{AccessGrant, Grant},
            registration::Protocol,
        },
        tokens::id_token::id_token,
    },
    tools::{params::Params, request_log::RequestDetails, secret},
};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;
use std::time::Duration;

/// How long an access token lives.
const ACCESS_LIFETIME_SECONDS: i64 = 600;
/// How long the fault `token_slow` waits: longer than any portal.
const STALL: Duration = Duration::from_secs(30);

pub(crate) async fn token(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let (authenticated, assertion) = client_auth::authenticate(&provider, &headers, &Params::lenient(&body));
    let request = TokenRequest {
        is_form,
        query: &query.unwrap_or_default(),
        body: &body,
        has_credentials: client_auth::has_credentials(&headers, &Params::lenient(&body)),
        assertion: &assertion,
        client: authenticated.as_ref().ok().map(|(client, method)| (client.id.as_str(), *method)),
    };
    let flow = provider.sandbox.state.inspector.token_asked(provider.arrival(), &request);
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
    let mut response = match redeem(&provider, client, &params) {
        Ok((grant, code)) => respond(&provider, flow.unwrap_or_default(), client, grant, code).await,
        Err(error) => return error.into_response(),
    };
    response.extensions_mut().insert(RequestDetails(json!({
        "parameters": params.names(), "client": client.id, "client_auth": method, "pkce": "S256",
    })));
    response
}

/// Marks the code as used, whatever comes of it.
fn redeem(provider: &Provider, client: &Client, params: &Params) -> Result<(Grant, String), OAuthError> {
    if params.get("grant_type") != Some("authorization_code") {
        return Err(OAuthError::new("unsupported_grant_type", "only authorization_code"));
    }
    let need = |name| params.get(name).ok_or(OAuthError::new("invalid_request", "a parameter is missing"));
    let code = need("code")?;
    let redirect_uri = need("redirect_uri")?;
    let verifier = need("code_verifier")?;
    let grant = provider
        .state()
        .codes
        .update(code, provider.now_ms(), |grant| {
            let before = grant.clone();
            grant.used = true;
            before
        })
        .ok_or(OAuthError::invalid_grant("the code is unknown or too old"))?;
    if grant.used {
        provider.state().tokens.take_where(|access| access.code == code);
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
        provider.state().pushed.take(reference, provider.now_ms());
    }
    Ok((grant, code.to_owned()))
}

/// Signs the tokens, or misbehaves as the grant's fault says.
async fn respond(provider: &Provider, flow: u64, client: &Client, grant: Grant, code: String) -> Response {
    let inspector = &provider.sandbox.state.inspector;
    match grant.fault {
        Fault::TokenRedirect => {
            inspector.token_sent(provider.arrival(), flow, grant.fault, None);
            return Redirect::temporary(&honeypot::token_address(provider, flow)).into_response();
        }
        Fault::TokenError => return OAuthError::invalid_grant("the sandbox was told to refuse").into_response(),
        Fault::TokenHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::TokenSlow => tokio::time::sleep(STALL).await,
        _ => {}
    }
    let access_token = secret::token();
    let now = provider.now_ms();
    let access = AccessGrant { protocol: grant.protocol, session: grant.session.clone(), fault: grant.fault, code };
    provider.state().tokens.insert(access_token.clone(), access, now + ACCESS_LIFETIME_SECONDS * 1000, now);
    inspector.token_sent(provider.arrival(), flow, grant.fault, Some(&access_token));
    let mut answer = json!({
        "access_token": if grant.fault == Fault::NoAccessToken { None } else { Some(&access_token) },
        "token_type": if grant.fault == Fault::TokenTypeMac { "mac" } else { "Bearer" },
        "expires_in": ACCESS_LIFETIME_SECONDS,
        "scope": "openid",
    });
    let has_id_token = match grant.protocol {
        Protocol::Oidc => grant.fault != Fault::NoIdToken,
        // A bad one that the client did not ask for: a portal that believes it is deceived.
        Protocol::OauthUserinfo => grant.fault.spoils_the_id_token(),
    };
    if has_id_token {
        answer["id_token"] = id_token(provider, flow, &grant, client, &access_token).into();
    }
    let mut body = answer.to_string();
    if grant.fault == Fault::TokenTruncated {
        body.truncate(body.len() / 2);
    }
    let json = HeaderValue::from_static("application/json");
    let headers = [(header::CONTENT_TYPE, json), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::OK, headers, body).into_response()
}
