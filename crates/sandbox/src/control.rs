//! The control calls, for tests and demonstrations: JSON over HTTP, without authentication. The sandbox guards nothing.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::provider::fault::Setting;
use crate::provider::logout_token::{self, Delivery, LogoutCall};
use crate::provider::{At, ProviderId};
use crate::register::ModeSetting;
use crate::requests::Entry;
use crate::sandbox::Sandbox;

pub(crate) fn routes() -> Router<Sandbox> {
    let calls = Router::new()
        .route("/reset", post(reset))
        .route("/population", put(population))
        .route("/provider/{id}", put(fault))
        .route("/provider/{id}/rotate-keys", post(rotate_keys))
        .route("/provider/{id}/logout", post(logout))
        .route("/clock", put(clock))
        .route("/requests", get(requests))
        .layer(from_fn(not_from_other_sites));
    Router::new().nest("/control", calls)
}

/// A page that happens to be open in the same browser must not reset a demonstration.
async fn not_from_other_sites(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site == Some("cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset().await;
    StatusCode::NO_CONTENT
}

async fn population(State(sandbox): State<Sandbox>, Json(setting): Json<ModeSetting>) -> StatusCode {
    sandbox.state.population.set(setting);
    StatusCode::NO_CONTENT
}

async fn fault(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, Json(setting): Json<Setting>) -> StatusCode {
    sandbox.provider(id).fault.set(setting);
    StatusCode::NO_CONTENT
}

/// Answers with the new key's id.
async fn rotate_keys(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Json<Value> {
    Json(json!({ "kid": sandbox.provider(id).keys.rotate() }))
}

/// Answers with what each portal answered.
async fn logout(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Json(call): Json<LogoutCall>,
) -> Json<Vec<Delivery>> {
    Json(logout_token::send(&At { sandbox, id }, &call).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockSetting {
    offset_seconds: i64,
}

async fn clock(State(sandbox): State<Sandbox>, Json(setting): Json<ClockSetting>) -> StatusCode {
    sandbox.state.clock.set_offset_seconds(setting.offset_seconds);
    StatusCode::NO_CONTENT
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<Entry>> {
    Json(sandbox.state.requests.all())
}
