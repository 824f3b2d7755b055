//! A provider's page: the prepared answer, delays, its clock, its keys, and logout tokens.

mod change;
mod forms;

use super::{
    field::{FieldError, error_summary},
    layout::{Brand, Page},
    provider_links::address,
};
use crate::{
    middleware::same_site::not_from_other_sites,
    provider::{
        Provider,
        backchannel_logout::{self, Delivery},
        id::ProviderId,
    },
    sandbox::Sandbox,
    tools::params::Params,
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    middleware::from_fn,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use change::Change;
use forms::FormValues;
use maud::{Markup, html};
use std::sync::atomic::Ordering;

pub(crate) fn routes() -> Router<Sandbox> {
    let changes = Router::new()
        .route("/nha-cung-cap/{provider}", post(set))
        .route("/nha-cung-cap/{provider}/doi-khoa", post(rotate_keys))
        .layer(from_fn(not_from_other_sites));
    // In a browser an issuer's own address leads to its page.
    let issuer = |id: ProviderId| get(move || async move { Redirect::to(&format!("/nha-cung-cap/{}", id.segment())) });
    let router = Router::new().route("/nha-cung-cap/{provider}", get(show)).merge(changes);
    ProviderId::ALL.iter().fold(router, |router, id| router.route(&format!("/{}", id.segment()), issuer(*id)))
}

async fn show(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Response {
    let provider = Provider { sandbox, id };
    page(&provider, &FormValues::current(&provider), &[])
}

/// The name of the button tells which form was sent.
async fn set(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, body: String) -> Response {
    let provider = Provider { sandbox, id };
    let form = Params::lenient(&body);
    let done = match change::read(&provider, &form) {
        Ok(Change::NextAnswer(answer)) => match provider.prepare_answer(answer) {
            Ok(()) => None,
            Err(_) => {
                let text = "Người hoặc lỗi này không trả lời được ở đây.";
                return page(&provider, &FormValues::typed(&provider, &form), &[FieldError::new("nguoi", text)]);
            }
        },
        Ok(Change::NoNextAnswer) => {
            provider.state().prepared_answer.reset();
            None
        }
        Ok(Change::Delays(delays_ms)) => {
            provider.state().delays.set(delays_ms);
            None
        }
        Ok(Change::Clock(seconds)) => {
            provider.state().clock_offset.store(seconds, Ordering::Relaxed);
            None
        }
        Ok(Change::Logout(call)) => Some(backchannel_logout::send(&provider, &call).await),
        Err(error) => return page(&provider, &FormValues::typed(&provider, &form), &[error]),
    };
    match done {
        Some(deliveries) => deliveries_page(&provider, &deliveries),
        None => Redirect::to(&address(id)).into_response(),
    }
}

async fn rotate_keys(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Redirect {
    sandbox.provider_state(id).keys.rotate();
    Redirect::to(&address(id))
}

fn page(provider: &Provider, values: &FormValues, errors: &[FieldError]) -> Response {
    let body = html! {
        (error_summary(errors))
        p.lead {
            "Nhà cung cấp này cư xử thế nào, cho đến khi đặt lại từ đầu. Làm sai: " a href="/loi-co-y" { "lỗi cố ý" } ". \
             Giao thức và khóa của các cổng: " a href="/dang-ky" { "đăng ký của các cổng" } "."
        }
        (forms::next_answer(provider, values, errors))
        (forms::delays(provider, values, errors))
        (forms::clock(provider, values, errors))
        (forms::keys(provider))
        (forms::logout(provider, values, errors))
        @for other in provider.id.others() { p { a href=(address(other)) { (other.title()) } } }
    };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    respond(provider, status, provider.id.title(), has_errors, body)
}

/// What each portal answered to the logout token.
fn deliveries_page(provider: &Provider, deliveries: &[Delivery]) -> Response {
    let body = html! {
        dl { @for delivery in deliveries {
            dt { (provider.sandbox.state.config.client(&delivery.client).map_or("", |client| client.name.as_str())) }
            dd { @match delivery.status {
                Some(200) => "Đã nhận (200).",
                Some(status) => { "Từ chối (" (status) ")." },
                None => "Không trả lời.",
            } }
        } }
        p { a href=(address(provider.id)) { "Về trang của nhà cung cấp" } }
    };
    respond(provider, StatusCode::OK, "Đã báo kết thúc phiên", false, body)
}

fn respond(provider: &Provider, status: StatusCode, title: &str, has_errors: bool, body: Markup) -> Response {
    Page { brand: Brand::Sandbox, status, title, has_errors, body, script: None }.respond(&provider.sandbox)
}
