//! Parts of the pages that the phone shows too.

use crate::pages::field::{Field, FieldError};
use maud::{Markup, html};

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

/// Which portal asks for which data.
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
