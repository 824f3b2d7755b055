//! A provider's page: who answers next, how slow it is, what it takes for the time, its keys, and its word that a session is over.

mod entry;
mod forms;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use std::sync::atomic::Ordering;

use crate::control::not_from_other_sites;
use crate::page::field::{FieldError, error_summary};
use crate::page::{Brand, Page};
use crate::params::Params;
use crate::provider::logout_token::{self, Delivery};
use crate::provider::{At, ProviderId};
use crate::sandbox::Sandbox;
use entry::Entry;
use forms::Entries;

pub(crate) fn routes() -> Router<Sandbox> {
    let changes = Router::new()
        .route("/nha-cung-cap/{provider}", post(set))
        .route("/nha-cung-cap/{provider}/doi-khoa", post(rotate_keys))
        .layer(from_fn(not_from_other_sites));
    // Whoever opens an issuer's own address in a browser wants to see what is there.
    let issuer = |id: ProviderId| get(move || async move { Redirect::to(&format!("/nha-cung-cap/{}", id.segment())) });
    Router::new()
        .route("/nha-cung-cap/{provider}", get(show))
        .route("/vneid", issuer(ProviderId::Vneid))
        .route("/dvcqg", issuer(ProviderId::Dvcqg))
        .merge(changes)
}

async fn show(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Response {
    let at = At { sandbox, id };
    page(&at, &Entries::of_now(&at), &[])
}

/// Each form has a button of its own name.
async fn set(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, body: String) -> Response {
    let (at, form) = (At { sandbox, id }, Params::lenient(&body));
    let done = match entry::read(&at, &form) {
        Ok(Entry::Next(answer)) => match at.answer_next(answer) {
            Ok(()) => None,
            Err(_) => {
                let text = "Người hoặc lỗi này không trả lời được ở đây.";
                return page(&at, &Entries::typed(&at, &form), &[FieldError::new("nguoi", text)]);
            }
        },
        Ok(Entry::NobodyNext) => {
            at.provider().next.reset();
            None
        }
        Ok(Entry::Delays(delays_ms)) => {
            at.provider().delays.set(delays_ms);
            None
        }
        Ok(Entry::Clock(seconds)) => {
            at.provider().clock_offset.store(seconds, Ordering::Relaxed);
            None
        }
        Ok(Entry::Logout(call)) => Some(logout_token::send(&at, &call).await),
        Err(error) => return page(&at, &Entries::typed(&at, &form), &[error]),
    };
    match done {
        Some(deliveries) => told(&at, &deliveries),
        None => Redirect::to(&address(id)).into_response(),
    }
}

async fn rotate_keys(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>) -> Redirect {
    sandbox.provider(id).keys.rotate();
    Redirect::to(&address(id))
}

fn address(id: ProviderId) -> String {
    format!("/nha-cung-cap/{}", id.segment())
}

fn page(at: &At, entries: &Entries, errors: &[FieldError]) -> Response {
    let other = at.other().id;
    let body = html! {
        (error_summary(errors))
        p.lead {
            "Nhà cung cấp này cư xử thế nào, cho đến khi đặt lại từ đầu. Làm sai: " a href="/loi-co-y" { "lỗi cố ý" } ". \
             Giao thức và khóa của các cổng: " a href="/dang-ky" { "đăng ký của các cổng" } "."
        }
        (forms::next(at, entries, errors))
        (forms::delays(at, entries, errors))
        (forms::clock(at, entries, errors))
        (forms::keys(at))
        (forms::logout(at, entries, errors))
        p { a href=(address(other)) { (other.title()) } }
    };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    respond(at, status, at.id.title(), has_errors, body)
}

/// What each portal said to the logout token.
fn told(at: &At, deliveries: &[Delivery]) -> Response {
    let body = html! {
        dl { @for delivery in deliveries {
            dt { (at.sandbox.state.config.client(&delivery.client).map_or("", |client| client.name.as_str())) }
            dd { @match delivery.status {
                Some(200) => "Đã nhận (200).",
                Some(status) => { "Từ chối (" (status) ")." },
                None => "Không trả lời.",
            } }
        } }
        p { a href=(address(at.id)) { "Về trang của nhà cung cấp" } }
    };
    respond(at, StatusCode::OK, "Đã báo kết thúc phiên", false, body)
}

fn respond(at: &At, status: StatusCode, title: &str, has_errors: bool, body: Markup) -> Response {
    Page { brand: Brand::Sandbox, status, title, has_errors, body, script: None }.respond(&at.sandbox)
}
