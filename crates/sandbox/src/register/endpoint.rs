//! The register's one address: checks, search and reply, or the misbehaviour of the mode.

use super::{
    credentials,
    mode::{Mode, ModeSetting},
    query::RegisterQuery,
    reply,
    search::{self, Found},
    soap_fault::SoapFault,
};
use crate::{
    middleware::record_requests::record,
    people::{number::is_sandbox_number, registry::People},
    sandbox::Sandbox,
    tools::request_log::RequestDetails,
};
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::from_fn_with_state,
    response::{Html, IntoResponse, Response},
    routing::post,
};
use serde_json::json;

/// Below the sandbox's public address.
const PATH: &str = "/dan-cu";

pub(crate) fn routes(sandbox: &Sandbox) -> Router<Sandbox> {
    let log = from_fn_with_state((sandbox.clone(), "dan-cu"), record);
    Router::new().route(PATH, post(endpoint)).route_layer(log)
}

async fn endpoint(State(sandbox): State<Sandbox>, headers: HeaderMap, body: String) -> Response {
    let ModeSetting { mode, .. } = sandbox.state.population.wait().await;
    let unavailable = StatusCode::SERVICE_UNAVAILABLE.into_response();
    let (mut response, details) = match mode {
        Mode::Down => (unavailable, json!({})),
        _ => match checked_query(&sandbox, &headers, &body) {
            Ok(query) => {
                let found = search::find(&sandbox.state.people, &query);
                let details = json!({
                    "fields": query.fields, "so_dinh_danh": query.masked_number(), "ma_yeu_cau": query.ma_yeu_cau,
                    "headers": "ok", "found": found.records().len(),
                });
                (answer(&sandbox.state.people, mode, &query, &found), details)
            }
            Err(fault) => (fault.respond(), json!({ "refused": fault.text() })),
        },
    };
    response.extensions_mut().insert(RequestDetails(details));
    response
}

/// The query, after everything that the exchange platform and the register check.
fn checked_query(sandbox: &Sandbox, headers: &HeaderMap, body: &str) -> Result<RegisterQuery, SoapFault> {
    let address = format!("{}{PATH}", sandbox.state.config.public_url);
    credentials::check(&sandbox.state.config.register, &address, sandbox.state.clock.now_ms(), headers)?;
    let query = RegisterQuery::parse(body)?;
    if !is_sandbox_number(&query.number) {
        return Err(SoapFault::input("chỉ nhận số dùng thử: sáu chữ số cuối bắt đầu bằng 999"));
    }
    Ok(query)
}

fn answer(people: &People, mode: Mode, query: &RegisterQuery, found: &Found) -> Response {
    match mode {
        Mode::Ok | Mode::Slow | Mode::Down => soap(reply::envelope(found)),
        Mode::Empty => soap(reply::envelope(&Found::Nobody)),
        Mode::WrongPerson => soap(reply::envelope(&search::somebody_else(people, query))),
        Mode::Fault => SoapFault::server("hệ thống đang bảo trì").respond(),
        Mode::Malformed => {
            let whole = reply::envelope(&search::somebody_else(people, query));
            soap(whole.chars().take(whole.chars().count() / 2).collect())
        }
        Mode::CutOff => cut_off(reply::envelope(found)),
        Mode::Html => Html("<!doctype html><html lang=\"vi\"><title>Hệ thống đang bảo trì</title>").into_response(),
        Mode::Rejected => SoapFault::input("không tiếp nhận thông tin này").respond(),
        Mode::Blank => StatusCode::OK.into_response(),
    }
}

/// A true answer whose connection ends in the middle of it.
fn cut_off(body: String) -> Response {
    let half: String = body.chars().take(body.chars().count() / 2).collect();
    let parts = [Ok(half), Err(std::io::Error::other("cut off"))];
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"));
    ([content_type], Body::from_stream(futures::stream::iter(parts))).into_response()
}

fn soap(body: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"))], body).into_response()
}
