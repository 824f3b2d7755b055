#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use congdan_domain::{BirthDate, Cccd, FullName};

const TODAY: Today = Today { year: 2026, month: 6, day: 15 };

fn contact(phone: &str, email: &str) -> TypedContact {
    TypedContact { phone: phone.to_owned(), email: email.to_owned(), contact_address: String::new() }
}

fn an() -> KnownEntry {
    KnownEntry {
        number: Cccd::from_trusted("025085999001").ok(),
        full_name: FullName::parse("Nguyễn Văn An").ok(),
        birth_date: BirthDate::new(1985, Some(1), Some(1)).ok(),
    }
}

fn agreed() -> TypedEntry {
    TypedEntry { consent: "true".into(), ..TypedEntry::default() }
}

fn problems(result: Result<CheckedProfile, FormState>) -> Vec<(String, Problem)> {
    result.unwrap_err().errors.into_iter().map(|error| (error.field, error.problem)).collect()
}

#[test]
fn without_a_number_only_the_contact_is_saved_and_no_consent_is_asked() {
    let typed = TypedEntry { full_name: "?".into(), ..TypedEntry::default() };
    let saved = check(&typed, &contact("0912 345 678", ""), &KnownEntry::default(), TODAY, false).unwrap();
    assert_eq!((saved.contact.phone.as_str(), saved.entry), ("0912345678", None));
}

#[test]
fn with_a_number_name_birth_date_and_consent_are_asked_for() {
    let typed = TypedEntry { number: "025190999002".into(), ..TypedEntry::default() };
    let result = check(&typed, &TypedContact::default(), &KnownEntry::default(), TODAY, false);
    let fields: Vec<_> = problems(result).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["full_name", "birth_date", "consent"]);
}

#[test]
fn what_is_verified_is_never_taken_from_the_form() {
    let typed = TypedEntry { number: "026078999003".into(), full_name: "Ai Đó".into(), ..agreed() };
    let saved = check(&typed, &TypedContact::default(), &an(), TODAY, false).unwrap();
    let identity = saved.entry.unwrap();
    assert_eq!((identity.number.as_str(), identity.full_name.as_str()), ("025085999001", "Nguyễn Văn An"));
}

#[test]
fn of_a_verified_person_who_never_agreed_only_the_contact_is_saved() {
    let ask = |typed: &TypedEntry, stands| check(typed, &contact("0912 345 678", ""), &an(), TODAY, stands).unwrap();
    let saved = ask(&TypedEntry::default(), false);
    assert_eq!((saved.contact.phone.as_str(), saved.entry), ("0912345678", None));
    assert!(ask(&agreed(), false).entry.is_some());
    assert!(ask(&TypedEntry::default(), true).entry.is_some());
}

#[test]
fn phone_numbers_are_taken_as_people_write_them() {
    for written in ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678"] {
        let saved = check(&agreed(), &contact(written, ""), &an(), TODAY, true).unwrap();
        assert_eq!(saved.contact.phone, "0912345678", "{written}");
    }
    for wrong in ["912345678", "09123456789", "0912 345 67a", "+85912345678"] {
        let result = check(&agreed(), &contact(wrong, ""), &an(), TODAY, true);
        assert_eq!(problems(result), [("phone".to_owned(), Problem::PhoneFormat)], "{wrong}");
    }
}

#[test]
fn only_what_cannot_be_an_e_mail_address_is_refused() {
    for right in ["an@vidu.vn", " binh.tran+cong@thu.vidu.vn ", "ă@vidu.vn"] {
        assert!(check(&agreed(), &contact("", right), &an(), TODAY, true).is_ok(), "{right}");
    }
    for wrong in ["an", "an@", "@vidu.vn", "an@vidu", "an@vidu.", "an@@vidu.vn", "an @vidu.vn", "an@.vn"] {
        let result = check(&agreed(), &contact("", wrong), &an(), TODAY, true);
        assert_eq!(problems(result), [("email".to_owned(), Problem::EmailFormat)], "{wrong}");
    }
}

#[test]
fn an_address_is_one_line_of_at_most_300_characters() {
    let with = |address: String| {
        let contact = TypedContact { contact_address: address, ..TypedContact::default() };
        check(&agreed(), &contact, &an(), TODAY, true)
    };
    assert_eq!(with(" Số 1,\n  phố  Huế ".into()).unwrap().contact.contact_address, "Số 1, phố Huế");
    assert!(with("ế".repeat(300)).is_ok());
    assert_eq!(problems(with("ế".repeat(301))), [("contact_address".to_owned(), Problem::TooLong)]);
}
