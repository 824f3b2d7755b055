//! The pages of each step.

use super::fields::{number_field, passcode_field, password_field, shared_data};
use crate::{
    pages::{
        field::{Field, FieldError, checkbox, error_summary},
        layout::Page,
        people_list::help_box,
    },
    people::person::Person,
    provider::{Provider, state::interaction::Interaction},
    tools::{params::Params, qr_image::qr_image},
};
use axum::{http::StatusCode, response::Response};
use maud::{Markup, html};

const WAIT_SCRIPT: &str = include_str!("../../../assets/wait.js");

/// The page of a step, with what was wrong with the form.
pub(super) struct View<'a> {
    pub provider: &'a Provider,
    /// The interaction's key and its present step.
    pub id: &'a str,
    pub interaction: &'a Interaction,
    pub errors: &'a [FieldError],
    pub form: &'a Params,
}

impl View<'_> {
    pub fn name_login(&self) -> Response {
        let fields = html! {
            (Field { name: "ten-dang-nhap", label: "Tên đăng nhập", kind: "text", autocomplete: "username",
                value: self.form.text("ten-dang-nhap"), ..Field::default() }.render(self.errors))
            (password_field(self.errors))
        };
        let body = html! { (self.asking_client()) (self.step_form(fields, "Đăng nhập")) (help_box(&self.provider.sandbox, self.provider.id)) };
        self.page(self.provider.id.sign_in_heading(), body, None)
    }

    pub fn number_login(&self, qr: &str) -> Response {
        let fields = html! {
            (number_field(self.form.text("so-dinh-danh"), self.errors))
            (password_field(self.errors))
        };
        let body = html! {
            (self.asking_client())
            div.ways {
                div { h2 { "Bằng số và mật khẩu" } (self.step_form(fields, "Đăng nhập")) }
                (self.qr_way(qr))
            }
            (help_box(&self.provider.sandbox, self.provider.id))
        };
        self.page(self.provider.id.sign_in_heading(), body, Some(WAIT_SCRIPT))
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
        Page { brand: self.provider.id.into(), status, title, has_errors, body, script }.respond(&self.provider.sandbox)
    }

    fn client_name(&self) -> &str {
        let client = self.provider.sandbox.state.config.client(&self.interaction.request.client_id);
        client.map_or("", |client| client.name.as_str())
    }

    fn asking_client(&self) -> Markup {
        html! { p.lead { "Để tiếp tục tới " b { (self.client_name()) } "." } }
    }

    /// The main button comes first, because the Enter key presses the first one.
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
        let link = self.provider.sandbox.qr_address(qr);
        html! {
            div #ma-qr tabindex="-1" data-status={ (self.address()) "/qr" } {
                h2 { "Bằng ứng dụng trên điện thoại" }
                div #qr-dang-cho {
                    @if let Some(image) = qr_image(&link) {
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
        self.provider.interaction_address(self.id)
    }
}
