//! Pushed authorization requests (RFC 9126): the request comes from the portal's server, and the browser brings a
//! reference to it.

use super::honeypot;
use crate::{
    config::Client,
    inspector::{authorization_request::ReceivedRequest, pushed_request::PushedRequest},
    pages::layout,
    provider::{
        Provider,
        authorization_decision::decide,
        authorization_request::{AuthorizationRequest, Destination},
        client_auth,
        fault::Fault,
        oauth_error::OAuthError,
    },
    tools::{params::Params, request_log::RequestDetails, secret},
};
use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;
use url::form_urlencoded;

/// How long a reference lives: the browser brings it at once.
const LIFETIME_SECONDS: i64 = 60;
/// The parameters that prove the client. They are not part of the request.
const CREDENTIALS: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

pub(crate) async fn push(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    let params = Params::lenient(&body);
    let (authenticated, assertion) = client_auth::authenticate(&provider, &headers, &params);
    let request: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form_urlencoded::parse(body.as_bytes()).filter(|(name, _)| !CREDENTIALS.contains(&name.as_ref())))
        .finish();
    let registration = provider.registration(params.get("client_id"));
    let received = ReceivedRequest { encoded: &request, registration: &registration, pushed: true };
    let inspector = &provider.sandbox.state.inspector;
    let flow = inspector.authorize(provider.arrival(), &provider.sandbox.state.config, &received);
    inspector.pushed(
        provider.arrival(),
        flow,
        &PushedRequest {
            has_query: query.is_some_and(|query| !query.is_empty()),
            has_credentials: client_auth::has_credentials(&headers, &params),
            is_proved: authenticated.is_ok(),
            assertion: &assertion,
        },
    );
    match provider.state().fault.at_endpoint(&[Fault::ParDown, Fault::ParHtml, Fault::ParRedirect, Fault::ParRefused]) {
        Fault::ParDown => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Fault::ParHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::ParRedirect => {
            inspector.redirect_sent(provider.arrival(), flow);
            return Redirect::temporary(&honeypot::other_address(&provider, flow)).into_response();
        }
        Fault::ParRefused => {
            return OAuthError::new("invalid_request", "the sandbox was told to refuse").into_response();
        }
        _ => {}
    }
    let (client, method) = match authenticated {
        Ok(authenticated) => authenticated,
        Err(error) => return error.into_response(),
    };
    match accept(&provider, flow, client, &body) {
        Ok(reference) => {
            let answer = Json(json!({ "request_uri": reference, "expires_in": LIFETIME_SECONDS }));
            let mut response = (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], answer).into_response();
            response.extensions_mut().insert(RequestDetails(json!({
                "parameters": params.names(), "client": client.id, "client_auth": method,
            })));
            response
        }
        Err(error) => error.into_response(),
    }
}

/// Keeps the request and answers with its reference.
fn accept(provider: &Provider, flow: u64, client: &Client, body: &str) -> Result<String, OAuthError> {
    let params = Params::parse(body).map_err(|_| OAuthError::new("invalid_request", "a parameter is repeated"))?;
    if params.get("request_uri").is_some() {
        return Err(OAuthError::new("invalid_request", "a reference cannot be pushed"));
    }
    let destination = Destination::find(&provider.sandbox.state.config, &params)
        .map_err(|_| OAuthError::new("invalid_request", "client_id or redirect_uri is not registered"))?;
    if destination.client.id != client.id {
        return Err(OAuthError::new("invalid_request", "client_id differs from the authenticated client"));
    }
    let protocol = provider.registration(Some(&client.id)).protocol;
    let mut request = AuthorizationRequest::parse(flow, &destination, &params, protocol)
        .map_err(|problem| OAuthError::new(problem.error, problem.description))?;
    let reference = format!("urn:ietf:params:oauth:request_uri:{}", secret::token());
    request.reference = Some(reference.clone());
    provider.sandbox.state.inspector.reference_sent(flow, &reference);
    let now = provider.now_ms();
    provider.state().pushed.insert(reference.clone(), request, now + LIFETIME_SECONDS * 1000, now);
    Ok(reference)
}

/// The browser brings a reference. Until its code is redeemed it can be brought again, because people reload pages.
pub(super) fn brought_reference(provider: &Provider, reference: &str, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    provider.sandbox.state.inspector.reference_brought(provider.arrival(), reference, &params.names());
    let request = provider.state().pushed.get(reference, provider.now_ms());
    let Some(request) = request.filter(|request| params.get("client_id") == Some(&request.client_id)) else {
        let reason = "Yêu cầu đã gửi trước (request_uri) không có, đã hết hạn, đã dùng, hoặc là của ứng dụng khác.";
        return layout::refusal(&provider.sandbox, provider.id.into(), reason);
    };
    if provider.state().fault.at_endpoint(&[Fault::RequestUriRefused]) == Fault::RequestUriRefused {
        let state = Some(request.state.as_str());
        let description = "the sandbox was told to refuse";
        return provider.refuse(request.flow, &request.redirect_uri, state, "invalid_request_uri", description);
    }
    decide(provider, request, headers)
}
