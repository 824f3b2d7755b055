//! Birth dates as far as they are known.

use congdan_domain::{BirthDate, BirthDateError};
use proptest::prelude::*;
use time::{Date, Month};

fn wire(text: &str) -> Result<BirthDate, BirthDateError> {
    BirthDate::parse_wire(text)
}

fn whole(year: u16, month: u8, day: u8) -> BirthDate {
    BirthDate::new(year, Some(month), Some(day)).unwrap()
}

#[test]
fn every_wire_format_gives_the_same_day() {
    for text in [
        "15/03/1990",
        "15/3/1990",
        "19900315",
        "1990-03-15",
        "1990-03-15T00:00:00",
        "1990-03-15T00:00:00+07:00",
        "1990-03-15T00:00:00.000+08:00",
        "1990-03-15T00:00:00Z",
        "1990-03-14T17:00:00Z",
        "1990-03-15+07:00",
        "1990-03-15Z",
        "15/03/1990 00:00:00",
        " 15/03/1990\n",
        "15-03-1990",
        "1990/03/15",
    ] {
        assert_eq!(wire(text), Ok(whole(1990, 3, 15)), "{text}");
    }
}

#[test]
fn a_year_or_a_month_and_year_is_a_birth_date() {
    assert_eq!(wire("1978"), BirthDate::new(1978, None, None));
    for text in ["07/1978", "7/1978", "1978-07"] {
        assert_eq!(wire(text), BirthDate::new(1978, Some(7), None), "{text}");
    }
}

#[test]
fn numbers_too_long_for_their_place_are_refused_and_never_cut() {
    for text in ["257/01/1985", "01/257/1985", "1985-01-257", "1985-257-01", "300/1985", "0001/01/1985", "01/01/01985"]
    {
        assert_eq!(wire(text), Err(BirthDateError::Format), "{text}");
    }
    assert_eq!(BirthDate::from_fields("257", "1", "1985", false), Err(BirthDateError::Day));
    assert_eq!(BirthDate::from_fields("1", "257", "1985", false), Err(BirthDateError::Month));
    assert_eq!(BirthDate::from_fields("1", "1", "67521", false), Err(BirthDateError::Year));
}

#[test]
fn other_texts_are_refused() {
    for text in [
        "",
        " ",
        "/",
        "//",
        "///",
        "T",
        "85",
        "198",
        "1/1/85",
        "1985010",
        "198501011",
        "0x01/01/1985",
        "1985--01",
        "+1/01/1985",
        "-1/01/1985",
        "١٩٨٥",
        "năm 1985",
        "12é4567",
        "nămnăm",
    ] {
        assert_eq!(wire(text), Err(BirthDateError::Format), "{text:?}");
    }
}

#[test]
fn days_that_do_not_exist_are_refused_by_their_part() {
    for (text, error) in [
        ("30/02/1985", BirthDateError::Day),
        ("29/02/1985", BirthDateError::Day),
        ("31/04/1985", BirthDateError::Day),
        ("01/13/1985", BirthDateError::Month),
        ("01/00/1985", BirthDateError::Month),
        ("19851301", BirthDateError::Month),
        ("01/01/1899", BirthDateError::Year),
        ("2100", BirthDateError::Year),
    ] {
        assert_eq!(wire(text), Err(error), "{text}");
    }
    assert!(wire("29/02/1984").is_ok());
}

#[test]
fn the_forms_errors_name_the_part() {
    let fields = |day, month, year| BirthDate::from_fields(day, month, year, false);
    assert_eq!(fields("", "", ""), Err(BirthDateError::Empty));
    assert_eq!(fields("1", "1", ""), Err(BirthDateError::Year));
    assert_eq!(fields("1", "1", "85"), Err(BirthDateError::Year));
    assert_eq!(fields("1", "", "1985"), Err(BirthDateError::Month));
    assert_eq!(fields("", "1", "1985"), Err(BirthDateError::Day));
    assert_eq!(fields("31", "6", "1985"), Err(BirthDateError::Day));
    assert_eq!(fields(" 1 ", "01", "1985"), Ok(whole(1985, 1, 1)));
}

#[test]
fn only_the_year_counts_when_only_the_year_is_known() {
    assert_eq!(BirthDate::from_fields("99", "x", "1978", true), BirthDate::new(1978, None, None));
    assert_eq!(BirthDate::from_fields("1", "1", "", true), Err(BirthDateError::Empty));
}

#[test]
fn a_day_without_a_month_is_no_date() {
    assert_eq!(BirthDate::new(1985, None, Some(1)), Err(BirthDateError::Month));
}

#[test]
fn the_future_begins_tomorrow() {
    let today = Date::from_calendar_date(2026, Month::June, 15).unwrap();
    for (text, future) in [
        ("15/06/2026", false),
        ("16/06/2026", true),
        ("06/2026", false),
        ("07/2026", true),
        ("2026", false),
        ("2027", true),
        ("31/12/2025", false),
    ] {
        assert_eq!(wire(text).unwrap().is_after(today), future, "{text}");
    }
}

#[test]
fn it_is_shown_and_asked_as_far_as_it_is_known() {
    for (text, shown, asked) in
        [("19850101", "01/01/1985", Some("19850101")), ("7/1978", "07/1978", None), ("1978", "1978", None)]
    {
        let date = wire(text).unwrap();
        assert_eq!(date.display(), shown);
        assert_eq!(date.register_day().as_deref(), asked);
        assert_eq!(date.is_year_only(), shown == "1978");
    }
}

