//! The procedures and how they are found.

use congdan_domain::policy::NationalAccount;
use congdan_domain::procedure::Procedure;
use congdan_domain::{Outcome, Sex};
use std::collections::HashSet;

#[test]
fn an_outcomes_code_is_its_name_on_every_wire() {
    for outcome in Outcome::ALL {
        assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.code());
        assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
    }
    assert_eq!(Outcome::ALL.iter().collect::<HashSet<_>>().len(), Outcome::ALL.len());
    assert_eq!(Outcome::from_code("Matched"), None);
}

#[test]
fn an_attempt_is_spent_only_when_the_register_said_no() {
    let spends: Vec<_> = Outcome::ALL.into_iter().filter(|outcome| outcome.spends_attempt()).collect();
    assert_eq!(spends, [Outcome::NotFound]);
}

#[test]
fn silence_of_the_register_is_pending_and_never_a_match_or_a_no() {
    let pending: Vec<_> = Outcome::ALL.into_iter().filter(|outcome| outcome.is_pending()).collect();
    assert_eq!(pending, [Outcome::Unavailable, Outcome::Timeout, Outcome::Malformed]);
    assert!(pending.iter().all(|outcome| !outcome.is_match() && !outcome.spends_attempt()));
}

#[test]
fn procedures_have_distinct_national_codes_and_both_languages() {
    let codes: HashSet<_> = Procedure::all().iter().map(|procedure| procedure.code).collect();
    assert_eq!(codes.len(), Procedure::all().len());
    for procedure in Procedure::all() {
        let (group, number) = procedure.code.split_once('.').unwrap();
        assert!(group.len() == 1 && number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(procedure.papers_vi.len(), procedure.papers_en.len(), "{}", procedure.code);
        assert_eq!(Procedure::find(procedure.code), Some(procedure));
    }
    assert_eq!(Procedure::find("1.001193").unwrap().name_vi, "Đăng ký khai sinh");
    assert_eq!(Procedure::find("1.001193 "), None);
}

#[test]
fn procedures_are_found_without_diacritics_in_any_order_and_by_code() {
    let found = |query: &str| Procedure::search(query).map(|procedure| procedure.code).collect::<Vec<_>>();
    for query in ["Đăng ký khai sinh", "dang ky khai sinh", "SINH KHAI", " khai  sinh ", "birth", "1.001193"] {
        assert_eq!(found(query), ["1.001193"], "{query}");
    }
    // the same letters, decomposed as some phones send them
    assert_eq!(found("thu\u{31b}o\u{31b}\u{300}ng tru\u{301}"), ["1.004222"]);
    assert_eq!(found("hộ tịch").len(), 2);
    assert_eq!(found("").len(), Procedure::all().len());
    assert!(found("bay lên mặt trăng").is_empty());
}

#[test]
fn sex_is_read_from_the_register_and_from_cards() {
    assert_eq!(
        ["0", "1", " 2 ", "", "3"].map(Sex::from_register),
        [None, Some(Sex::Male), Some(Sex::Female), None, None]
    );
    assert_eq!(
        ["Nam", "NAM", "Nữ", "nữ", "Nu\u{31b}\u{303}", "Nu", "Khác"].map(Sex::from_words),
        [Some(Sex::Male), Some(Sex::Male), Some(Sex::Female), Some(Sex::Female), Some(Sex::Female), None, None]
    );
}

#[test]
fn the_policys_words_are_those_of_the_configuration() {
    let words = [NationalAccount::Full, NationalAccount::Link, NationalAccount::Closed]
        .map(|policy| serde_json::to_value(policy).unwrap());
    assert_eq!(words, ["full", "link", "closed"]);
}
