//! What concerns everybody at once: how the register behaves, the sandbox's clock, and beginning anew.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::control::not_from_other_sites;
use crate::page::field::{Choice, Field, FieldError, error_summary};
use crate::page::{Brand, Page};
use crate::params::Params;
use crate::register::{Mode, ModeSetting};
use crate::sandbox::Sandbox;

const ADDRESS: &str = "/dat-chung";

pub(crate) fn routes() -> Router<Sandbox> {
    let changes = Router::new()
        .route("/dat-chung/dan-cu", post(set_register))
        .route("/dat-chung/dong-ho", post(set_clock))
        .route("/dat-chung/lai-tu-dau", post(reset))
        .layer(from_fn(not_from_other_sites));
    Router::new().route(ADDRESS, get(show)).merge(changes)
}

/// What stands in the fields.
struct Entries {
    mode: Mode,
    delay_ms: String,
    clock: String,
}

impl Entries {
    fn of_now(sandbox: &Sandbox) -> Self {
        let ModeSetting { mode, delay_ms } = sandbox.state.population.get();
        Self { mode, delay_ms: delay_ms.to_string(), clock: sandbox.state.clock.offset_seconds().to_string() }
    }
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    page(&sandbox, &Entries::of_now(&sandbox), &[])
}

async fn set_register(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    let mode = Mode::ALL.into_iter().find(|mode| mode.name() == form.text("dan-cu"));
    let delay_ms = form.get("cham").map_or(Ok(0), |text| text.trim().parse());
    if let (Some(mode), Ok(delay_ms)) = (mode, delay_ms.as_ref()) {
        sandbox.state.population.set(ModeSetting { mode, delay_ms: *delay_ms });
        return Redirect::to(ADDRESS).into_response();
    }
    let wrong_mode = mode.is_none().then(|| FieldError::new("dan-cu", "Hãy chọn một cách trong danh sách."));
    let wrong_delay = delay_ms.is_err().then(|| FieldError::new("cham", "Hãy ghi số mili giây, ví dụ 8000."));
    let errors: Vec<_> = wrong_mode.into_iter().chain(wrong_delay).collect();
    let now = Entries::of_now(&sandbox);
    page(&sandbox, &Entries { mode: mode.unwrap_or_default(), delay_ms: form.text("cham").to_owned(), ..now }, &errors)
}

async fn set_clock(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    match form.get("lech").map_or(Ok(0), |text| text.trim().parse()) {
        Ok(seconds) => {
            sandbox.state.clock.set_offset_seconds(seconds);
            Redirect::to(ADDRESS).into_response()
        }
        Err(_) => {
            let error = FieldError::new("lech", "Hãy ghi số giây, ví dụ -900 hoặc 3600.");
            page(&sandbox, &Entries { clock: form.text("lech").to_owned(), ..Entries::of_now(&sandbox) }, &[error])
        }
    }
}

async fn reset(State(sandbox): State<Sandbox>) -> Redirect {
    sandbox.reset().await;
    Redirect::to(ADDRESS)
}

fn page(sandbox: &Sandbox, entries: &Entries, errors: &[FieldError]) -> Response {
    let body = html! {
        (error_summary(errors))
        p.lead { "Những gì chung cho mọi cổng và mọi nhà cung cấp." }
        (register(sandbox, entries, errors))
        (clock(sandbox, entries, errors))
        h2 { "Bắt đầu lại từ đầu" }
        p { "Mọi điều đã đặt, người tạo thêm và những gì đã gửi đều mất; với congdan demo thì cả dữ liệu của hai cổng." }
        form method="post" action="/dat-chung/lai-tu-dau" {
            div.buttons { button type="submit" { "Đặt lại từ đầu" } }
        }
    };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Page { brand: Brand::Sandbox, status, title: "Đặt chung", has_errors, body, script: None }.respond(sandbox)
}

fn register(sandbox: &Sandbox, entries: &Entries, errors: &[FieldError]) -> Markup {
    let now = sandbox.state.population.get();
    let modes = html! {
        @for mode in Mode::ALL {
            option value=(mode.name()) selected[mode == entries.mode] { (mode.title()) " (" (mode.name()) ")" }
        }
    };
    let delay = Field {
        name: "cham",
        label: "Trả lời chậm (mili giây)",
        kind: "text",
        autocomplete: "off",
        numeric: true,
        hint: "0 là trả lời ngay; riêng “trả lời đúng nhưng chậm” thì 0 là 30 giây.",
        value: &entries.delay_ms,
    };
    html! {
        h2 { "Cơ sở dữ liệu quốc gia về dân cư" }
        p { "Đang đặt: " (now.mode.title()) ", chậm " (now.delay_ms) " ms." }
        form method="post" action="/dat-chung/dan-cu" novalidate {
            (Choice { name: "dan-cu", label: "Cách trả lời", hint: "", options: modes }.render(errors))
            (delay.render(errors))
            div.buttons { button type="submit" { "Đặt cách trả lời" } }
        }
    }
}

fn clock(sandbox: &Sandbox, entries: &Entries, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "lech",
        label: "Lệch so với giờ thật (giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Để token, mã và mã QR cũ đi, hoặc đến từ tương lai.",
        value: &entries.clock,
        ..Field::default()
    };
    html! {
        h2 { "Đồng hồ của môi trường thử" }
        p { "Đang đặt: lệch " (sandbox.state.clock.offset_seconds()) " giây." }
        form method="post" action="/dat-chung/dong-ho" novalidate {
            (field.render(errors))
            div.buttons { button type="submit" { "Đặt đồng hồ" } }
        }
    }
}
