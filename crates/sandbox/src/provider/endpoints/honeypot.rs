//! Addresses that no relying party should call: only a redirect, or the header of a token, leads to them.

use crate::{inspector::check::Check, provider::Provider};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

/// Where a flow's token endpoint redirects to.
pub(crate) fn token_address(provider: &Provider, flow: u64) -> String {
    format!("{}/trap/{flow}", provider.issuer())
}

/// Where the other endpoints that portals call by themselves redirect to.
pub(crate) fn other_address(provider: &Provider, flow: u64) -> String {
    format!("{}/trap/{flow}/elsewhere", provider.issuer())
}

/// Where the header of a flow's ID token says that its key is.
pub(crate) fn keys_address(provider: &Provider, flow: u64) -> String {
    format!("{}/trap/{flow}/jwks", provider.issuer())
}

pub(crate) async fn token_redirect(State(provider): State<Provider>, Path(flow): Path<u64>) -> StatusCode {
    provider.sandbox.state.inspector.honeypot_called(provider.arrival(), flow, Check::TokenRedirectFollowed);
    StatusCode::GONE
}

pub(crate) async fn other_redirect(State(provider): State<Provider>, Path(flow): Path<u64>) -> StatusCode {
    provider.sandbox.state.inspector.honeypot_called(provider.arrival(), flow, Check::RedirectFollowed);
    StatusCode::GONE
}

/// The very key that signed: a portal that trusts the header accepts the token.
pub(crate) async fn foreign_keys(State(provider): State<Provider>, Path(flow): Path<u64>) -> Json<Value> {
    provider.sandbox.state.inspector.honeypot_called(provider.arrival(), flow, Check::HeaderKeyFetched);
    Json(json!({ "keys": [provider.state().keys.foreign.jwk()] }))
}
