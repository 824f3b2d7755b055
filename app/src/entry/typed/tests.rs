#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

const TODAY: Today = Today { year: 2026, month: 6, day: 15 };

fn binh() -> TypedEntry {
    TypedEntry {
        number: "025 190 999 002".to_owned(),
        full_name: "Trần  Thị Bình ".to_owned(),
        day: "15".to_owned(),
        month: "3".to_owned(),
        year: "1990".to_owned(),
        year_only: String::new(),
        consent: "true".to_owned(),
        consent_text: String::new(),
    }
}

/// The fields with a problem, in order.
fn problems(typed: &TypedEntry) -> Vec<(String, Problem)> {
    match typed.check(TODAY, true) {
        Ok(_) => Vec::new(),
        Err(state) => state.errors.into_iter().map(|error| (error.field, error.problem)).collect(),
    }
}

fn with(change: impl FnOnce(&mut TypedEntry)) -> Vec<(String, Problem)> {
    let mut typed = binh();
    change(&mut typed);
    problems(&typed)
}

fn only(field: &str, problem: Problem) -> Vec<(String, Problem)> {
    vec![(field.to_owned(), problem)]
}

#[test]
fn a_complete_entry_is_read_with_its_spaces() {
    let checked = binh().check(TODAY, true).unwrap();
    assert_eq!(checked.number.as_str(), "025190999002");
    assert_eq!(checked.full_name.as_str(), "Trần Thị Bình");
    assert_eq!(checked.birth_date.display(), "15/03/1990");
}

#[test]
fn every_wrong_field_is_named_in_the_order_of_the_page() {
    let expected = [
        ("number", Problem::NumberEmpty),
        ("full_name", Problem::NameEmpty),
        ("birth_date", Problem::BirthEmpty),
        ("consent", Problem::ConsentMissing),
    ];
    assert_eq!(problems(&TypedEntry::default()), expected.map(|(field, problem)| (field.to_owned(), problem)));
}

#[test]
fn each_slip_in_the_number_has_its_own_words() {
    let number = |input: &str| with(|typed| typed.number = input.to_owned());
    assert_eq!(number("02519099900A"), only("number", Problem::NumberNotDigits));
    assert_eq!(number("02519099900"), only("number", Problem::NumberLength));
    assert_eq!(number("131234567"), only("number", Problem::NumberOldCmnd));
    assert_eq!(number("111111111111"), only("number", Problem::NumberPlaceholder));
    assert_eq!(number("003085000001"), only("number", Problem::NumberUnknownProvince));
    assert_eq!(number("025485000001"), only("number", Problem::NumberFutureYear));
}

#[test]
fn each_slip_in_the_birth_date_names_its_part() {
    assert_eq!(with(|typed| typed.day = "31".into()), Vec::new());
    assert_eq!(with(|typed| typed.day = "32".into()), only("birth_date", Problem::BirthDay));
    assert_eq!(with(|typed| typed.month = "13".into()), only("birth_date", Problem::BirthMonth));
    assert_eq!(with(|typed| typed.year = "90".into()), only("birth_date", Problem::BirthYear));
    assert_eq!(with(|typed| typed.day = String::new()), only("birth_date", Problem::BirthDay));
}

#[test]
fn a_birth_date_is_in_the_future_from_tomorrow_on() {
    let on = |day: &str| {
        with(|typed| (typed.day, typed.month, typed.year) = (day.to_owned(), "06".to_owned(), "2026".to_owned()))
    };
    assert_eq!(on("15"), Vec::new());
    assert_eq!(on("16"), only("birth_date", Problem::BirthFuture));
}

#[test]
fn a_year_alone_is_enough_for_whoever_knows_no_more() {
    let typed = TypedEntry { day: String::new(), month: String::new(), year_only: "true".into(), ..binh() };
    assert_eq!(typed.check(TODAY, true).unwrap().birth_date.display(), "1990");
}

#[test]
fn consent_is_asked_for_until_it_stands() {
    let typed = TypedEntry { consent: String::new(), ..binh() };
    assert_eq!(problems(&typed), only("consent", Problem::ConsentMissing));
    assert!(typed.check(TODAY, false).is_ok());
}

#[test]
fn a_number_that_disagrees_with_the_birth_year_is_no_slip() {
    assert_eq!(with(|typed| typed.year = "1991".into()), Vec::new());
}

#[test]
fn what_is_known_is_taken_as_it_is_and_never_checked_again() {
    // A number with an impossible year that the register itself holds.
    let known = KnownEntry { number: Cccd::from_trusted("025485000001").ok(), ..KnownEntry::default() };
    let mut checking = Checking::new(BTreeMap::new());
    let typed = TypedEntry { number: "nonsense".into(), ..binh() };
    let checked = checking.entry(&typed, &known, TODAY).unwrap();
    assert_eq!(checked.number.as_str(), "025485000001");
    assert!(checking.done(()).is_ok());
}

#[test]
fn a_form_is_filled_with_what_is_known_but_never_with_consent() {
    let known = KnownEntry {
        number: None,
        full_name: FullName::parse("Lê Quốc Cường").ok(),
        birth_date: BirthDate::new(1978, None, None).ok(),
    };
    let typed = TypedEntry::of(&known);
    assert_eq!((typed.full_name.as_str(), typed.year.as_str()), ("Lê Quốc Cường", "1978"));
    assert_eq!((typed.day.as_str(), typed.year_only.as_str(), typed.consent.as_str()), ("", "true", ""));
}

#[test]
fn a_slip_gives_back_exactly_what_was_typed() {
    let typed = TypedEntry { number: "0251909".into(), ..binh() };
    let state = typed.check(TODAY, true).unwrap_err();
    assert_eq!(TypedEntry::of_form_state(&state), typed);
}

#[test]
fn the_debug_form_tells_nothing_that_was_typed() {
    let state = TypedEntry { number: "0251909".into(), ..binh() }.check(TODAY, true).unwrap_err();
    let text = format!("{:?} {state:?}", binh());
    assert!(!text.contains("025190") && !text.contains("Bình"), "{text}");
}
