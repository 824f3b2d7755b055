//! Addresses that no relying party should call: only a redirect, or a token's header, leads here.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::At;
use crate::inspector::check::Check;

/// Where a flow's token endpoint redirects to.
pub(crate) fn address(at: &At, flow: u64) -> String {
    format!("{}/trap/{flow}", at.issuer())
}

/// Where the other endpoints that portals call by themselves redirect to.
pub(crate) fn elsewhere(at: &At, flow: u64) -> String {
    format!("{}/trap/{flow}/elsewhere", at.issuer())
}

/// Where a flow's ID token says that its key is.
pub(crate) fn keys_address(at: &At, flow: u64) -> String {
    format!("{}/trap/{flow}/jwks", at.issuer())
}

pub(crate) async fn redirect(State(at): State<At>, Path(flow): Path<u64>) -> StatusCode {
    at.sandbox.state.inspector.trapped(at.arrival(), flow, Check::TokenRedirectFollowed);
    StatusCode::GONE
}

pub(crate) async fn other_redirect(State(at): State<At>, Path(flow): Path<u64>) -> StatusCode {
    at.sandbox.state.inspector.trapped(at.arrival(), flow, Check::RedirectFollowed);
    StatusCode::GONE
}

/// The very key that signed: who believes the header believes the token.
pub(crate) async fn foreign_keys(State(at): State<At>, Path(flow): Path<u64>) -> Json<Value> {
    at.sandbox.state.inspector.trapped(at.arrival(), flow, Check::HeaderKeyFetched);
    Json(json!({ "keys": [at.provider().keys.foreign.jwk()] }))
}
