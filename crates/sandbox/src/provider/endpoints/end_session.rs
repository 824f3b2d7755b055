//! Signing out at the provider (OpenID Connect RP-Initiated Logout 1.0).

use crate::{
    config::Client,
    pages::layout,
    provider::Provider,
    tools::{
        jws,
        params::{Params, with_query},
        request_log::RequestDetails,
    },
};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;

pub(crate) async fn by_get(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    recorded(&provider, &query.unwrap_or_default(), &headers)
}

pub(crate) async fn by_post(State(provider): State<Provider>, headers: HeaderMap, body: String) -> Response {
    recorded(&provider, &body, &headers)
}

fn recorded(provider: &Provider, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    let sid = provider.session(headers).map(|session| session.sid);
    let state = &provider.sandbox.state;
    state.inspector.sign_out_asked(provider.arrival(), &state.config, &params, sid.as_deref());
    let mut response = sign_out(provider, encoded, headers);
    response.extensions_mut().insert(RequestDetails(json!({ "parameters": params.names() })));
    response
}

/// The browser's session here ends in any case; it is sent back only to an address that its client registered.
fn sign_out(provider: &Provider, encoded: &str, headers: &HeaderMap) -> Response {
    let removed = provider.end_session(headers);
    let mut response = match Params::parse(encoded).map_err(|_| "Một tham số của yêu cầu được gửi hai lần.")
    {
        Ok(params) => match return_address(provider, &params) {
            Ok(Some(address)) => Redirect::to(&address).into_response(),
            Ok(None) => layout::signed_out(&provider.sandbox, provider.id.into()),
            Err(reason) => layout::refusal(&provider.sandbox, provider.id.into(), reason),
        },
        Err(reason) => layout::refusal(&provider.sandbox, provider.id.into(), reason),
    };
    if let Some(cookie) = removed {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn return_address(provider: &Provider, params: &Params) -> Result<Option<String>, &'static str> {
    let hinted = match params.get("id_token_hint") {
        Some(token) => Some(hinted_client(provider, token).ok_or("id_token_hint không phải của nhà cung cấp này.")?),
        None => None,
    };
    let named = match params.get("client_id") {
        Some(id) => Some(provider.sandbox.state.config.client(id).ok_or("Ứng dụng (client_id) chưa đăng ký.")?),
        None => None,
    };
    if let (Some(hinted), Some(named)) = (hinted, named)
        && hinted.id != named.id
    {
        return Err("client_id không trùng với id_token_hint.");
    }
    let Some(client) = named.or(hinted) else { return Ok(None) };
    if client.require_id_token_hint && hinted.is_none() {
        return Err("Ứng dụng này phải gửi id_token_hint khi đăng xuất.");
    }
    let Some(address) = params.get("post_logout_redirect_uri") else { return Ok(None) };
    if !client.post_logout_redirect_uris.iter().any(|known| known == address) {
        return Err("Địa chỉ quay về sau khi đăng xuất (post_logout_redirect_uri) chưa đăng ký.");
    }
    let state = params.get("state").map(|state| ("state", state));
    Ok(Some(with_query(address, state.as_slice())))
}

/// The audience of an ID token of ours; its age does not matter here.
fn hinted_client<'a>(provider: &'a Provider, token: &str) -> Option<&'a Client> {
    let claims = jws::verified_claims(token, provider.state().keys.verifying())?;
    let ours = claims["iss"].as_str() == Some(&provider.issuer());
    provider.sandbox.state.config.client(claims["aud"].as_str().filter(|_| ours)?)
}
