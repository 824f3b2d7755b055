//! The page on which a new person is made. They exist until the next reset.

use super::{
    field::{Choice, Field, FieldError, error_summary},
    layout::{Brand, Page},
};
use crate::{
    middleware::same_site::not_from_other_sites,
    people::{
        new_person::{NewPerson, NewPersonError},
        number::compact_number,
    },
    sandbox::Sandbox,
    tools::params::Params,
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
use serde_json::{Value, json};

type Options = &'static [(&'static str, &'static str)];

const SEXES: Options = &[("", "không ghi"), ("male", "nam"), ("female", "nữ")];
const NATIONAL: Options =
    &[("", "không có"), ("without_cccd", "chưa có CCCD"), ("with_cccd", "có CCCD"), ("organisation", "tổ chức")];
const LEVELS: Options = &[("", "không có"), ("2", "mức độ 2"), ("1", "mức độ 1")];
const REGISTERED: Options = &[
    ("yes", "có"),
    ("no", "không"),
    ("as_name", "có, dưới tên khác"),
    ("twice", "hai bản ghi"),
    ("cancelled", "số đã hủy"),
    ("deceased", "đã mất"),
];

pub(crate) fn routes() -> Router<Sandbox> {
    let make = Router::new().route("/nguoi-moi", post(make)).layer(from_fn(not_from_other_sites));
    Router::new().route("/nguoi-moi", get(show)).merge(make)
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    page(&sandbox, &Params::default(), &[])
}

async fn make(State(sandbox): State<Sandbox>, body: String) -> Response {
    let form = Params::lenient(&body);
    let made = read(&form).and_then(|new| sandbox.state.people.make(new).map_err(field_error));
    match made {
        Ok(_) => Redirect::to("/").into_response(),
        Err(error) => page(&sandbox, &form, &[error]),
    }
}

/// Reads the form as the body of the control call.
fn read(form: &Params) -> Result<NewPerson, FieldError> {
    let text = |name| form.get(name).map_or(Value::Null, |_| json!(form.text(name)));
    let register = match form.text("dan-cu") {
        "as_name" if form.text("ten-khac").is_empty() => {
            return Err(FieldError::new("ten-khac", "Hãy ghi họ và tên trong CSDL dân cư."));
        }
        "as_name" => json!({ "as_name": form.text("ten-khac") }),
        known => json!(known),
    };
    let number = form.get("so").map_or(Value::Null, |typed| json!(compact_number(typed)));
    let level = form.text("vneid").parse::<u8>().map_or(Value::Null, |level| json!(level));
    let person = json!({
        "id": form.text("ten-dang-nhap"), "name": form.text("ho-ten"), "number": number, "born": text("sinh"),
        "sex": text("gioi-tinh"), "national": text("dvcqg"), "vneid": level, "register": register,
    });
    let not_in_a_list = |_| FieldError::new("gioi-tinh", "Hãy chọn trong các danh sách.");
    serde_json::from_value(person).map_err(not_in_a_list)
}

fn field_error(problem: NewPersonError) -> FieldError {
    let (field, text) = match problem {
        NewPersonError::Id => ("ten-dang-nhap", "Tên đăng nhập gồm 1 đến 32 chữ thường không dấu và chữ số."),
        NewPersonError::IdTaken => ("ten-dang-nhap", "Tên đăng nhập này đã có người dùng."),
        NewPersonError::Name => ("ho-ten", "Đây không phải họ và tên."),
        NewPersonError::Number => ("so", "Số định danh gồm 12 chữ số, sáu chữ số cuối bắt đầu bằng 999."),
        NewPersonError::Born => ("sinh", "Hãy ghi ngày sinh dạng 07/07/1988, hoặc chỉ năm."),
        NewPersonError::Level => ("vneid", "Mức độ là 1 hoặc 2."),
        NewPersonError::NumberNeeded => ("so", "Tài khoản VNeID cần số định danh."),
        NewPersonError::NumberTaken => ("so", "Đã có tài khoản VNeID với số này."),
        NewPersonError::TooMany => ("ten-dang-nhap", "Đã tạo quá nhiều người: hãy khởi động lại môi trường thử."),
    };
    FieldError::new(field, text)
}

fn page(sandbox: &Sandbox, form: &Params, errors: &[FieldError]) -> Response {
    let text = |name: &'static str, label, hint| {
        Field { name, label, kind: "text", autocomplete: "off", hint, value: form.text(name), ..Field::default() }
            .render(errors)
    };
    let choice = |name: &'static str, label, options| {
        Choice { name, label, hint: "", options: offered(options, form.text(name)) }.render(errors)
    };
    let body = html! {
        (error_summary(errors))
        p.lead { "Người mới có mặt ở mọi hệ thống cho đến khi đặt lại từ đầu. Đừng dùng tên hay số của người thật." }
        form method="post" action="/nguoi-moi" novalidate {
            (text("ten-dang-nhap", "Tên đăng nhập", "Chữ thường không dấu và chữ số."))
            (text("ho-ten", "Họ và tên", ""))
            (text("so", "Số định danh", "12 chữ số, sáu chữ số cuối bắt đầu bằng 999, ví dụ 025188999777."))
            (text("sinh", "Ngày sinh", "Ví dụ 07/07/1988, hoặc chỉ năm."))
            (choice("gioi-tinh", "Giới tính", SEXES))
            (choice("dvcqg", "Tài khoản Cổng Dịch vụ công quốc gia", NATIONAL))
            (choice("vneid", "Tài khoản VNeID", LEVELS))
            (choice("dan-cu", "Trong CSDL dân cư", REGISTERED))
            (text("ten-khac", "Tên khác trong CSDL dân cư", "Chỉ khi người này ở đó dưới tên khác."))
            div.buttons { button type="submit" { "Tạo người này" } }
        }
    };
    let has_errors = !errors.is_empty();
    let status = if has_errors { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Page { brand: Brand::Sandbox, status, title: "Người mới", has_errors, body, script: None }.respond(sandbox)
}

fn offered(options: Options, chosen: &str) -> Markup {
    html! { @for (value, label) in options { option value=(value) selected[*value == chosen] { (label) } } }
}
