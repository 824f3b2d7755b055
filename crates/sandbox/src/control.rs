//! The control calls, for tests and demonstrations: JSON over HTTP, without authentication, because the sandbox has nothing to
//! protect.

mod call;
mod clock_setting;
mod provider;

use crate::{
    inspector::{flow::Flow, verdict::Verdict},
    middleware::same_site::not_from_other_sites,
    people::new_person::NewPerson,
    provider::id::ProviderId,
    register::mode::ModeSetting,
    sandbox::Sandbox,
    tools::request_log::RequestRecord,
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use call::{Call, refused};
use clock_setting::ClockSetting;
use serde_json::json;
use std::collections::BTreeMap;

pub(crate) fn routes() -> Router<Sandbox> {
    let calls = Router::new()
        .route("/reset", post(reset))
        .route("/people", post(make_person))
        .route("/population", put(population))
        .route("/provider/{id}", put(provider::fault))
        .route("/provider/{id}/next", put(provider::prepare_answer))
        .route("/provider/{id}/client/{client}", put(provider::add_client))
        .route("/provider/{id}/rotate-keys", post(provider::rotate_keys))
        .route("/provider/{id}/logout", post(provider::logout))
        .route("/provider/{id}/delay", put(provider::delay))
        .route("/provider/{id}/clock", put(provider::clock))
        .route("/clock", put(clock))
        .route("/verdict", get(verdict))
        .route("/flows", get(flows))
        .route("/requests", get(requests))
        .layer(from_fn(not_from_other_sites));
    Router::new().nest("/control", calls)
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset().await;
    StatusCode::NO_CONTENT
}

/// Answers with the person's subjects, or with what is wrong.
async fn make_person(State(sandbox): State<Sandbox>, Call(new): Call<NewPerson>) -> Response {
    match sandbox.state.people.make(new) {
        Ok(person) => {
            let subjects: BTreeMap<_, _> =
                ProviderId::ALL.iter().map(|id| (id.segment(), person.subject(id.segment()))).collect();
            (StatusCode::CREATED, Json(json!({ "id": person.id, "subjects": subjects }))).into_response()
        }
        Err(problem) => refused(problem.text()),
    }
}

async fn population(State(sandbox): State<Sandbox>, Call(setting): Call<ModeSetting>) -> StatusCode {
    sandbox.state.population.set(setting);
    StatusCode::NO_CONTENT
}

async fn clock(State(sandbox): State<Sandbox>, Call(setting): Call<ClockSetting>) -> StatusCode {
    sandbox.state.clock.set_offset_seconds(setting.offset_seconds);
    StatusCode::NO_CONTENT
}

async fn verdict(State(sandbox): State<Sandbox>) -> Json<Verdict> {
    Json(sandbox.state.inspector.verdict())
}

/// Newest first.
async fn flows(State(sandbox): State<Sandbox>) -> Json<Vec<Flow>> {
    Json(sandbox.state.inspector.flows())
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<RequestRecord>> {
    Json(sandbox.state.requests.all())
}
