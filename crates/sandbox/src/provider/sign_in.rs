//! The pages between the authorization request and its answer: a form a step, at one address.

pub(crate) mod entries;
pub(crate) mod fields;
mod next_step;
mod view;

use super::{
    Provider,
    authorization_request::AuthorizationRequest,
    id::SignInWay,
    state::interaction::{Interaction, SignInStep},
};
use crate::{
    pages::{field::FieldError, layout},
    phone::qr_request::QrAnswer,
    tools::params::Params,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use next_step::{NextStep, next_step};
use serde_json::{Value, json};
use view::View;

pub(crate) async fn show(State(provider): State<Provider>, Path(id): Path<String>) -> Response {
    render(&provider, &id, &[], &Params::default())
}

pub(crate) async fn submit(State(provider): State<Provider>, Path(id): Path<String>, body: String) -> Response {
    let Some(interaction) = provider.interaction(&id) else { return expired_page(&provider) };
    let form = Params::lenient(&body);
    let redirect_to_page = || Redirect::to(&provider.interaction_address(&id)).into_response();
    match form.text("hanh-dong") {
        "huy" => return finish(&provider, &id, |request| provider.cancelled(&request)),
        "qr-moi" => {
            provider.update_interaction(&id, |interaction| interaction.qr = None);
            return redirect_to_page();
        }
        "tiep-tuc" => return continue_after_phone(&provider, &id, &interaction),
        _ => {}
    }
    if form.text("buoc") != interaction.step.name() {
        return redirect_to_page();
    }
    let next = match next_step(&provider, interaction.step, &form) {
        Ok(next) => next,
        Err(errors) => return render(&provider, &id, &errors, &form),
    };
    match next {
        NextStep::Page(step) => {
            provider.update_interaction(&id, |interaction| interaction.step = step);
            redirect_to_page()
        }
        NextStep::SignedIn(person) => finish(&provider, &id, |request| provider.signed_in(&request, person)),
    }
}

/// The state of the QR request, for the script that waits for the phone.
pub(crate) async fn qr_state(State(provider): State<Provider>, Path(id): Path<String>) -> Json<Value> {
    let request = provider
        .interaction(&id)
        .and_then(|interaction| interaction.qr)
        .and_then(|qr| provider.sandbox.qr_request(&qr));
    let state = match request {
        Some(request) if request.answer.is_some() => "answered",
        Some(_) => "waiting",
        None => "expired",
    };
    Json(json!({ "state": state }))
}

fn continue_after_phone(provider: &Provider, id: &str, interaction: &Interaction) -> Response {
    let answer =
        interaction.qr.as_deref().and_then(|qr| provider.sandbox.qr_request(qr)).and_then(|request| request.answer);
    match answer {
        Some(QrAnswer::Approved(person)) => finish(provider, id, |request| provider.signed_in(&request, person)),
        Some(QrAnswer::Refused) => finish(provider, id, |request| provider.cancelled(&request)),
        None => {
            let text = "Chưa có xác nhận từ điện thoại. Hãy mở mã QR bằng ứng dụng VNeID rồi bấm Tiếp tục.";
            render(provider, id, &[FieldError::new("ma-qr", text)], &Params::default())
        }
    }
}

fn finish(provider: &Provider, id: &str, answer: impl FnOnce(AuthorizationRequest) -> Response) -> Response {
    match provider.take_interaction(id) {
        Some(interaction) => answer(interaction.request),
        None => expired_page(provider),
    }
}

fn render(provider: &Provider, id: &str, errors: &[FieldError], form: &Params) -> Response {
    let Some(interaction) = provider.interaction(id) else { return expired_page(provider) };
    let view = View { provider, id, interaction: &interaction, errors, form };
    match (provider.id.sign_in_way(), interaction.step) {
        (SignInWay::NameAndPassword, _) => view.name_login(),
        (SignInWay::NumberAndPhone, SignInStep::Login) => view.number_login(&current_qr(provider, id, &interaction)),
        (SignInWay::NumberAndPhone, SignInStep::Otp(_)) => view.otp(),
        (SignInWay::NumberAndPhone, SignInStep::Consent(person)) => view.consent(person),
        (SignInWay::NumberAndPhone, SignInStep::Passcode(_)) => view.passcode(),
    }
}

/// The QR request that the page shows: the one it has, or a new one where that has expired.
fn current_qr(provider: &Provider, id: &str, interaction: &Interaction) -> String {
    let current = interaction.qr.clone().filter(|qr| provider.sandbox.qr_request(qr).is_some());
    current.unwrap_or_else(|| {
        let client = provider.sandbox.state.config.client(&interaction.request.client_id);
        let qr = provider.sandbox.ask_phone(client.map_or("", |client| &client.name));
        provider.update_interaction(id, |interaction| interaction.qr = Some(qr.clone()));
        qr
    })
}

fn expired_page(provider: &Provider) -> Response {
    let text = "Phiên đăng nhập này đã kết thúc hoặc quá 10 phút. Hãy quay lại cổng và bấm Đăng nhập lần nữa.";
    layout::message(&provider.sandbox, provider.id.into(), StatusCode::GONE, "Phiên đăng nhập đã hết hạn", text)
}
