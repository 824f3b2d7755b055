//! The page on which a provider is told to misbehave.

use super::{
    field::tick,
    layout::{Brand, Page},
    provider_links::links,
};
use crate::{
    middleware::same_site::not_from_other_sites,
    provider::{
        fault::{
            Fault,
            groups::{FaultGroup, GROUPS},
            switch::FaultSetting,
        },
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
use maud::{Markup, html};

pub(crate) fn routes() -> Router<Sandbox> {
    let change = Router::new().route("/loi-co-y/{provider}", post(set)).layer(from_fn(not_from_other_sites));
    Router::new().route("/loi-co-y", get(show)).merge(change)
}

async fn set(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, body: String) -> Response {
    let form = Params::lenient(&body);
    let Some(fault) = Fault::named(form.text("loi")) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    sandbox.provider_state(id).fault.set(FaultSetting { fault, once: form.get("mot-lan").is_some() });
    Redirect::to("/loi-co-y").into_response()
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    let body = html! {
        p.lead { "Bắt một nhà cung cấp làm sai để xem cổng có nhận ra không. Nghĩa của từng tên ở docs/SANDBOX.md." }
        @for &id in ProviderId::ALL { (provider_form(id, sandbox.provider_state(id).fault.get())) }
        p {
            "Chậm, lệch giờ, lần đăng nhập kế tiếp, kết thúc phiên: "
            (links(", ")) ". \
             Giao thức và khóa của các cổng: " a href="/dang-ky" { "đăng ký của các cổng" } "."
        }
        p { "Sau đó đăng nhập ở một cổng và xem " a href="/kiem-tra" { "kết quả kiểm tra" } "." }
    };
    let title = "Lỗi cố ý";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}

/// The groups of faults that a form offers.
pub(crate) fn fault_options(now: Fault, offered: impl Fn(&FaultGroup) -> bool) -> Markup {
    html! {
        option value="none" selected[now == Fault::None] { "không có lỗi" }
        @for group in GROUPS.iter().filter(|group| offered(group)) {
            optgroup label=(group.title) {
                @for fault in group.faults {
                    option value=(fault.name()) selected[now == *fault] { (fault.name()) }
                }
            }
        }
    }
}

fn provider_form(id: ProviderId, now: FaultSetting) -> Markup {
    let field = format!("loi-{}", id.segment());
    let once = format!("mot-lan-{}", id.segment());
    html! {
        h2 { (id.title()) }
        form method="post" action={ "/loi-co-y/" (id.segment()) } {
            div.field {
                label for=(field) { "Lỗi" }
                select id=(field) name="loi" {
                    (fault_options(now.fault, |_| true))
                }
            }
            (tick(&once, "mot-lan", "Chỉ một lần", now.once))
            div.buttons { button type="submit" { "Áp dụng" } }
        }
    }
}
