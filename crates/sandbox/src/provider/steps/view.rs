//! The pages of each step.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::super::At;
use super::super::interaction::Interaction;
use super::super::qr;
use crate::page::field::{Field, FieldError, checkbox, error_summary};
use crate::page::{Page, help_box};
use crate::params::Params;
use crate::people::Person;

const WAIT_SCRIPT: &str = include_str!("../../../assets/wait.js");

/// What every step's page needs.
pub(super) struct View<'a> {
    pub at: &'a At,
    /// The interaction's key and its present step.
    pub id: &'a str,
    pub interaction: &'a Interaction,
    pub errors: &'a [FieldError],
    pub form: &'a Params,
}

impl View<'_> {
    pub fn national_login(&self) -> Response {
        let fields = html! {
            (Field { name: "ten-dang-nhap", label: "Tên đăng nhập", kind: "text", autocomplete: "username",
                value: self.form.text("ten-dang-nhap"), ..Field::default() }.render(self.errors))
            (password_field(self.errors))
        };
        let body =
            html! { (self.asked_by()) (self.step_form(fields, "Đăng nhập")) (help_box(&self.at.sandbox, self.at.id)) };
        self.page("Đăng nhập tài khoản Cổng Dịch vụ công quốc gia", body, None)
    }

    pub fn vneid_login(&self, qr: &str) -> Response {
        let fields = html! {
            (number_field(self.form.text("so-dinh-danh"), self.errors))
            (password_field(self.errors))
        };
        let body = html! {
            (self.asked_by())
            div.ways {
                div { h2 { "Bằng số và mật khẩu" } (self.step_form(fields, "Đăng nhập")) }
                (self.qr_way(qr))
            }
            (help_box(&self.at.sandbox, self.at.id))
        };
        self.page("Đăng nhập bằng tài khoản định danh điện tử", body, Some(WAIT_SCRIPT))
    }

    pub fn otp(&self) -> Response {
        let field = Field {
            name: "otp",
            label: "Mã OTP",
            kind: "text",
            autocomplete: "one-time-code",
            numeric: true,
            hint: "Sáu chữ số gửi đến điện thoại. Bản trình diễn không gửi tin nhắn: nhập 123456.",
            value: "",
        };
        self.page("Nhập mã một lần", self.step_form(field.render(self.errors), "Xác nhận"), None)
    }

    pub fn consent(&self, person: &Person) -> Response {
        let fields = html! {
            (shared_data(self.client_name()))
            p { "Người chia sẻ: " b translate="no" { (person.name) } }
            (checkbox("dong-y", "Tôi đồng ý chia sẻ các thông tin trên", self.errors))
        };
        self.page("Chia sẻ thông tin", self.step_form(fields, "Xác nhận chia sẻ"), None)
    }

    pub fn passcode(&self) -> Response {
        self.page("Nhập mã bảo vệ", self.step_form(passcode_field(self.errors), "Xác nhận"), None)
    }

    fn page(&self, title: &str, body: Markup, script: Option<&'static str>) -> Response {
        let has_errors = !self.errors.is_empty();
        let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let body = html! { (error_summary(self.errors)) (body) };
        Page { brand: self.at.id.into(), status, title, has_errors, body, script }.respond(&self.at.sandbox)
    }

    fn client_name(&self) -> &str {
        let client = self.at.sandbox.state.config.client(&self.interaction.request.client_id);
        client.map_or("", |client| client.name.as_str())
    }

    fn asked_by(&self) -> Markup {
        html! { p.lead { "Để tiếp tục tới " b { (self.client_name()) } "." } }
    }

    /// The main button comes first: it is the one that the Enter key presses.
    fn step_form(&self, fields: Markup, button: &str) -> Markup {
        html! {
            form method="post" action=(self.address()) novalidate {
                input type="hidden" name="buoc" value=(self.interaction.step.name());
                (fields)
                div.buttons {
                    button type="submit" { (button) }
                    button.secondary type="submit" name="hanh-dong" value="huy" { "Hủy" }
                }
            }
        }
    }

    fn qr_way(&self, qr: &str) -> Markup {
        let link = self.at.sandbox.qr_address(qr);
        html! {
            div #ma-qr tabindex="-1" data-status={ (self.address()) "/qr" } {
                h2 { "Bằng ứng dụng trên điện thoại" }
                div #qr-dang-cho {
                    @if let Some(image) = qr::image(&link) {
                        img.qr src=(image) width="220" height="220" alt="Mã QR chứa cùng địa chỉ với liên kết bên dưới";
                    }
                    p { a href=(link) target="_blank" rel="noopener" { "Mở ứng dụng VNeID" } " (thẻ mới)" }
                    p.hint { "Mã dùng được trong 2 phút. Trang này tự đi tiếp khi bạn đồng ý trên điện thoại." }
                }
                p #qr-het-han role="status" {}
                form #tiep-tuc method="post" action=(self.address()) {
                    button.secondary type="submit" name="hanh-dong" value="tiep-tuc" { "Tiếp tục" }
                }
                form method="post" action=(self.address()) {
                    button.secondary type="submit" name="hanh-dong" value="qr-moi" { "Tải lại" }
                }
            }
        }
    }

    fn address(&self) -> String {
        Interaction::address(self.at, self.id)
    }
}

pub(crate) fn number_field(value: &str, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "so-dinh-danh",
        label: "Số định danh cá nhân",
        kind: "text",
        autocomplete: "username",
        numeric: true,
        hint: "",
        value,
    };
    field.render(errors)
}

pub(crate) fn password_field(errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "mat-khau",
        label: "Mật khẩu",
        kind: "password",
        autocomplete: "current-password",
        ..Field::default()
    };
    field.render(errors)
}

pub(crate) fn passcode_field(errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "passcode",
        label: "Passcode",
        kind: "password",
        autocomplete: "off",
        numeric: true,
        hint: "Sáu chữ số bảo vệ ứng dụng; trong bản trình diễn là 123456.",
        value: "",
    };
    field.render(errors)
}

/// Who asks for what.
pub(crate) fn shared_data(client: &str) -> Markup {
    html! {
        p { b { (client) } " muốn nhận các thông tin sau từ tài khoản định danh điện tử của bạn:" }
        ul {
            @for item in ["Họ và tên", "Số định danh cá nhân", "Ngày, tháng, năm sinh", "Giới tính", "Mức độ tài khoản"] {
                li { (item) }
            }
        }
    }
}
