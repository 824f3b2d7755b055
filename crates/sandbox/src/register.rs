//! The population database (CSDL quốc gia về dân cư): SOAP 1.1, one operation, QCVN 109:2017/BTTTT's reply.

mod credentials;
mod fault;
mod look_up;
mod mode;
mod reply;
mod request;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use serde_json::json;

use crate::people::{People, is_sandbox_number};
use crate::requests::{self, Noted};
use crate::sandbox::Sandbox;
use fault::Fault;
use look_up::Found;
pub(crate) use mode::{Mode, ModeSetting, ModeSwitch};
use request::LookUp;

const PATH: &str = "/dan-cu";

pub(crate) fn routes(sandbox: &Sandbox) -> Router<Sandbox> {
    let log = from_fn_with_state((sandbox.clone(), "dan-cu"), requests::record);
    Router::new().route(PATH, post(endpoint)).route_layer(log)
}

async fn endpoint(State(sandbox): State<Sandbox>, headers: HeaderMap, body: String) -> Response {
    let ModeSetting { mode, .. } = sandbox.state.population.wait().await;
    let unavailable = StatusCode::SERVICE_UNAVAILABLE.into_response();
    let (mut response, note) = match mode {
        Mode::Down => (unavailable, json!({})),
        _ => match asked(&sandbox, &headers, &body) {
            Ok(question) => {
                let found = look_up::find(&sandbox.state.people, &question);
                let note = json!({
                    "fields": question.fields, "so_dinh_danh": question.masked_number(), "ma_yeu_cau": question.ma_yeu_cau,
                    "headers": "ok", "found": found.records().len(),
                });
                (answer(&sandbox.state.people, mode, &question, &found), note)
            }
            Err(fault) => (fault.respond(), json!({ "refused": fault.text() })),
        },
    };
    response.extensions_mut().insert(Noted(note));
    response
}

/// The question, after everything that the exchange platform and the register check.
fn asked(sandbox: &Sandbox, headers: &HeaderMap, body: &str) -> Result<LookUp, Fault> {
    let address = format!("{}{PATH}", sandbox.state.config.public_url);
    credentials::check(&sandbox.state.config.register, &address, sandbox.state.clock.now_ms(), headers)?;
    let question = LookUp::parse(body)?;
    if !is_sandbox_number(&question.number) {
        return Err(Fault::input("chỉ nhận số dùng thử: sáu chữ số cuối bắt đầu bằng 999"));
    }
    Ok(question)
}

fn answer(people: &People, mode: Mode, question: &LookUp, found: &Found) -> Response {
    match mode {
        Mode::Ok | Mode::Slow | Mode::Down => soap(reply::envelope(found)),
        Mode::Empty => soap(reply::envelope(&Found::Nobody)),
        Mode::WrongPerson => soap(reply::envelope(&look_up::somebody_else(people, question))),
        Mode::Fault => Fault::server("hệ thống đang bảo trì").respond(),
        Mode::Malformed => {
            let whole = reply::envelope(&look_up::somebody_else(people, question));
            soap(whole.chars().take(whole.chars().count() / 2).collect())
        }
        Mode::CutOff => cut_off(reply::envelope(found)),
        Mode::Html => Html("<!doctype html><html lang=\"vi\"><title>Hệ thống đang bảo trì</title>").into_response(),
        Mode::Rejected => Fault::input("không tiếp nhận thông tin này").respond(),
        Mode::Blank => StatusCode::OK.into_response(),
    }
}

/// The answer has been made, and the caller never has the whole of it.
fn cut_off(body: String) -> Response {
    let half: String = body.chars().take(body.chars().count() / 2).collect();
    let parts = [Ok(half), Err(std::io::Error::other("cut off"))];
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"));
    ([content_type], Body::from_stream(futures::stream::iter(parts))).into_response()
}

fn soap(body: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"))], body).into_response()
}
