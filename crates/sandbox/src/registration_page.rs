//! How each portal is registered at each provider, and the page on which it is registered otherwise.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::control::not_from_other_sites;
use crate::page::field::{Choice, FieldError, error_summary, text_area, tick};
use crate::page::{Brand, Page, message};
use crate::params::Params;
use crate::provider::registration::{Protocol, Registering, Registration, Unregistrable};
use crate::provider::{At, ProviderId};
use crate::sandbox::Sandbox;

pub(crate) fn routes() -> Router<Sandbox> {
    let change = Router::new().route("/dang-ky/{provider}/{client}", post(set)).layer(from_fn(not_from_other_sites));
    Router::new().route("/dang-ky", get(show_all)).route("/dang-ky/{provider}/{client}", get(show)).merge(change)
}

async fn show_all(State(sandbox): State<Sandbox>) -> Response {
    let body = html! {
        p.lead {
            "Mỗi cổng được đăng ký ở mỗi nhà cung cấp. Cấu hình của cổng phải nói cùng một điều: xem docs/SANDBOX.md. \
             Đặt lại từ đầu thì mọi đăng ký trở về như thường."
        }
        @for id in [ProviderId::Vneid, ProviderId::Dvcqg] {
            h2 { (id.title()) }
            dl { @for client in &sandbox.state.config.clients {
                dt { (client.name) }
                dd {
                    (in_words(&At { sandbox: sandbox.clone(), id }.registration(Some(&client.id)))) " "
                    a href={ "/dang-ky/" (id.segment()) "/" (client.id) } aria-label={ "Đổi: " (client.name) ", " (id.title()) } {
                        "Đổi"
                    }
                }
            } }
        }
    };
    let title = "Đăng ký của các cổng";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}

fn in_words(registration: &Registration) -> String {
    let requests = if registration.pushed_authorization {
        "chỉ nhận yêu cầu gửi trước"
    } else {
        "nhận mọi yêu cầu"
    };
    let proof = if registration.client_key.is_some() {
        "chữ ký bằng khóa đã đăng ký"
    } else {
        "mật khẩu của cổng"
    };
    format!("{}; {requests}; xác thực bằng {proof}.", title(registration.protocol))
}

fn title(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Oidc => "OpenID Connect",
        Protocol::OauthUserinfo => "OAuth 2, chỉ có userinfo",
    }
}

async fn show(State(sandbox): State<Sandbox>, Path((id, client)): Path<(ProviderId, String)>) -> Response {
    let at = At { sandbox, id };
    let now = at.registration(Some(&client));
    form_page(&at, &client, &now.told(), &[])
}

async fn set(State(sandbox): State<Sandbox>, Path((id, client)): Path<(ProviderId, String)>, body: String) -> Response {
    let (at, form) = (At { sandbox, id }, Params::lenient(&body));
    let protocol = Protocol::ALL.into_iter().find(|protocol| protocol.name() == form.text("giao-thuc"));
    let told = Registering {
        protocol: protocol.unwrap_or_default(),
        pushed_authorization: form.get("gui-truoc").is_some(),
        client_key: form.get("khoa").map(str::to_owned),
    };
    let error = if protocol.is_none() {
        FieldError::new("giao-thuc", "Hãy chọn một giao thức trong danh sách.")
    } else {
        match at.register(&client, told.clone()) {
            Ok(()) => return Redirect::to("/dang-ky").into_response(),
            Err(Unregistrable::UnknownClient) => return unknown(&at.sandbox),
            Err(Unregistrable::NoKey) => FieldError::new(
                "khoa",
                "Đây không phải khóa công khai P-256 dạng PEM. Khóa bắt đầu bằng -----BEGIN PUBLIC KEY-----.",
            ),
        }
    };
    form_page(&at, &client, &told, &[error])
}

fn unknown(sandbox: &Sandbox) -> Response {
    message(sandbox, Brand::Sandbox, StatusCode::NOT_FOUND, "Không có cổng này", "Danh sách các cổng ở trang /dang-ky.")
}

fn form_page(at: &At, client: &str, told: &Registering, errors: &[FieldError]) -> Response {
    let Some(known) = at.sandbox.state.config.client(client) else { return unknown(&at.sandbox) };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html! {
        (error_summary(errors))
        p.lead { b { (known.name) } " ở " b { (at.id.title()) } }
        p { "Đang đặt: " (in_words(&at.registration(Some(client)))) }
        form method="post" action={ "/dang-ky/" (at.id.segment()) "/" (client) } novalidate {
            (Choice { name: "giao-thuc", label: "Giao thức", hint: "", options: protocols(told.protocol) }.render(errors))
            (tick("gui-truoc", "gui-truoc", "Chỉ nhận yêu cầu gửi trước (PAR)", told.pushed_authorization))
            (text_area(
                "khoa",
                "Khóa công khai của cổng (PEM)",
                "Có khóa thì chỉ nhận private_key_jwt, mật khẩu không còn dùng được. Để trống nếu dùng mật khẩu.",
                told.client_key.as_deref().unwrap_or_default(),
                errors,
            ))
            div.buttons { button type="submit" { "Áp dụng" } }
        }
        p { a href="/dang-ky" { "Đăng ký của các cổng" } }
    };
    Page { brand: Brand::Sandbox, status, title: "Đổi đăng ký", has_errors, body, script: None }.respond(&at.sandbox)
}

fn protocols(chosen: Protocol) -> Markup {
    html! {
        @for protocol in Protocol::ALL {
            option value=(protocol.name()) selected[protocol == chosen] { (title(protocol)) " (" (protocol.name()) ")" }
        }
    }
}