#[test]
fn an_unknown_part_contradicts_nothing() {
    let agree = |a, b| wire(a).unwrap().agrees_with(wire(b).unwrap());
    assert!(agree("01/02/1985", "1985"));
    assert!(agree("1985", "01/02/1985"));
    assert!(agree("02/1985", "01/02/1985"));
    assert!(!agree("03/1985", "01/02/1985"));
    assert!(!agree("02/02/1985", "01/02/1985"));
    assert!(!agree("1986", "01/02/1985"));
}

#[test]
fn w02_midnight_in_vietnam_is_the_day_in_vietnam_whatever_clock_wrote_it() {
    for (text, shown) in [
        ("1985-05-14T17:00:00Z", "15/05/1985"),
        ("1985-05-14T17:00:00.000Z", "15/05/1985"),
        ("1985-05-14T17:00:00+00:00", "15/05/1985"),
        ("1985-05-14 17:00:00Z", "15/05/1985"),
        ("19850514T170000Z", "15/05/1985"),
        // The south kept UTC+8 until 1975.
        ("1970-05-14T16:00:00Z", "15/05/1970"),
        ("1985-05-14T12:00:00-05:00", "15/05/1985"),
        ("1985-12-31T17:00:00Z", "01/01/1986"),
        // These are the day as it is written.
        ("1985-05-15T00:00:00Z", "15/05/1985"),
        ("1985-05-15T00:00:00+07:00", "15/05/1985"),
        ("1985-05-15T00:00:00", "15/05/1985"),
        ("1985-05-15T12:00:00Z", "15/05/1985"),
        ("1985-05-15Z", "15/05/1985"),
    ] {
        assert_eq!(wire(text).unwrap().display(), shown, "{text}");
    }
}

#[test]
fn w02_zeros_are_parts_that_nobody_knows() {
    for text in ["19780000", "00/00/1978", "1978-00-00", "00/1978", "1978-00-00T00:00:00"] {
        assert_eq!(wire(text), BirthDate::new(1978, None, None), "{text}");
    }
    for text in ["19780700", "00/07/1978", "1978-07-00"] {
        assert_eq!(wire(text), BirthDate::new(1978, Some(7), None), "{text}");
    }
    for (text, error) in [("19780015", BirthDateError::Month), ("00000000", BirthDateError::Year)] {
        assert_eq!(wire(text), Err(error), "{text}: no month has this day");
    }
}

#[test]
fn w06_what_copying_adds_to_a_date_is_dropped_and_full_width_is_read() {
    let fields = |day, month, year| BirthDate::from_fields(day, month, year, false);
    assert_eq!(fields("\u{200b}１５", "\u{feff}3", "１９９０\u{2069}"), Ok(whole(1990, 3, 15)));
    assert_eq!(wire("１５／０３／1990\u{ad}"), Ok(whole(1990, 3, 15)));
    assert_eq!(wire("１４/03/1990"), Ok(whole(1990, 3, 14)), "and the twin is another day");
}

#[test]
fn w09_a_whole_date_in_the_days_field_is_a_whole_date() {
    let day_field = |text| BirthDate::from_fields(text, "", "", false);
    for text in ["15/03/1990", "15-3-1990", "15.3.1990", "15 3 1990", "15031990", " 15 / 03 / 1990 "] {
        assert_eq!(day_field(text), Ok(whole(1990, 3, 15)), "{text}");
    }
    assert_eq!(day_field("31/02/1990"), Err(BirthDateError::Day));
    for text in ["15", "15/03", "1503"] {
        assert_eq!(day_field(text), Err(BirthDateError::Year), "{text}");
    }
    assert_eq!(BirthDate::from_fields("15/03/1990", "3", "1990", false), Err(BirthDateError::Day));
}

fn any_birth_date() -> impl Strategy<Value = BirthDate> {
    (1900u16..=2099, proptest::option::of(1u8..=12), proptest::option::of(1u8..=28))
        .prop_map(|(year, month, day)| BirthDate::new(year, month, month.and(day)).unwrap())
}

proptest! {
    #[test]
    fn what_is_shown_or_stored_reads_back_the_same(date in any_birth_date()) {
        prop_assert_eq!(wire(&date.display()), Ok(date));
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<BirthDate>(&json).unwrap(), date);
        if let Some(day) = date.register_day() {
            prop_assert_eq!(wire(&day), Ok(date));
        }
        prop_assert!(date.agrees_with(date));
    }

    #[test]
    fn no_text_panics(text in ".{0,16}") {
        let _ = wire(&text);
        let _ = BirthDate::from_fields(&text, &text, &text, false);
    }

    #[test]
    fn text_that_looks_like_a_date_is_read_as_its_numbers_or_refused(text in "[0-9]{1,4}[/-][0-9]{1,4}[/-][0-9]{1,4}") {
        if let Ok(date) = wire(&text) {
            let mut read = [u16::from(date.day().unwrap_or(0)), u16::from(date.month().unwrap_or(0)), date.year()];
            let mut written: Vec<u16> = text.split(['/', '-']).map(|part| part.parse().unwrap()).collect();
            read.sort_unstable();
            written.sort_unstable();
            prop_assert_eq!(read.to_vec(), written);
        }
    }
}
