//! CCCD numbers, and texts that are none.

use congdan_domain::cccd::{Disagreement, Place};
use congdan_domain::{BirthDate, Cccd, CccdError, NoNumber, Province, Sex, asserted_number};
use proptest::prelude::*;

const THIS_YEAR: i32 = 2026;

fn parse(input: &str) -> Result<Cccd, CccdError> {
    Cccd::parse(input, THIS_YEAR)
}

fn province(number: &str) -> &'static str {
    match parse(number).unwrap().place() {
        Place::Province { name, .. } => name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_valid_numbers_say_place_sex_and_year() {
    for (number, name, sex, year) in [
        ("025085000001", "Phú Thọ", Sex::Male, 1985),
        ("025185000001", "Phú Thọ", Sex::Female, 1985),
        ("025204000001", "Phú Thọ", Sex::Male, 2004),
        ("025304000001", "Phú Thọ", Sex::Female, 2004),
        ("026300123456", "Vĩnh Phúc", Sex::Female, 2000),
        ("017199654321", "Hòa Bình", Sex::Female, 1999),
    ] {
        let parsed = parse(number).unwrap();
        assert_eq!((province(number), parsed.sex(), parsed.birth_year()), (name, sex, year), "{number}");
    }
}

#[test]
fn the_three_old_provinces_are_phu_tho_today() {
    for number in ["025085000001", "026300123456", "017199654321"] {
        assert!(matches!(parse(number).unwrap().place(), Place::Province { new_code: "25", .. }), "{number}");
    }
}

#[test]
fn a_birth_registered_abroad_names_the_country() {
    assert_eq!(parse("232190000001").unwrap().place(), Place::Country { name: "Nhật Bản" });
}

#[test]
fn a_country_name_with_a_comma_is_read_whole() {
    assert_eq!(parse("244190000001").unwrap().place(), Place::Country { name: "Romania (Ru-ma-ni, Lỗ Ma Ni)" });
}

#[test]
fn an_unknown_country_is_no_error() {
    for number in ["100090000001", "296090000001"] {
        assert_eq!(parse(number).unwrap().place(), Place::UnknownCountry, "{number}");
    }
}

#[test]
fn the_lists_hold_63_provinces_and_195_countries() {
    let (mut provinces, mut countries) = (0, 0);
    for code in 0..1000 {
        match Cccd::from_trusted(&format!("{code:03}090000001")).unwrap().place() {
            Place::Province { new_code, .. } => {
                assert_eq!(Province::find(new_code), Province::of_any_code(&format!("{code:02}")), "{code}");
                provinces += 1;
            }
            Place::Country { .. } => {
                assert!((101..=295).contains(&code), "{code}");
                countries += 1;
            }
            Place::UnknownProvince | Place::UnknownCountry => {}
        }
    }
    assert_eq!((provinces, countries), (63, 195));
}

#[test]
fn provinces_that_never_were_are_refused() {
    for number in ["003085000001", "023085000001", "000085000001", "097085000001", "300085000001", "999085000001"] {
        assert_eq!(parse(number), Err(CccdError::UnknownProvince), "{number}");
    }
}

#[test]
fn a_birth_year_to_come_is_refused_and_this_year_is_not() {
    assert_eq!(parse("025485000001"), Err(CccdError::FutureYear));
    assert_eq!(parse("025227000001"), Err(CccdError::FutureYear));
    assert!(parse("025226000001").is_ok());
}

#[test]
fn entries_that_are_no_number_say_why() {
    for (input, error) in [
        ("", CccdError::Empty),
        (" .- ", CccdError::Empty),
        ("02508500000", CccdError::Length),
        ("0250850000012", CccdError::Length),
        ("02508500000A", CccdError::NotDigits),
        ("٠٢٥٠٨٥٠٠٠٠٠١", CccdError::NotDigits),
        ("025085000001\0", CccdError::NotDigits),
        ("+25085000001", CccdError::NotDigits),
        ("131234567", CccdError::OldCmnd),
        ("131 234 567", CccdError::OldCmnd),
    ] {
        assert_eq!(parse(input), Err(error), "{input:?}");
    }
    assert_eq!(parse(&"0".repeat(1_000_000)), Err(CccdError::Length));
}

#[test]
fn spaces_dots_and_hyphens_are_how_people_group_digits() {
    for input in ["025 085 000 001", "025.085.000.001", "025-085-000-001", " 025085000001\n", "025\u{a0}085000001"] {
        assert_eq!(parse(input).unwrap().as_str(), "025085000001", "{input:?}");
    }
}

#[test]
fn it_is_written_in_groups_and_shown_masked() {
    let number = parse("025085000001").unwrap();
    assert_eq!(number.grouped(), "025 085 000 001");
    assert_eq!(number.masked(), "025*****0001");
    assert_eq!(number.ending(), "001");
}

#[test]
fn a_number_of_the_register_is_not_judged_by_its_structure() {
    assert!(Cccd::from_trusted("023485000001").is_ok());
    assert!(serde_json::from_str::<Cccd>("\"023485000001\"").is_ok());
    assert!(serde_json::from_str::<Cccd>("\"02348500000\"").is_err());
}

#[test]
fn disagreements_are_told_and_refuse_nothing() {
    let number = parse("025085000001").unwrap();
    let born = |text| Some(BirthDate::parse_wire(text).unwrap());
    assert_eq!(number.disagreements(born("01/01/1985"), Some(Sex::Male)), []);
    assert_eq!(number.disagreements(born("1985"), None), []);
    assert_eq!(number.disagreements(None, None), []);
    assert_eq!(
        number.disagreements(born("01/01/1986"), Some(Sex::Female)),
        [Disagreement::BirthYear, Disagreement::Sex]
    );
}

#[test]
fn v05_digits_that_fill_a_field_are_nobodys_number() {
    for number in [
        "000000000000",
        "111111111111",
        "222222222222",
        "123456789012",
        "012345678901",
        "987654321098",
        "１１１１１１１１１１１１",
    ] {
        assert_eq!(parse(number), Err(CccdError::Placeholder), "{number}");
    }
    assert!(parse("025211111111").is_ok(), "the twin has a place, a sex and a year");
}

#[test]
fn v05_an_asserted_number_that_nobody_can_have_is_none() {
    let asserted = |text, birth: Option<&str>, sex| {
        asserted_number(text, birth.map(|text| BirthDate::parse_wire(text).unwrap()), sex, THIS_YEAR)
    };
    let (born, male) = (Some("01/01/1985"), Some(Sex::Male));
    for (text, kind) in [
        (None, NoNumber::Absent),
        (Some(""), NoNumber::Absent),
        (Some(" \t"), NoNumber::Absent),
        (Some("000000000000"), NoNumber::Placeholder),
        (Some("111111111111"), NoNumber::Placeholder),
        (Some("123456789012"), NoNumber::Placeholder),
        (Some("003085999001"), NoNumber::UnknownPlace),
        (Some("300085999001"), NoNumber::UnknownPlace),
        (Some("025227999001"), NoNumber::FutureYear),
        (Some("025485999001"), NoNumber::FutureYear),
        (Some("025086999001"), NoNumber::BirthYear),
        (Some("025185999001"), NoNumber::Sex),
        (Some("123456789"), NoNumber::OldCmnd),
    ] {
        assert_eq!(asserted(text, born, male), Err(kind), "{text:?}");
    }
    for (birth, sex) in [(born, male), (Some("1985"), None), (None, male), (None, None)] {
        assert_eq!(asserted(Some("025 085 999 001"), birth, sex).unwrap().as_str(), "025085999001");
    }
    assert!(asserted(Some("296185000001"), None, None).is_ok(), "the list of countries is second-hand");
}

#[test]
fn v06_no_number_written_as_a_word_or_of_another_kind_is_no_number() {
    for text in [
        "null",
        "NULL",
        "N/A",
        "n/a",
        "-",
        "--",
        ".",
        "0",
        "không có",
        "undefined",
        "B1234567",
        "P01234567X",
        "02508599900",
        "0250859990012",
        "G/025085999001",
    ] {
        assert_eq!(asserted_number(Some(text), None, None, THIS_YEAR), Err(NoNumber::OtherShape), "{text}");
    }
}

#[test]
fn the_kinds_have_names_of_their_own() {
    let names: std::collections::HashSet<_> = NoNumber::ALL.map(NoNumber::code).into();
    assert_eq!(names.len(), NoNumber::ALL.len());
}

#[test]
fn w06_what_copying_adds_to_a_number_is_dropped_and_full_width_is_read() {
    for input in [
        "025085\u{200b}000001",
        "\u{202a}025085000001\u{202c}",
        "\u{2068}025 085 000 001\u{2069}",
        "\u{feff}025085000001",
        "0250\u{ad}85000001",
        "０２５０８５０００００１",
        "０25085000001",
        "025–085–000–001",
    ] {
        assert_eq!(parse(input).unwrap().as_str(), "025085000001", "{input:?}");
    }
    for input in ["٠٢٥٠٨٥٠٠٠٠٠١", "\u{202e}025085000001", "０２５０８５００００Ａ１"] {
        assert_eq!(parse(input), Err(CccdError::NotDigits), "{input:?}");
    }
}

#[test]
fn w09_of_a_cards_whole_text_the_number_is_taken() {
    let card = "025085000001|131234567|Nguyễn Văn An|01011985|Nam|Khu 5, Phú Thọ|15062021";
    assert_eq!(parse(card).unwrap().as_str(), "025085000001");
    assert_eq!(parse("025085000001|1"), Err(CccdError::NotDigits), "the twin is no card's text");
    assert_eq!(parse(&card.replace("025085", "003085")), Err(CccdError::UnknownProvince));
}

proptest! {
    #[test]
    fn no_input_panics_and_every_number_is_twelve_digits(input in ".{0,24}") {
        if let Ok(number) = parse(&input) {
            prop_assert_eq!(number.as_str().len(), 12);
            prop_assert!(number.as_str().bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn twelve_digits_are_always_a_trusted_number(digits in "[0-9]{12}") {
        let number = Cccd::from_trusted(&digits).unwrap();
        prop_assert_eq!(number.as_str(), digits.as_str());
        prop_assert_eq!(Cccd::from_trusted(&number.grouped()).unwrap(), number.clone());
        prop_assert!((1900..=2399).contains(&number.birth_year()));
        let json = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(serde_json::from_str::<Cccd>(&json).unwrap(), number);
    }

    #[test]
    fn the_mask_hides_the_five_digits_in_the_middle(digits in "[0-9]{12}") {
        let mask = Cccd::from_trusted(&digits).unwrap().masked();
        prop_assert_eq!(&mask[..3], &digits[..3]);
        prop_assert_eq!(&mask[3..8], "*****");
        prop_assert_eq!(&mask[8..], &digits[8..]);
    }

    #[test]
    fn v05_whatever_is_taken_agrees_with_the_statement_beside_it(digits in "[0-9]{12}", year in 1900u16..=2026, male: bool) {
        let sex = if male { Sex::Male } else { Sex::Female };
        if let Ok(number) = asserted_number(Some(&digits), BirthDate::new(year, None, None).ok(), Some(sex), THIS_YEAR) {
            prop_assert_eq!((number.birth_year(), number.sex()), (year, sex));
            prop_assert_ne!(number.place(), Place::UnknownProvince);
        }
    }

    #[test]
    fn structure_reads_back_what_it_was_built_from(year in 1900u16..=2026, female: bool, serial in 0u32..1_000_000) {
        let century = (year - 1900) / 100 * 2 + u16::from(female);
        let number = parse(&format!("025{century}{:02}{serial:06}", year % 100)).unwrap();
        prop_assert_eq!(number.birth_year(), year);
        prop_assert_eq!(number.sex() == Sex::Female, female);
    }
}
