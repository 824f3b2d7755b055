//! The calls that concern one provider.

use super::{
    call::{Call, refused},
    clock_setting::ClockSetting,
};
use crate::{
    provider::{
        Provider,
        backchannel_logout::{self, Delivery, LogoutCall},
        fault::switch::FaultSetting,
        id::ProviderId,
        state::{delay_curve::DelaySetting, prepared_answer::PreparedAnswer, registration::RegistrationRequest},
    },
    sandbox::Sandbox,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

pub(super) async fn fault(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(setting): Call<FaultSetting>,
) -> StatusCode {
    sandbox.provider_state(id).fault.set(setting);
    StatusCode::NO_CONTENT
}

/// Prepares the next answer, or answers with what is wrong with it.
pub(super) async fn prepare_answer(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(answer): Call<PreparedAnswer>,
) -> Response {
    match (Provider { sandbox, id }).prepare_answer(answer) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refused(problem),
    }
}

/// Adds a client to this provider, or answers with what is wrong with the registration.
pub(super) async fn add_client(
    State(sandbox): State<Sandbox>,
    Path((id, client)): Path<(ProviderId, String)>,
    Call(request): Call<RegistrationRequest>,
) -> Response {
    match (Provider { sandbox, id }).add_client(&client, request) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refused(problem.text()),
    }
}

/// Answers with the new key's id.
pub(super) async fn rotate_keys(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Json<Value> {
    Json(json!({ "kid": sandbox.provider_state(id).keys.rotate() }))
}

/// Answers with what each portal answered.
pub(super) async fn logout(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(call): Call<LogoutCall>,
) -> Json<Vec<Delivery>> {
    Json(backchannel_logout::send(&Provider { sandbox, id }, &call).await)
}

pub(super) async fn delay(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(setting): Call<DelaySetting>,
) -> StatusCode {
    sandbox.provider_state(id).delays.set(setting.delays_ms);
    StatusCode::NO_CONTENT
}

/// Sets only this provider's clock: its tokens are early or late by all other clocks.
pub(super) async fn clock(
    State(sandbox): State<Sandbox>,
    Path(id): Path<ProviderId>,
    Call(setting): Call<ClockSetting>,
) -> StatusCode {
    sandbox.provider_state(id).clock_offset.store(setting.offset_seconds, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}
