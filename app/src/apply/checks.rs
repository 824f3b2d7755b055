//! What is filled in has to be right; what is empty stays empty.

use super::fields::{FormField, Kind, applies, fields};
use crate::form_state::{FormState, Problem};
use congdan_domain::{BirthDate, Cccd, FullName, FullNameError, Phone};
use std::collections::BTreeMap;
use time::Date;

/// The most characters of a line, and of a text of several lines.
const LINE: usize = 200;
const PARAGRAPH: usize = 2_000;

/// The entries of a step as the draft stores them: each of the step's own fields and no other, normalised.
///
/// # Errors
/// What is filled in wrongly, with everything as it was typed.
pub fn check(
    procedure: &str,
    step: u8,
    typed: &BTreeMap<String, String>,
    today: Date,
) -> Result<BTreeMap<String, String>, FormState> {
    let mut state = FormState::default();
    let mut kept = BTreeMap::new();
    for field in fields(procedure, step) {
        let text = typed.get(field.name).map(String::as_str).unwrap_or_default();
        state.entries.insert(field.name.to_owned(), text.to_owned());
        // A field that does not apply is dropped, so that no other person's name is sent by mistake.
        let text = if applies(field, typed) { text } else { "" };
        match tidy(field, text, today) {
            Ok(value) => drop(kept.insert(field.name.to_owned(), value)),
            Err(problem) => state.push(field.name, problem),
        }
    }
    if state.errors.is_empty() { Ok(kept) } else { Err(state) }
}

/// The step as it was typed, with what another window has saved differently meanwhile: the next press is about that `version`.
pub fn changed_elsewhere(
    typed: BTreeMap<String, String>,
    checked: &BTreeMap<String, String>,
    kept: &BTreeMap<String, String>,
    version: i32,
) -> FormState {
    let mut state = FormState { errors: Vec::new(), entries: typed };
    for (name, value) in checked {
        if kept.get(name) != Some(value) {
            state.push(name, Problem::ChangedElsewhere);
        }
    }
    state.entries.insert("version".to_owned(), version.to_string());
    state
}

fn tidy(field: &FormField, text: &str, today: Date) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    match field.kind {
        Kind::Name => name(text),
        Kind::Number => Cccd::parse(text, today.year()).map(|number| number.grouped()).map_err(Problem::from),
        Kind::Date => day(text, today),
        Kind::Count => count(text),
        Kind::Line => short(&text.split_whitespace().collect::<Vec<_>>().join(" "), LINE),
        Kind::Paragraph => paragraph(text),
        Kind::Phone => Phone::parse(text).map(|phone| phone.grouped()).map_err(|_| Problem::PhoneFormat),
        Kind::Ticked => Ok(if text == "true" { text.to_owned() } else { String::new() }),
        Kind::Choice(choices) if choices.iter().any(|(value, _)| *value == text) => Ok(text.to_owned()),
        Kind::Choice(_) => Err(Problem::ChoiceMissing),
    }
}

fn name(text: &str) -> Result<String, Problem> {
    FullName::parse(text).map(|name| name.as_str().to_owned()).map_err(|error| match error {
        FullNameError::Empty => Problem::NameEmpty,
        FullNameError::TooLong => Problem::NameTooLong,
        FullNameError::Character => Problem::NameCharacter,
        FullNameError::InputMethod => Problem::NameInputMethod,
    })
}

fn day(text: &str, today: Date) -> Result<String, Problem> {
    let date = BirthDate::parse_wire(text).ok().filter(|date| date.day().is_some()).ok_or(Problem::DateFormat)?;
    if date.is_after(today) { Err(Problem::BirthFuture) } else { Ok(date.display()) }
}

fn count(text: &str) -> Result<String, Problem> {
    let number = text.parse::<u16>().ok().filter(|number| (1..=999).contains(number));
    number.map(|number| number.to_string()).ok_or(Problem::NumberFormat)
}

/// Several lines of text, as typed.
///
/// # Errors
/// [`Problem::TooLong`].
pub fn paragraph(text: &str) -> Result<String, Problem> {
    short(&text.trim().replace("\r\n", "\n"), PARAGRAPH)
}

