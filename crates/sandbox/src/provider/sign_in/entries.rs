//! Checking what a person entered. The phone's page asks for some of the same.

use crate::{
    pages::field::FieldError,
    people::{
        credentials::{CODE, PASSWORD},
        number::{compact_number, is_sandbox_number},
        person::Person,
        registry::People,
    },
    provider::id::ProviderId,
    tools::{params::Params, secret},
};

/// The login name and the password of an account at this provider.
pub(super) fn name_and_password(
    people: &People,
    provider: ProviderId,
    form: &Params,
) -> Result<&'static Person, Vec<FieldError>> {
    let name = form.text("ten-dang-nhap");
    let person = people.find(&name.to_lowercase()).filter(|person| provider.has_account(person)).ok_or_else(|| {
        let digits = compact_number(name);
        FieldError::new(
            "ten-dang-nhap",
            if name.is_empty() {
                "Nhập tên đăng nhập."
            } else if digits.len() >= 9 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                "Đây là bản trình diễn: không nhập số thật. Tên đăng nhập là tên ngắn như an hoặc binh."
            } else {
                "Không có tài khoản thử này. Tên đăng nhập là tên ngắn như an hoặc binh (xem Dùng thử với ai?)."
            },
        )
    });
    both(person, password(form))
}

/// The electronic identity account's own pair; the phone asks for it too.
pub(crate) fn number_and_password(people: &People, form: &Params) -> Result<&'static Person, Vec<FieldError>> {
    both(number(people, form), password(form))
}

fn number(people: &People, form: &Params) -> Result<&'static Person, FieldError> {
    let digits = compact_number(form.text("so-dinh-danh"));
    let refuse = |text| Err(FieldError::new("so-dinh-danh", text));
    if digits.is_empty() {
        return refuse("Nhập số định danh cá nhân.");
    }
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return refuse("Số định danh cá nhân có đúng 12 chữ số.");
    }
    if !is_sandbox_number(&digits) {
        return refuse("Đây là bản trình diễn: không nhập số thật. Số dùng thử có sáu chữ số cuối bắt đầu bằng 999.");
    }
    match people.by_vneid_number(&digits) {
        Some(person) => Ok(person),
        None => refuse("Không có tài khoản VNeID thử với số này (xem Dùng thử với ai?)."),
    }
}

fn password(form: &Params) -> Result<(), FieldError> {
    match form.get("mat-khau").unwrap_or("") {
        "" => Err(FieldError::new("mat-khau", "Nhập mật khẩu.")),
        given if secret::same(given, PASSWORD) => Ok(()),
        _ => Err(FieldError::new("mat-khau", format!("Mật khẩu chưa đúng. Trong bản trình diễn luôn là {PASSWORD}"))),
    }
}

/// An OTP or a passcode.
pub(crate) fn code(form: &Params, field: &'static str, label: &str) -> Result<(), FieldError> {
    match compact_number(form.text(field)).as_str() {
        CODE => Ok(()),
        "" => Err(FieldError::new(field, format!("Nhập {label}."))),
        _ => Err(FieldError::new(field, format!("{label} chưa đúng. Trong bản trình diễn luôn là {CODE}."))),
    }
}

pub(crate) fn consent(form: &Params) -> Result<(), FieldError> {
    match form.get("dong-y") {
        Some(_) => Ok(()),
        None => Err(FieldError::new("dong-y", "Đánh dấu đồng ý để tiếp tục, hoặc bấm Hủy.")),
    }
}

/// The person, or every error of the two.
fn both(
    person: Result<&'static Person, FieldError>,
    other: Result<(), FieldError>,
) -> Result<&'static Person, Vec<FieldError>> {
    match (person, other) {
        (Ok(person), Ok(())) => Ok(person),
        (person, other) => Err(person.err().into_iter().chain(other.err()).collect()),
    }
}
