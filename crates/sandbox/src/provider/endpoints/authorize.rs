//! The authorization endpoint (OpenID Connect Core, section 3.1.2).

use super::pushed;
use crate::{
    inspector::authorization_request::ReceivedRequest,
    pages::layout,
    provider::{
        Provider,
        authorization_decision::decide,
        authorization_request::{AuthorizationRequest, Destination},
    },
    tools::{params::Params, request_log::RequestDetails},
};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
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

/// Answers, and tells the inspector and the log of requests what was asked.
fn recorded(provider: &Provider, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    let mut response = match params.get("request_uri") {
        Some(reference) => pushed::brought_reference(provider, reference, encoded, headers),
        None => {
            let registration = provider.registration(params.get("client_id"));
            let received = ReceivedRequest { encoded, registration: &registration, pushed: false };
            let flow = provider.sandbox.state.inspector.authorize(
                provider.arrival(),
                &provider.sandbox.state.config,
                &received,
            );
            authorize(provider, flow, encoded, headers)
        }
    };
    let client = params.get("client_id").and_then(|id| provider.sandbox.state.config.client(id));
    response.extensions_mut().insert(RequestDetails(json!({
        "parameters": params.names(),
        "client": client.map(|client| &client.id),
        "pkce": params.get("code_challenge_method").filter(|method| *method == "S256"),
        "state": params.get("state").is_some(),
        "nonce": params.get("nonce").is_some(),
    })));
    response
}

fn authorize(provider: &Provider, flow: u64, encoded: &str, headers: &HeaderMap) -> Response {
    let Ok(params) = Params::parse(encoded) else {
        return layout::refusal(&provider.sandbox, provider.id.into(), "Một tham số của yêu cầu được gửi hai lần.");
    };
    let destination = match Destination::find(&provider.sandbox.state.config, &params) {
        Ok(destination) => destination,
        Err(reason) => return layout::refusal(&provider.sandbox, provider.id.into(), reason),
    };
    let registration = provider.registration(Some(&destination.client.id));
    if registration.pushed_authorization {
        let uri = destination.redirect_uri;
        let state = params.get("state");
        return provider.refuse(flow, uri, state, "invalid_request", "requests of this client have to be pushed");
    }
    match AuthorizationRequest::parse(flow, &destination, &params, registration.protocol) {
        Ok(request) => decide(provider, request, headers),
        Err(problem) => {
            provider.refuse(flow, destination.redirect_uri, params.get("state"), problem.error, problem.description)
        }
    }
}
