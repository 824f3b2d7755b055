//! The pages that show how each portal is registered at each provider, and that add it in another way.

use super::{
    field::{Choice, FieldError, error_summary, text_area, tick},
    layout::{Brand, Page, message},
};
use crate::{
    middleware::same_site::not_from_other_sites,
    provider::{
        Provider,
        id::ProviderId,
        state::registration::{Protocol, Registration, RegistrationError, RegistrationRequest},
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
    let change = Router::new().route("/dang-ky/{provider}/{client}", post(set)).layer(from_fn(not_from_other_sites));
    Router::new().route("/dang-ky", get(show_all)).route("/dang-ky/{provider}/{client}", get(show)).merge(change)
}

async fn show_all(State(sandbox): State<Sandbox>) -> Response {
    let body = html! {
        p.lead {
            "Mỗi cổng được đăng ký ở mỗi nhà cung cấp. Cấu hình của cổng phải nói cùng một điều: xem docs/SANDBOX.md. \
             Đặt lại từ đầu thì mọi đăng ký trở về như thường."
        }
        @for &id in ProviderId::ALL {
            h2 { (id.title()) }
            dl { @for client in &sandbox.state.config.clients {
                dt { (client.name) }
                dd {
                    (describe(&Provider { sandbox: sandbox.clone(), id }.registration(Some(&client.id)))) " "
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

fn describe(registration: &Registration) -> String {
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
    let provider = Provider { sandbox, id };
    let current = provider.registration(Some(&client));
    form_page(&provider, &client, &current.to_request(), &[])
}

async fn set(State(sandbox): State<Sandbox>, Path((id, client)): Path<(ProviderId, String)>, body: String) -> Response {
    let provider = Provider { sandbox, id };
    let form = Params::lenient(&body);
    let protocol = Protocol::ALL.iter().copied().find(|protocol| protocol.name() == form.text("giao-thuc"));
    let request = RegistrationRequest {
        protocol: protocol.unwrap_or_default(),
        pushed_authorization: form.get("gui-truoc").is_some(),
        client_key: form.get("khoa").map(str::to_owned),
    };
    let error = if protocol.is_none() {
        FieldError::new("giao-thuc", "Hãy chọn một giao thức trong danh sách.")
    } else {
        match provider.add_client(&client, request.clone()) {
            Ok(()) => return Redirect::to("/dang-ky").into_response(),
            Err(RegistrationError::UnknownClient) => return unknown_client_page(&provider.sandbox),
            Err(RegistrationError::NoKey) => FieldError::new(
                "khoa",
                "Đây không phải khóa công khai P-256 dạng PEM. Khóa bắt đầu bằng -----BEGIN PUBLIC KEY-----.",
            ),
        }
    };
    form_page(&provider, &client, &request, &[error])
}

fn unknown_client_page(sandbox: &Sandbox) -> Response {
    message(sandbox, Brand::Sandbox, StatusCode::NOT_FOUND, "Không có cổng này", "Danh sách các cổng ở trang /dang-ky.")
}

fn form_page(provider: &Provider, client: &str, request: &RegistrationRequest, errors: &[FieldError]) -> Response {
    let Some(known) = provider.sandbox.state.config.client(client) else {
        return unknown_client_page(&provider.sandbox);
    };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html! {
        (error_summary(errors))
        p.lead { b { (known.name) } " ở " b { (provider.id.title()) } }
        p { "Đang đặt: " (describe(&provider.registration(Some(client)))) }
        form method="post" action={ "/dang-ky/" (provider.id.segment()) "/" (client) } novalidate {
            (Choice { name: "giao-thuc", label: "Giao thức", hint: "", options: protocols(request.protocol) }.render(errors))
            (tick("gui-truoc", "gui-truoc", "Chỉ nhận yêu cầu gửi trước (PAR)", request.pushed_authorization))
            (text_area(
                "khoa",
                "Khóa công khai của cổng (PEM)",
                "Có khóa thì chỉ nhận private_key_jwt, mật khẩu không còn dùng được. Để trống nếu dùng mật khẩu.",
                request.client_key.as_deref().unwrap_or_default(),
                errors,
            ))
            div.buttons { button type="submit" { "Áp dụng" } }
        }
        p { a href="/dang-ky" { "Đăng ký của các cổng" } }
    };
    Page { brand: Brand::Sandbox, status, title: "Đổi đăng ký", has_errors, body, script: None }
        .respond(&provider.sandbox)
}

fn protocols(chosen: Protocol) -> Markup {
    html! {
        @for &protocol in Protocol::ALL {
            option value=(protocol.name()) selected[protocol == chosen] { (title(protocol)) " (" (protocol.name()) ")" }
        }
    }
}
