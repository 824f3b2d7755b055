//! The control calls, for tests and demonstrations: JSON over HTTP, without authentication. The sandbox guards nothing.

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

use crate::inspector::Flow;
use crate::inspector::verdict::Verdict;
use crate::people::NewPerson;
use crate::provider::delay::DelaySetting;
use crate::provider::fault::Setting;
use crate::provider::logout_token::{self, Delivery, LogoutCall};
use crate::provider::next::NextAnswer;
use crate::provider::registration::Registering;
use crate::provider::{At, ProviderId};
use crate::register::ModeSetting;
use crate::requests::Entry;
use crate::sandbox::Sandbox;

pub(crate) fn routes() -> Router<Sandbox> {
    let calls = Router::new()
        .route("/reset", post(reset))
        .route("/people", post(make_person))
        .route("/population", put(population))
        .route("/provider/{id}", put(fault))
        .route("/provider/{id}/next", put(next))
        .route("/provider/{id}/client/{client}", put(register))
        .route("/provider/{id}/rotate-keys", post(rotate_keys))
        .route("/provider/{id}/logout", post(logout))
        .route("/provider/{id}/delay", put(delay))
        .route("/provider/{id}/clock", put(provider_clock))
        .route("/clock", put(clock))
        .route("/verdict", get(verdict))
        .route("/flows", get(flows))
        .route("/requests", get(requests))
        .layer(from_fn(not_from_other_sites));
    Router::new().nest("/control", calls)
}

/// A page that happens to be open in the same browser must not reset a demonstration.
pub(crate) async fn not_from_other_sites(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site == Some("cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// What a call says. It is read as JSON however it is announced: `curl -d` calls everything a form.
struct Call<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Call<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        serde_json::from_slice(&body).map(Self).map_err(|error| refused(&error.to_string()))
    }
}

fn refused(problem: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": problem }))).into_response()
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset().await;
    StatusCode::NO_CONTENT
}

/// Answers with the person's subjects, or with what is wrong.
async fn make_person(State(sandbox): State<Sandbox>, Call(new): Call<NewPerson>) -> Response {
    match sandbox.state.people.make(new) {
        Ok(person) => {
            let subjects = json!({ "vneid": person.subject("vneid"), "dvcqg": person.subject("dvcqg") });
            (StatusCode::CREATED, Json(json!({ "id": person.id, "subjects": subjects }))).into_response()
        }
        Err(problem) => refused(problem.text()),
    }
}

async fn population(State(sandbox): State<Sandbox>, Call(setting): Call<ModeSetting>) -> StatusCode {
    sandbox.state.population.set(setting);
    StatusCode::NO_CONTENT
}

async fn fault(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, Call(setting): Call<Setting>) -> StatusCode {
    sandbox.provider(id).fault.set(setting);
    StatusCode::NO_CONTENT
}

/// Or says what is wrong with the answer.
async fn next(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, Call(answer): Call<NextAnswer>) -> Response {
    match (At { sandbox, id }).answer_next(answer) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refused(problem),
    }
}

/// How a client is registered at this provider, or what is wrong with that.
async fn register(
    State(sandbox): State<Sandbox>,
    Path((id, client)): Path<(ProviderId, String)>,
    Call(registering): Call<Registering>,
) -> Response {
    match (At { sandbox, id }).register(&client, registering) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refused(problem.text()),
    }
}

/// Answers with the new key's id.
async fn rotate_keys(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Json<Value> {
    Json(json!({ "kid": sandbox.provider(id).keys.rotate() }))
}

/// Answers with what each portal answered.
async fn logout(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(call): Call<LogoutCall>,
) -> Json<Vec<Delivery>> {
    Json(logout_token::send(&At { sandbox, id }, &call).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockSetting {
    offset_seconds: i64,
}

async fn clock(State(sandbox): State<Sandbox>, Call(setting): Call<ClockSetting>) -> StatusCode {
    sandbox.state.clock.set_offset_seconds(setting.offset_seconds);
    StatusCode::NO_CONTENT
}

/// Only this provider's: its tokens are early or late against everybody else's clock.
async fn provider_clock(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(setting): Call<ClockSetting>,
) -> StatusCode {
    sandbox.provider(id).clock_offset.store(setting.offset_seconds, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}

async fn delay(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(setting): Call<DelaySetting>,
) -> StatusCode {
    sandbox.provider(id).delays.set(setting.delays_ms);
    StatusCode::NO_CONTENT
}

async fn verdict(State(sandbox): State<Sandbox>) -> Json<Verdict> {
    Json(sandbox.state.inspector.verdict())
}

/// Newest first.
async fn flows(State(sandbox): State<Sandbox>) -> Json<Vec<Flow>> {
    Json(sandbox.state.inspector.flows())
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<Entry>> {
    Json(sandbox.state.requests.all())
}
