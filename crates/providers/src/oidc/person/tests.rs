#![allow(clippy::unwrap_used)]

use super::*;
use secrecy::ExposeSecret;
use serde_json::json;

const THIS_YEAR: i32 = 2026;

fn read_as(claims: &Value, names: &ClaimNames) -> Result<AssertedPerson, ProviderError> {
    read_person("https://op.example", claims.as_object().unwrap(), names, THIS_YEAR)
}

fn read(claims: Value) -> AssertedIdentity {
    read_as(&claims, &ClaimNames::default()).unwrap().identity
}

fn refusal(claims: Value) -> Option<ProviderError> {
    read_as(&claims, &ClaimNames::default()).err()
}

/// An asserts this number.
fn an(number: Value) -> AssertedPerson {
    let claims = json!({"sub": "u", "SoDinhDanh": number, "NgayThangNamSinh": "01/01/1985", "GioiTinh": "1"});
    read_as(&claims, &ClaimNames::default()).unwrap()
}

#[test]
fn the_names_of_the_real_providers_are_understood() {
    let person = read(json!({
        "sub": "u-1", "SoDinhDanh": "025085999001", "HoVaTen": "Nguyễn Văn An", "NgayThangNamSinh": "01/01/1985",
        "GioiTinh": 1, "SoDienThoai": "0900000001", "ThuDienTu": "an@example.vn", "loAs": "LoA2", "LoaiTaiKhoan": "1",
    }));
    assert_eq!((person.issuer.as_str(), person.subject.as_str()), ("https://op.example", "u-1"));
    assert_eq!(person.number.unwrap().as_str(), "025085999001");
    assert_eq!(person.full_name.unwrap().as_str(), "Nguyễn Văn An");
    assert_eq!(person.birth_date.unwrap().display(), "01/01/1985");
    assert_eq!(person.sex, Some(Sex::Male));
    assert_eq!(person.level, 2);
    assert_eq!(person.phone.unwrap().expose_secret(), "0900000001");
    assert_eq!(person.email.unwrap().expose_secret(), "an@example.vn");
}

#[test]
fn an_account_without_a_number_is_a_person_without_a_number() {
    for claims in [json!({"sub": "u"}), json!({"sub": "u", "SoDinhDanh": " "}), json!({"sub": "u", "SoDinhDanh": null})]
    {
        let person = read_as(&claims, &ClaimNames::default()).unwrap();
        assert_eq!((person.identity.number, person.no_number), (None, Some(NoNumber::Absent)));
    }
    assert_eq!(an(json!("123456789")).no_number, Some(NoNumber::OldCmnd));
}

#[test]
fn v05_a_number_that_nobody_can_have_is_no_number() {
    for (number, kind) in [
        ("000000000000", NoNumber::Placeholder),
        ("111111111111", NoNumber::Placeholder),
        ("123456789012", NoNumber::Placeholder),
        ("003085999001", NoNumber::UnknownPlace),
        ("025227999001", NoNumber::FutureYear),
        ("025685999001", NoNumber::FutureYear),
        ("025086999001", NoNumber::BirthYear),
        ("025185999001", NoNumber::Sex),
    ] {
        let person = an(json!(number));
        assert_eq!((person.identity.number, person.no_number), (None, Some(kind)), "{number}");
        assert_eq!(person.identity.subject, "u", "and the person is signed in");
    }
}

#[test]
fn v05_twin_a_number_that_agrees_with_the_statement_is_the_persons() {
    let person = an(json!("025 085 999 001"));
    assert_eq!((person.identity.number.unwrap().as_str(), person.no_number), ("025085999001", None));
    let alone = read(json!({"sub": "u", "SoDinhDanh": "025185999001"}));
    assert!(alone.number.is_some(), "nothing else is stated, so nothing contradicts");
}

