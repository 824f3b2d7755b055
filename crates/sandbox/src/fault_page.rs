//! The page on which a provider is told to misbehave, for those who would rather click than write JSON.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::control::not_from_other_sites;
use crate::page::{Brand, Page};
use crate::params::Params;
use crate::provider::ProviderId;
use crate::provider::fault::{Fault, GROUPS, Setting};
use crate::sandbox::Sandbox;

pub(crate) fn routes() -> Router<Sandbox> {
    let change = Router::new().route("/loi-co-y/{provider}", post(set)).layer(from_fn(not_from_other_sites));
    Router::new().route("/loi-co-y", get(show)).merge(change)
}

async fn set(State(sandbox): State<Sandbox>, Path(id): Path<ProviderId>, body: String) -> Response {
    let form = Params::lenient(&body);
    let Some(fault) = Fault::named(form.text("loi")) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    sandbox.provider(id).fault.set(Setting { fault, once: form.get("mot-lan").is_some() });
    Redirect::to("/loi-co-y").into_response()
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    let body = html! {
        p.lead { "Bắt một nhà cung cấp làm sai để xem cổng có nhận ra không. Nghĩa của từng tên ở docs/SANDBOX.md." }
        @for id in [ProviderId::Vneid, ProviderId::Dvcqg] { (provider_form(id, sandbox.provider(id).fault.get())) }
        p { "Sau đó đăng nhập ở một cổng và xem " a href="/kiem-tra" { "kết quả kiểm tra" } "." }
    };
    let title = "Lỗi cố ý";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}

fn provider_form(id: ProviderId, now: Setting) -> Markup {
    let field = format!("loi-{}", id.segment());
    let once = format!("mot-lan-{}", id.segment());
    html! {
        h2 { (id.title()) }
        form method="post" action={ "/loi-co-y/" (id.segment()) } {
            div.field {
                label for=(field) { "Lỗi" }
                select id=(field) name="loi" {
                    option value="none" selected[now.fault == Fault::None] { "không có lỗi" }
                    @for group in GROUPS {
                        optgroup label=(group.title) {
                            @for fault in group.faults {
                                option value=(fault.name()) selected[now.fault == *fault] { (fault.name()) }
                            }
                        }
                    }
                }
            }
            div.field { div.tick {
                input id=(once) name="mot-lan" type="checkbox" value="co" checked[now.once];
                label for=(once) { "Chỉ một lần" }
            } }
            div.buttons { button type="submit" { "Áp dụng" } }
        }
    }
}
