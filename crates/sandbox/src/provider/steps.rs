//! The pages between the authorization request and its answer.

pub(crate) mod check;
pub(crate) mod view;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

use super::interaction::{Interaction, Step};
use super::qr::Answer;
use super::request::AuthorizeRequest;
use super::{At, ProviderId};
use crate::page::{self, field::FieldError};
use crate::params::Params;
use view::View;

pub(crate) async fn show(State(at): State<At>, Path(id): Path<String>) -> Response {
    render(&at, &id, &[], &Params::default())
}

pub(crate) async fn submit(State(at): State<At>, Path(id): Path<String>, body: String) -> Response {
    let Some(interaction) = Interaction::find(&at, &id) else { return ended(&at) };
    let form = Params::lenient(&body);
    let here = || Redirect::to(&Interaction::address(&at, &id)).into_response();
    match form.text("hanh-dong") {
        "huy" => return finish(&at, &id, |request| at.cancelled(&request)),
        "qr-moi" => {
            Interaction::update(&at, &id, |interaction| interaction.qr = None);
            return here();
        }
        "tiep-tuc" => return continue_after_phone(&at, &id, &interaction),
        _ => {}
    }
    if form.text("buoc") != interaction.step.name() {
        return here();
    }
    let next = match check::next_step(&at, interaction.step, &form) {
        Ok(next) => next,
        Err(errors) => return render(&at, &id, &errors, &form),
    };
    match next {
        check::Next::Step(step) => {
            Interaction::update(&at, &id, |interaction| interaction.step = step);
            here()
        }
        check::Next::SignedIn(person) => finish(&at, &id, |request| at.signed_in(&request, person)),
    }
}

/// For the script that waits for the phone.
pub(crate) async fn qr_state(State(at): State<At>, Path(id): Path<String>) -> Json<Value> {
    let request =
        Interaction::find(&at, &id).and_then(|interaction| interaction.qr).and_then(|qr| at.sandbox.qr_request(&qr));
    let state = match request {
        Some(request) if request.answer.is_some() => "answered",
        Some(_) => "waiting",
        None => "expired",
    };
    Json(json!({ "state": state }))
}

fn continue_after_phone(at: &At, id: &str, interaction: &Interaction) -> Response {
    let answer = interaction.qr.as_deref().and_then(|qr| at.sandbox.qr_request(qr)).and_then(|request| request.answer);
    match answer {
        Some(Answer::Approved(person)) => finish(at, id, |request| at.signed_in(&request, person)),
        Some(Answer::Refused) => finish(at, id, |request| at.cancelled(&request)),
        None => {
            let text = "Chưa có xác nhận từ điện thoại. Hãy mở mã QR bằng ứng dụng VNeID rồi bấm Tiếp tục.";
            render(at, id, &[FieldError::new("ma-qr", text)], &Params::default())
        }
    }
}

fn finish(at: &At, id: &str, answer: impl FnOnce(AuthorizeRequest) -> Response) -> Response {
    match Interaction::take(at, id) {
        Some(interaction) => answer(interaction.request),
        None => ended(at),
    }
}

fn render(at: &At, id: &str, errors: &[FieldError], form: &Params) -> Response {
    let Some(interaction) = Interaction::find(at, id) else { return ended(at) };
    let view = View { at, id, interaction: &interaction, errors, form };
    match (at.id, interaction.step) {
        (ProviderId::Dvcqg, _) => view.national_login(),
        (ProviderId::Vneid, Step::Login) => view.vneid_login(&living_qr(at, id, &interaction)),
        (ProviderId::Vneid, Step::Otp(_)) => view.otp(),
        (ProviderId::Vneid, Step::Consent(person)) => view.consent(person),
        (ProviderId::Vneid, Step::Passcode(_)) => view.passcode(),
    }
}

/// The request that the page shows: the one it has, or a new one where that ended.
fn living_qr(at: &At, id: &str, interaction: &Interaction) -> String {
    let living = interaction.qr.clone().filter(|qr| at.sandbox.qr_request(qr).is_some());
    living.unwrap_or_else(|| {
        let client = at.sandbox.state.config.client(&interaction.request.client_id);
        let qr = at.sandbox.ask_phone(client.map_or("", |client| &client.name));
        Interaction::update(at, id, |interaction| interaction.qr = Some(qr.clone()));
        qr
    })
}

fn ended(at: &At) -> Response {
    let text = "Phiên đăng nhập này đã kết thúc hoặc quá 10 phút. Hãy quay lại cổng và bấm Đăng nhập lần nữa.";
    page::message(&at.sandbox, at.id.into(), StatusCode::GONE, "Phiên đăng nhập đã hết hạn", text)
}
