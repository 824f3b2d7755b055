//! Signing out at the provider (OpenID Connect RP-Initiated Logout 1.0).

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use super::At;
use crate::config::Client;
use crate::params::{Params, with_query};
use crate::requests::Noted;
use crate::{jws, page};

pub(crate) async fn by_get(State(at): State<At>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    noted(&at, &query.unwrap_or_default(), &headers)
}

pub(crate) async fn by_post(State(at): State<At>, headers: HeaderMap, body: String) -> Response {
    noted(&at, &body, &headers)
}

fn noted(at: &At, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    let sid = at.session(headers).map(|session| session.sid);
    let state = &at.sandbox.state;
    state.inspector.sign_out_asked(at.arrival(), &state.config, &params, sid.as_deref());
    let mut response = sign_out(at, encoded, headers);
    response.extensions_mut().insert(Noted(json!({ "parameters": params.names() })));
    response
}

/// The browser's session here ends in any case; it is sent back only to an address that its client registered.
fn sign_out(at: &At, encoded: &str, headers: &HeaderMap) -> Response {
    let removed = at.end_session(headers);
    let mut response = match Params::parse(encoded).map_err(|_| "Một tham số của yêu cầu được gửi hai lần.")
    {
        Ok(params) => match way_back(at, &params) {
            Ok(Some(address)) => Redirect::to(&address).into_response(),
            Ok(None) => page::signed_out(&at.sandbox, at.id.into()),
            Err(reason) => page::refusal(&at.sandbox, at.id.into(), reason),
        },
        Err(reason) => page::refusal(&at.sandbox, at.id.into(), reason),
    };
    if let Some(cookie) = removed {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn way_back(at: &At, params: &Params) -> Result<Option<String>, &'static str> {
    let hinted = match params.get("id_token_hint") {
        Some(token) => Some(hinted_client(at, token).ok_or("id_token_hint không phải của nhà cung cấp này.")?),
        None => None,
    };
    let named = match params.get("client_id") {
        Some(id) => Some(at.sandbox.state.config.client(id).ok_or("Ứng dụng (client_id) chưa đăng ký.")?),
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
fn hinted_client<'a>(at: &'a At, token: &str) -> Option<&'a Client> {
    let claims = jws::verified_claims(token, at.provider().keys.verifying())?;
    let ours = claims["iss"].as_str() == Some(&at.issuer());
    at.sandbox.state.config.client(claims["aud"].as_str().filter(|_| ours)?)
}
