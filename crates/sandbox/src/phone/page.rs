//! The phone's pages: opened by the QR code's address, they show which portal asks for which data.

use super::qr_request::{QrAnswer, QrRequest};
use crate::{
    pages::{
        field::{Field, FieldError, checkbox, error_summary},
        layout::{Brand, Page, message},
        people_list::help_box,
    },
    provider::{
        id::ProviderId,
        sign_in::{entries, fields},
    },
    sandbox::Sandbox,
    tools::params::{Params, with_query},
};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/phone", get(show).post(answer))
        .route("/phone/ma-qr", post(open))
        .route("/phone/da-xac-nhan", get(approved))
        .route("/phone/da-tu-choi", get(refused))
}

async fn show(State(sandbox): State<Sandbox>, RawQuery(query): RawQuery) -> Response {
    let params = Params::lenient(&query.unwrap_or_default());
    match params.get("yeu-cau") {
        None => scan_page(&sandbox, &[], ""),
        Some(id) => match open_request(&sandbox, id) {
            Some(request) => request_page(&sandbox, id, &request, &[], &Params::default()),
            None => expired_page(&sandbox),
        },
    }
}

/// The request, as long as it waits for its answer.
fn open_request(sandbox: &Sandbox, id: &str) -> Option<QrRequest> {
    sandbox.qr_request(id).filter(|request| request.answer.is_none())
}

async fn answer(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    let id = form.text("yeu-cau");
    let Some(request) = open_request(&sandbox, id) else { return expired_page(&sandbox) };
    let (answer, end) = if form.text("hanh-dong") == "tu-choi" {
        (QrAnswer::Refused, "/phone/da-tu-choi")
    } else {
        match read_answer(&sandbox, &form) {
            Ok(answer) => (answer, "/phone/da-xac-nhan"),
            Err(errors) => return request_page(&sandbox, id, &request, &errors, &form),
        }
    };
    if sandbox.answer_qr(id, answer) { Redirect::to(end).into_response() } else { expired_page(&sandbox) }
}

/// Reads the form; every error at once, in the order of the page.
fn read_answer(sandbox: &Sandbox, form: &Params) -> Result<QrAnswer, Vec<FieldError>> {
    let (person, mut errors) = match entries::number_and_password(&sandbox.state.people, form) {
        Ok(person) => (Some(person), Vec::new()),
        Err(errors) => (None, errors),
    };
    errors.extend(entries::consent(form).err());
    errors.extend(entries::code(form, "passcode", "Passcode").err());
    match person {
        Some(person) if errors.is_empty() => Ok(QrAnswer::Approved(person)),
        _ => Err(errors),
    }
}

/// Opens a request by the pasted address of its QR code, in place of a camera.
async fn open(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    let link = form.text("ma-qr");
    let id = link.split_once("/phone?yeu-cau=").map(|(_, id)| id).filter(|id| open_request(&sandbox, id).is_some());
    match id {
        Some(id) => Redirect::to(&with_query("/phone", &[("yeu-cau", id)])).into_response(),
        None => {
            let text = "Đường dẫn này không phải mã QR đang chờ: có thể đã quá 2 phút. Tải lại mã ở trang đăng nhập.";
            scan_page(&sandbox, &[FieldError::new("ma-qr", text)], link)
        }
    }
}

async fn approved(State(sandbox): State<Sandbox>) -> Response {
    let text = "Trang đăng nhập đang chờ sẽ tự đi tiếp. Nếu không, hãy quay lại trang đó và bấm Tiếp tục.";
    message(&sandbox, Brand::Phone, StatusCode::OK, "Đã xác nhận", text)
}

async fn refused(State(sandbox): State<Sandbox>) -> Response {
    let text = "Không có thông tin nào được chia sẻ.";
    message(&sandbox, Brand::Phone, StatusCode::OK, "Đã từ chối", text)
}

fn expired_page(sandbox: &Sandbox) -> Response {
    let text = "Yêu cầu này đã được trả lời hoặc đã quá 2 phút. Hãy tải lại mã QR ở trang đăng nhập.";
    message(sandbox, Brand::Phone, StatusCode::GONE, "Mã QR đã hết hạn", text)
}

fn scan_page(sandbox: &Sandbox, errors: &[FieldError], value: &str) -> Response {
    let field = Field {
        name: "ma-qr",
        label: "Đường dẫn của mã QR",
        kind: "text",
        autocomplete: "off",
        hint: "Quét mã QR ở trang đăng nhập bằng máy ảnh của điện thoại, hoặc chép đường dẫn của mã vào đây.",
        value,
        ..Field::default()
    };
    let body = html! {
        p.lead { "Trang này thay cho ứng dụng VNeID trên điện thoại." }
        form method="post" action="/phone/ma-qr" novalidate {
            (field.render(errors))
            div.buttons { button type="submit" { "Mở yêu cầu" } }
        }
    };
    phone_page(sandbox, "Quét mã QR", errors, body)
}

fn request_page(sandbox: &Sandbox, id: &str, request: &QrRequest, errors: &[FieldError], form: &Params) -> Response {
    let body = html! {
        (fields::shared_data(&request.client_name))
        form method="post" action="/phone" novalidate {
            input type="hidden" name="yeu-cau" value=(id);
            (fields::number_field(form.text("so-dinh-danh"), errors))
            (fields::password_field(errors))
            (checkbox("dong-y", "Tôi đồng ý chia sẻ các thông tin trên", errors))
            (fields::passcode_field(errors))
            div.buttons {
                button type="submit" { "Xác nhận" }
                button.secondary type="submit" name="hanh-dong" value="tu-choi" { "Từ chối" }
            }
        }
        (help_box(sandbox, ProviderId::Vneid))
    };
    phone_page(sandbox, "Yêu cầu đăng nhập", errors, body)
}

fn phone_page(sandbox: &Sandbox, title: &str, errors: &[FieldError], body: Markup) -> Response {
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html! { (error_summary(errors)) (body) };
    Page { brand: Brand::Phone, status, title, has_errors, body, script: None }.respond(sandbox)
}
