//! The card's QR code, whole and cut short.

use congdan_domain::{BirthDate, CardQr, NotACardQr, Sex};
use proptest::prelude::*;
use time::{Date, Month};

const WHOLE: &str = "025085999001|131234567|Nguyễn Văn An|01021985|Nam|Khu 5, Vân Phú, Việt Trì, Phú Thọ|15062021";

#[test]
fn a_whole_card_gives_seven_fields() {
    let card = CardQr::parse(WHOLE).unwrap();
    assert_eq!(card.number.as_str(), "025085999001");
    assert_eq!(card.old_cmnd.unwrap().as_str(), "131234567");
    assert_eq!(card.full_name.unwrap().as_str(), "Nguyễn Văn An");
    assert_eq!(card.birth_date, BirthDate::new(1985, Some(2), Some(1)).ok());
    assert_eq!(card.sex, Some(Sex::Male));
    assert_eq!(card.permanent_address.unwrap().display(), "Khu 5, Vân Phú, Việt Trì, Phú Thọ");
    assert_eq!(card.issued_on, Date::from_calendar_date(2021, Month::June, 15).ok());
}

#[test]
fn fields_of_newer_cards_are_ignored() {
    assert_eq!(CardQr::parse(&format!("{WHOLE}|Nguyễn Văn Cha|Trần Thị Mẹ||")), CardQr::parse(WHOLE));
}

#[test]
fn a_card_without_an_old_number_leaves_the_field_empty() {
    let card = CardQr::parse("025190999002||Trần Thị Bình|15031990|Nữ|Phú Thọ|15062021").unwrap();
    assert_eq!((card.old_cmnd, card.sex), (None, Some(Sex::Female)));
}

#[test]
fn a_text_cut_short_keeps_what_came_before() {
    let card = CardQr::parse("025190999002||Trần Thị Bình|15031990|Nữ").unwrap();
    assert_eq!(card.birth_date, BirthDate::new(1990, Some(3), Some(15)).ok());
    assert_eq!(card.sex, Some(Sex::Female));
    assert_eq!((card.permanent_address, card.issued_on), (None, None));
    let card = CardQr::parse("025190999002||Trần Thị Bình|1503").unwrap();
    assert_eq!((card.birth_date, card.sex), (None, None));
}

#[test]
fn fields_that_make_no_sense_are_absent() {
    let card = CardQr::parse("025190999002|12|Tráº§n Thá»‹ BÃ¬nh|32131990|X| |00000000").unwrap();
    assert!(card.old_cmnd.is_none() && card.full_name.is_none() && card.birth_date.is_none());
    assert!(card.sex.is_none() && card.permanent_address.is_none() && card.issued_on.is_none());
}

#[test]
fn eight_digits_are_day_month_year() {
    for (text, date) in [
        ("20121990", BirthDate::new(1990, Some(12), Some(20))),
        ("19101990", BirthDate::new(1990, Some(10), Some(19))),
        ("00071978", BirthDate::new(1978, Some(7), None)),
        ("00001978", BirthDate::new(1978, None, None)),
        ("1978", BirthDate::new(1978, None, None)),
        ("20/12/1990", BirthDate::new(1990, Some(12), Some(20))),
    ] {
        let card = CardQr::parse(&format!("025190999002||A|{text}|Nam")).unwrap();
        assert_eq!(card.birth_date, date.ok(), "{text}");
    }
    assert_eq!(CardQr::parse("025190999002||A|19901220|Nam").unwrap().birth_date, None);
}

#[test]
fn readers_additions_around_the_text_do_no_harm() {
    assert_eq!(CardQr::parse(&format!("\u{feff}{WHOLE}\r\n")), CardQr::parse(WHOLE));
    assert_eq!(CardQr::parse("025190999002||A|01011990|NU\u{31b}\u{303}").unwrap().sex, Some(Sex::Female));
}

#[test]
fn other_qr_codes_are_no_cards() {
    for text in [
        "",
        "|",
        "||",
        "||||||",
        "025085999001",
        "025085999001|131234567",
        "131234567||Nguyễn Văn An|01021985|Nam",
        "https://vneid.gov.vn/login?session=abc|x|y",
        "00020101021138540010A00000072701240006970436|x|y",
        "BEGIN:VCARD|N:An|TEL:1",
        "Nguyễn Văn An|025085999001||",
    ] {
        assert_eq!(CardQr::parse(text), Err(NotACardQr), "{text}");
    }
    assert_eq!(CardQr::parse(&format!("{WHOLE}|{}", "x".repeat(CardQr::MAX_LEN))), Err(NotACardQr));
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,60}", fields in proptest::collection::vec(".{0,12}", 0..9)) {
        let _ = CardQr::parse(&text);
        let _ = CardQr::parse(&format!("025085999001|{}", fields.join("|")));
    }

    #[test]
    fn a_card_cut_anywhere_still_gives_its_number(keep in 14usize..100) {
        let cut: String = WHOLE.chars().take(keep).collect();
        match CardQr::parse(&cut) {
            Ok(card) => prop_assert_eq!(card.number.as_str(), "025085999001"),
            Err(NotACardQr) => prop_assert!(cut.matches('|').count() < 2),
        }
    }
}
