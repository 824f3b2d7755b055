//! Pushed authorization requests (RFC 9126): the request comes from the portal's server, and the browser brings a
//! reference to it.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;
use url::form_urlencoded;

use super::authorize::go_on;
use super::fault::Fault;
use super::oauth_error::OAuthError;
use super::request::{AuthorizeRequest, Destination};
use super::{At, client_auth, trap};
use crate::config::Client;
use crate::inspector::{Asked, PushedRequest};
use crate::page;
use crate::params::Params;
use crate::requests::Noted;
use crate::secret;

/// The browser brings it at once.
const LIFETIME_SECONDS: i64 = 60;
/// What proves the client is no part of the request.
const CREDENTIALS: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

pub(crate) async fn push(
    State(at): State<At>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    let params = Params::lenient(&body);
    let (proved, assertion) = client_auth::authenticate(&at, &headers, &params);
    let request: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form_urlencoded::parse(body.as_bytes()).filter(|(name, _)| !CREDENTIALS.contains(&name.as_ref())))
        .finish();
    let registration = at.registration(params.get("client_id"));
    let asked = Asked { encoded: &request, registration: &registration, pushed: true };
    let inspector = &at.sandbox.state.inspector;
    let flow = inspector.authorize(at.arrival(), &at.sandbox.state.config, &asked);
    inspector.pushed(
        at.arrival(),
        flow,
        &PushedRequest {
            has_query: query.is_some_and(|query| !query.is_empty()),
            has_credentials: client_auth::has_credentials(&headers, &params),
            is_proved: proved.is_ok(),
            assertion: &assertion,
        },
    );
    match at.provider().fault.at_endpoint(&[Fault::ParDown, Fault::ParHtml, Fault::ParRedirect, Fault::ParRefused]) {
        Fault::ParDown => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Fault::ParHtml => return Html("<!doctype html><title>Bảo trì</title>").into_response(),
        Fault::ParRedirect => {
            inspector.redirect_sent(at.arrival(), flow);
            return Redirect::temporary(&trap::elsewhere(&at, flow)).into_response();
        }
        Fault::ParRefused => {
            return OAuthError::new("invalid_request", "the sandbox was told to refuse").into_response();
        }
        _ => {}
    }
    let (client, method) = match proved {
        Ok(proved) => proved,
        Err(error) => return error.into_response(),
    };
    match accept(&at, flow, client, &body) {
        Ok(reference) => {
            let answer = Json(json!({ "request_uri": reference, "expires_in": LIFETIME_SECONDS }));
            let mut response = (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], answer).into_response();
            response.extensions_mut().insert(Noted(json!({
                "parameters": params.names(), "client": client.id, "client_auth": method,
            })));
            response
        }
        Err(error) => error.into_response(),
    }
}

/// Keeps the request and answers with its reference.
fn accept(at: &At, flow: u64, client: &Client, body: &str) -> Result<String, OAuthError> {
    let params = Params::parse(body).map_err(|_| OAuthError::new("invalid_request", "a parameter is repeated"))?;
    if params.get("request_uri").is_some() {
        return Err(OAuthError::new("invalid_request", "a reference cannot be pushed"));
    }
    let destination = Destination::find(&at.sandbox.state.config, &params)
        .map_err(|_| OAuthError::new("invalid_request", "client_id or redirect_uri is not registered"))?;
    if destination.client.id != client.id {
        return Err(OAuthError::new("invalid_request", "client_id differs from the authenticated client"));
    }
    let protocol = at.registration(Some(&client.id)).protocol;
    let mut request = AuthorizeRequest::parse(flow, &destination, &params, protocol)
        .map_err(|problem| OAuthError::new(problem.error, problem.description))?;
    let reference = format!("urn:ietf:params:oauth:request_uri:{}", secret::token());
    request.reference = Some(reference.clone());
    at.sandbox.state.inspector.reference_sent(flow, &reference);
    let now = at.now_ms();
    at.provider().pushed.insert(reference.clone(), request, now + LIFETIME_SECONDS * 1000, now);
    Ok(reference)
}

/// The browser brings a reference. It can be brought again, by the person's reload, until its code was redeemed.
pub(super) fn brought(at: &At, reference: &str, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    at.sandbox.state.inspector.reference_brought(at.arrival(), reference, &params.names());
    let request = at.provider().pushed.get(reference, at.now_ms());
    let Some(request) = request.filter(|request| params.get("client_id") == Some(&request.client_id)) else {
        let reason = "Yêu cầu đã gửi trước (request_uri) không có, đã hết hạn, đã dùng, hoặc là của ứng dụng khác.";
        return page::refusal(&at.sandbox, at.id.into(), reason);
    };
    if at.provider().fault.at_endpoint(&[Fault::RequestUriRefused]) == Fault::RequestUriRefused {
        let (flow, state) = (request.flow, Some(request.state.as_str()));
        return at.refuse(flow, &request.redirect_uri, state, "invalid_request_uri", "the sandbox was told to refuse");
    }
    go_on(at, request, headers)
}
