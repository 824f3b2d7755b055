//! The page of what all portals share: how the register behaves, the sandbox's clock, and the reset.

use super::{
    field::{Choice, Field, FieldError, error_summary},
    layout::{Brand, Page},
};
use crate::{
    middleware::same_site::not_from_other_sites,
    register::mode::{Mode, ModeSetting},
    sandbox::Sandbox,
    tools::{params::Params, wire_name::wire_name},
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    middleware::from_fn,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use maud::{Markup, html};

const ADDRESS: &str = "/dat-chung";

pub(crate) fn routes() -> Router<Sandbox> {
    let changes = Router::new()
        .route("/dat-chung/dan-cu", post(set_register))
        .route("/dat-chung/dong-ho", post(set_clock))
        .route("/dat-chung/lai-tu-dau", post(reset))
        .layer(from_fn(not_from_other_sites));
    Router::new().route(ADDRESS, get(show)).merge(changes)
}

/// What the fields contain.
struct FormValues {
    mode: Mode,
    delay_ms: String,
    clock: String,
}

impl FormValues {
    fn current(sandbox: &Sandbox) -> Self {
        let ModeSetting { mode, delay_ms } = sandbox.state.population.get();
        Self { mode, delay_ms: delay_ms.to_string(), clock: sandbox.state.clock.offset_seconds().to_string() }
    }
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    page(&sandbox, &FormValues::current(&sandbox), &[])
}

async fn set_register(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    let mode = Mode::ALL.iter().copied().find(|mode| wire_name(&mode) == form.text("dan-cu"));
    let delay_ms = form.get("cham").map_or(Ok(0), |text| text.trim().parse());
    if let (Some(mode), Ok(delay_ms)) = (mode, delay_ms.as_ref()) {
        sandbox.state.population.set(ModeSetting { mode, delay_ms: *delay_ms });
        return Redirect::to(ADDRESS).into_response();
    }
    let wrong_mode = mode.is_none().then(|| FieldError::new("dan-cu", "Hãy chọn một cách trong danh sách."));
    let wrong_delay = delay_ms.is_err().then(|| FieldError::new("cham", "Hãy ghi số mili giây, ví dụ 8000."));
    let errors: Vec<_> = wrong_mode.into_iter().chain(wrong_delay).collect();
    let now = FormValues::current(&sandbox);
    page(
        &sandbox,
        &FormValues { mode: mode.unwrap_or_default(), delay_ms: form.text("cham").to_owned(), ..now },
        &errors,
    )
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
            page(
                &sandbox,
                &FormValues { clock: form.text("lech").to_owned(), ..FormValues::current(&sandbox) },
                &[error],
            )
        }
    }
}

async fn reset(State(sandbox): State<Sandbox>) -> Redirect {
    sandbox.reset().await;
    Redirect::to(ADDRESS)
}

fn page(sandbox: &Sandbox, values: &FormValues, errors: &[FieldError]) -> Response {
    let body = html! {
        (error_summary(errors))
        p.lead { "Những gì chung cho mọi cổng và mọi nhà cung cấp." }
        (register(sandbox, values, errors))
        (clock(sandbox, values, errors))
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

fn register(sandbox: &Sandbox, values: &FormValues, errors: &[FieldError]) -> Markup {
    let now = sandbox.state.population.get();
    let modes = html! {
        @for &mode in Mode::ALL {
            option value=(wire_name(&mode)) selected[mode == values.mode] { (mode.title()) " (" (wire_name(&mode)) ")" }
        }
    };
    let delay = Field {
        name: "cham",
        label: "Trả lời chậm (mili giây)",
        kind: "text",
        autocomplete: "off",
        numeric: true,
        hint: "0 là trả lời ngay; riêng “trả lời đúng nhưng chậm” thì 0 là 30 giây.",
        value: &values.delay_ms,
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

fn clock(sandbox: &Sandbox, values: &FormValues, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "lech",
        label: "Lệch so với giờ thật (giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Để token, mã và mã QR cũ đi, hoặc đến từ tương lai.",
        value: &values.clock,
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
