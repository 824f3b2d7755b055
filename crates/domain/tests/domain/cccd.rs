use congdan_domain::cccd::{Disagreement, Place};
use congdan_domain::{BirthDate, Cccd, CccdError, Province, Sex};
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
    for number in ["003085000001", "023085000001", "000085000001", "097085000001"] {
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
        ("０25085000001", CccdError::NotDigits),
        ("٠٢٥٠٨٥٠٠٠٠٠١", CccdError::NotDigits),
        ("025085000001\0", CccdError::NotDigits),
        ("025085\u{200b}000001", CccdError::NotDigits),
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
    fn structure_reads_back_what_it_was_built_from(year in 1900u16..=2026, female: bool, serial in 0u32..1_000_000) {
        let century = (year - 1900) / 100 * 2 + u16::from(female);
        let number = parse(&format!("025{century}{:02}{serial:06}", year % 100)).unwrap();
        prop_assert_eq!(number.birth_year(), year);
        prop_assert_eq!(number.sex() == Sex::Female, female);
    }
}
