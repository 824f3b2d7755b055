//! Codes of dossiers.

use congdan_domain::{DossierCode, DossierCodeError, WantedPath};
use proptest::prelude::*;
use time::{Date, Month};

fn day(year: i32, month: u8, day: u8) -> Date {
    Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
}

#[test]
fn a_code_is_unit_day_and_number() {
    let code = DossierCode::new("H44.12", day(2026, 6, 15), 1).unwrap();
    assert_eq!(code.as_str(), "H44.12-260615-0001");
    assert_eq!(code.to_string(), "H44.12-260615-0001");
}

#[test]
fn what_people_type_is_put_right() {
    for input in [
        "H44.12-260615-0001",
        "h44.12-260615-0001",
        " H44.12 - 260615 - 0001\n",
        "H44.12–260615—0001",
        "H44.12\u{2011}260615\u{2212}0001",
        "H44.12-26 06 15-00 01",
    ] {
        assert_eq!(DossierCode::parse(input).unwrap().as_str(), "H44.12-260615-0001", "{input:?}");
    }
}

#[test]
fn what_is_no_code_says_why() {
    for (input, error) in [
        ("", DossierCodeError::Format),
        ("H44", DossierCodeError::Format),
        ("H44-260615", DossierCodeError::Format),
        ("H44-260615-0001-1", DossierCodeError::Format),
        ("-260615-0001", DossierCodeError::Unit),
        ("H44.-260615-0001", DossierCodeError::Unit),
        ("H44..12-260615-0001", DossierCodeError::Unit),
        ("H44/12-260615-0001", DossierCodeError::Unit),
        ("Đ44-260615-0001", DossierCodeError::Unit),
        ("<b>-260615-0001", DossierCodeError::Unit),
        ("H44-261315-0001", DossierCodeError::Day),
        ("H44-260230-0001", DossierCodeError::Day),
        ("H44-26061-0001", DossierCodeError::Day),
        ("H44-２６-0001", DossierCodeError::Day),
        ("H44-+60615-0001", DossierCodeError::Day),
        ("H44-260615-0000", DossierCodeError::Number),
        ("H44-260615-1", DossierCodeError::Number),
        ("H44-260615-10000", DossierCodeError::Number),
        ("H44-260615-+001", DossierCodeError::Number),
        ("H44-260615-é01", DossierCodeError::Number),
    ] {
        assert_eq!(DossierCode::parse(input), Err(error), "{input:?}");
    }
    assert_eq!(DossierCode::parse(&format!("{}-260615-0001", "A".repeat(33))), Err(DossierCodeError::Unit));
}

#[test]
fn a_unit_numbers_9999_dossiers_a_day_and_no_more() {
    let number = |number| DossierCode::new("H44", day(2026, 6, 15), number);
    assert_eq!(number(9999).unwrap().as_str(), "H44-260615-9999");
    assert_eq!(number(10_000), Err(DossierCodeError::Number));
    assert_eq!(number(0), Err(DossierCodeError::Number));
}

#[test]
fn only_this_centurys_days_have_a_code() {
    assert_eq!(DossierCode::new("H44", day(1999, 12, 31), 1), Err(DossierCodeError::Day));
    assert_eq!(DossierCode::new("H44", day(2100, 1, 1), 1), Err(DossierCodeError::Day));
}

proptest! {
    #[test]
    fn every_code_reads_back_and_fits_into_an_address(
        unit in "[A-Z0-9]{1,4}(\\.[A-Z0-9]{1,3}){0,4}", days in 0i64..36_524, number in 1u16..=9999,
    ) {
        let code = DossierCode::new(&unit, day(2000, 1, 1) + time::Duration::days(days), number).unwrap();
        prop_assert_eq!(DossierCode::parse(&code.as_str().to_lowercase()).unwrap(), code.clone());
        let json = serde_json::to_string(&code).unwrap();
        prop_assert_eq!(serde_json::from_str::<DossierCode>(&json).unwrap(), code.clone());
        let page = format!("/ho-so/{code}");
        let wanted = WantedPath::parse_or_home(&page);
        prop_assert_eq!(wanted.as_str(), page.as_str());
    }

    #[test]
    fn no_text_panics(text in ".{0,30}", day in ".{0,6}") {
        let _ = DossierCode::parse(&text);
        let _ = DossierCode::parse(&format!("H44-{day}-0001"));
    }
}