#[test]
fn v06_no_number_written_as_a_word_or_in_another_shape_is_no_number() {
    for number in [
        json!("null"),
        json!("N/A"),
        json!("-"),
        json!("0"),
        json!("B1234567"),
        json!("02508599900"),
        json!("0250859990012"),
        json!("02508599900A"),
        // As a JSON number it has lost its leading zero.
        json!(25_085_999_001_u64),
    ] {
        let person = an(number.clone());
        assert_eq!((person.identity.number, person.no_number), (None, Some(NoNumber::OtherShape)), "{number}");
    }
    for number in [json!(true), json!(["025085999001"]), json!({}), json!(1.5)] {
        assert_eq!(an(number).no_number, Some(NoNumber::Absent));
    }
}

#[test]
fn w06_what_copying_adds_is_dropped_from_what_a_provider_asserts() {
    let person = read(json!({
        "sub": "u", "SoDinhDanh": "\u{200b}０25085999001\u{feff}", "HoVaTen": "Nguyễn\u{ad} Văn\u{200b} An",
        "NgayThangNamSinh": "１/1/1985\u{2069}", "SoDienThoai": "\u{202d}0912 345 678\u{202c}",
        "ThuDienTu": "an＠example.vn",
    }));
    assert_eq!(person.number.unwrap().as_str(), "025085999001");
    assert_eq!(person.full_name.unwrap().as_str(), "Nguyễn Văn An");
    assert_eq!(person.birth_date.unwrap().display(), "01/01/1985");
    assert_eq!(person.phone.unwrap().expose_secret(), "0912345678");
    assert_eq!(person.email.unwrap().expose_secret(), "an@example.vn");
}

#[test]
fn w07_contact_data_are_taken_in_as_a_form_takes_them() {
    for phone in [json!("84912345678"), json!("0084912345678"), json!("(+84) 912 345 678"), json!(84_912_345_678_u64)] {
        let person = read(json!({"sub": "u", "SoDienThoai": phone, "ThuDienTu": "mailto:an@example.vn"}));
        assert_eq!(person.phone.unwrap().expose_secret(), "0912345678", "{phone}");
        assert_eq!(person.email.unwrap().expose_secret(), "an@example.vn");
    }
    let person = read(json!({"sub": "u", "SoDienThoai": "chưa có", "ThuDienTu": "N/A"}));
    assert!(person.phone.is_none() && person.email.is_none(), "the form would refuse them");
}

#[test]
fn an_organisation_cannot_sign_in_as_a_person() {
    for kind in [json!("2"), json!(2)] {
        assert_eq!(refusal(json!({"sub": "u", "LoaiTaiKhoan": kind})), Some(ProviderError::Organisation));
    }
}

#[test]
fn an_unreadable_birth_date_or_name_is_left_for_the_person_to_enter() {
    let person = read(json!({"sub": "u", "NgayThangNamSinh": "32/13/1985", "HoVaTen": "<b>An</b>"}));
    assert!(person.birth_date.is_none() && person.full_name.is_none());
    let person = read(json!({"sub": "u", "NgayThangNamSinh": 1978}));
    assert_eq!(person.birth_date.unwrap().display(), "1978");
}

#[test]
fn the_sex_is_read_in_each_form_that_is_in_use() {
    for (written, sex) in [
        (json!(1), Some(Sex::Male)),
        (json!("2"), Some(Sex::Female)),
        (json!("Nam"), Some(Sex::Male)),
        (json!("NỮ"), Some(Sex::Female)),
        (json!("Nu"), Some(Sex::Female)),
        (json!("female"), Some(Sex::Female)),
        (json!(0), None),
        (json!("khác"), None),
    ] {
        assert_eq!(read(json!({"sub": "u", "GioiTinh": written})).sex, sex, "{written}");
    }
}

#[test]
fn another_claim_can_be_the_subject_and_must_then_be_there() {
    let names = ClaimNames { subject: "TechID".to_owned(), ..ClaimNames::default() };
    assert_eq!(read_as(&json!({"sub": "u", "TechID": "t-9"}), &names).unwrap().identity.subject, "t-9");
    for claims in [json!({"sub": "u"}), json!({"sub": "u", "TechID": ""}), json!({"sub": "u", "TechID": 9})] {
        assert_eq!(read_as(&claims, &names).err(), Some(ProviderError::Refused("subject")));
    }
}