fn short(text: &str, most: usize) -> Result<String, Problem> {
    if text.chars().count() > most { Err(Problem::TooLong) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const TODAY: Date = match Date::from_calendar_date(2026, time::Month::June, 15) {
        Ok(today) => today,
        Err(_) => Date::MIN,
    };

    fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn problem(procedure: &str, step: u8, name: &str, value: &str) -> Option<Problem> {
        check(procedure, step, &typed(&[(name, value)]), TODAY).err().and_then(|state| state.problem(name))
    }

    #[test]
    fn an_empty_step_is_accepted() {
        for step in 1..=3 {
            let kept = check("1.001193", step, &BTreeMap::new(), TODAY).unwrap();
            assert!(kept.values().all(String::is_empty));
            assert_eq!(kept.len(), fields("1.001193", step).len());
        }
    }

    #[test]
    fn a_date_is_a_day_in_the_past_and_is_kept_in_one_form() {
        let kept = check("1.001193", 2, &typed(&[("child_birth_date", " 9/6/2026 ")]), TODAY).unwrap();
        assert_eq!(kept["child_birth_date"], "09/06/2026");
        for wrong in ["31/02/2026", "2026", "06/2026", "hôm qua"] {
            assert_eq!(problem("1.001193", 2, "child_birth_date", wrong), Some(Problem::DateFormat), "{wrong}");
        }
        assert_eq!(problem("1.001193", 2, "child_birth_date", "16/06/2026"), Some(Problem::BirthFuture));
    }

    #[test]
    fn a_phone_number_has_ten_digits_however_it_is_written() {
        for good in ["0912345678", "0912 345 678", "+84 912.345.678", "84912345678", "０912345678"] {
            let kept = check("1.001193", 3, &typed(&[("phone", good)]), TODAY).unwrap();
            assert_eq!(kept["phone"], "0912 345 678");
        }
        for wrong in ["091234567", "9123456789", "09123456789", "không có"] {
            assert_eq!(problem("1.001193", 3, "phone", wrong), Some(Problem::PhoneFormat), "{wrong}");
        }
    }

    #[test]
    fn copies_are_a_number() {
        assert_eq!(check("2.000815", 2, &typed(&[("copies", "02")]), TODAY).unwrap()["copies"], "2");
        for wrong in ["0", "1000", "-1", "hai"] {
            assert_eq!(problem("2.000815", 2, "copies", wrong), Some(Problem::NumberFormat), "{wrong}");
        }
    }

    #[test]
    fn the_owners_name_is_dropped_when_the_applicant_is_the_owner() {
        let kept = check("1.001193", 1, &typed(&[("is_owner", "true"), ("owner_name", "Lê Văn 5")]), TODAY).unwrap();
        assert_eq!(kept["owner_name"], "");
        assert_eq!(problem("1.001193", 1, "owner_name", "Lê Văn 5"), Some(Problem::NameCharacter));
    }

    #[test]
    fn the_owners_number_is_one_that_somebody_can_have_and_goes_with_another_owner_only() {
        let other = check("1.001193", 1, &typed(&[("owner_number", "025085999001")]), TODAY).unwrap();
        assert_eq!(other["owner_number"], "025 085 999 001");
        let own = typed(&[("is_owner", "true"), ("owner_number", "025085999001")]);
        assert_eq!(check("1.001193", 1, &own, TODAY).unwrap()["owner_number"], "");
        assert_eq!(problem("1.001193", 1, "owner_number", "025085999"), Some(Problem::NumberOldCmnd));
    }

    #[test]
    fn fields_of_another_step_and_unknown_fields_are_not_kept() {
        let kept = check("1.001193", 3, &typed(&[("owner_name", "An"), ("status", "10")]), TODAY).unwrap();
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["delivery", "delivery_address", "phone"]);
    }

    #[test]
    fn a_slip_returns_everything_as_it_was_typed() {
        let wrong = typed(&[("delivery", "post"), ("phone", "12 ")]);
        let state = check("1.001193", 3, &wrong, TODAY).unwrap_err();
        assert_eq!((state.entry("delivery"), state.entry("phone")), (Some("post"), Some("12 ")));
    }

    #[test]
    fn a_choice_is_one_of_those_offered() {
        assert_eq!(problem("1.001193", 3, "delivery", "pigeon"), Some(Problem::ChoiceMissing));
    }

    #[test]
    fn a_long_text_is_refused_not_cut() {
        assert_eq!(problem("1.004222", 2, "request", &"a".repeat(PARAGRAPH + 1)), Some(Problem::TooLong));
        assert_eq!(problem("2.000815", 2, "document_name", &"a".repeat(LINE + 1)), Some(Problem::TooLong));
    }
}
