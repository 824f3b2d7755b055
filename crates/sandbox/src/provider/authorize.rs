//! The authorization endpoint: straight back where it can, else to the page that asks.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use super::interaction::Interaction;
use super::request::{AuthorizeRequest, Destination, Prompt};
use super::{At, pushed};
use crate::inspector::Asked;
use crate::page;
use crate::params::Params;
use crate::people::Person;
use crate::requests::Noted;

pub(crate) async fn by_get(State(at): State<At>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    noted(&at, &query.unwrap_or_default(), &headers)
}

pub(crate) async fn by_post(State(at): State<At>, headers: HeaderMap, body: String) -> Response {
    noted(&at, &body, &headers)
}

fn noted(at: &At, encoded: &str, headers: &HeaderMap) -> Response {
    let params = Params::lenient(encoded);
    let mut response = match params.get("request_uri") {
        Some(reference) => pushed::brought(at, reference, encoded, headers),
        None => {
            let registration = at.registration(params.get("client_id"));
            let asked = Asked { encoded, registration: &registration, pushed: false };
            let flow = at.sandbox.state.inspector.authorize(at.arrival(), &at.sandbox.state.config, &asked);
            authorize(at, flow, encoded, headers)
        }
    };
    let client = params.get("client_id").and_then(|id| at.sandbox.state.config.client(id));
    response.extensions_mut().insert(Noted(json!({
        "parameters": params.names(),
        "client": client.map(|client| &client.id),
        "pkce": params.get("code_challenge_method").filter(|method| *method == "S256"),
        "state": params.get("state").is_some(),
        "nonce": params.get("nonce").is_some(),
    })));
    response
}

fn authorize(at: &At, flow: u64, encoded: &str, headers: &HeaderMap) -> Response {
    let Ok(params) = Params::parse(encoded) else {
        return page::refusal(&at.sandbox, at.id.into(), "Một tham số của yêu cầu được gửi hai lần.");
    };
    let destination = match Destination::find(&at.sandbox.state.config, &params) {
        Ok(destination) => destination,
        Err(reason) => return page::refusal(&at.sandbox, at.id.into(), reason),
    };
    let registration = at.registration(Some(&destination.client.id));
    if registration.pushed_authorization {
        let (uri, state) = (destination.redirect_uri, params.get("state"));
        return at.refuse(flow, uri, state, "invalid_request", "requests of this client have to be pushed");
    }
    match AuthorizeRequest::parse(flow, &destination, &params, registration.protocol) {
        Ok(request) => go_on(at, request, headers),
        Err(problem) => {
            at.refuse(flow, destination.redirect_uri, params.get("state"), problem.error, problem.description)
        }
    }
}

/// With a request that may be answered.
pub(super) fn go_on(at: &At, mut request: AuthorizeRequest, headers: &HeaderMap) -> Response {
    if let Some(prepared) = at.prepared(&request) {
        request.hint = prepared;
    }
    if let Some(person) = hinted(at, &request) {
        return at.signed_in(&request, person);
    }
    let session = at.session(headers).filter(|session| {
        let age = at.token_time() - session.auth_time;
        request.prompt != Prompt::Always && request.max_age.is_none_or(|most| age <= most)
    });
    match session {
        Some(session) => at.answer(&request, session),
        None if request.prompt == Prompt::Never => at.refuse(
            request.flow,
            &request.redirect_uri,
            Some(&request.state),
            "login_required",
            "nobody is signed in here",
        ),
        None => Redirect::to(&Interaction::start(at, request)).into_response(),
    }
}

/// The persona that was prepared, or that one of the demo's own portals asks for, where it has an account here.
fn hinted(at: &At, request: &AuthorizeRequest) -> Option<&'static Person> {
    let person = at.sandbox.state.people.find(request.hint.person.as_deref()?)?;
    at.has_account(person).then_some(person)
}
