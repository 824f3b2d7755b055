use super::*;
use crate::testing::{NOW, asserted_by, at_minute, born, entry_of, field, named, number, record};

const NUMBER: &str = "025085999001";
const OTHER: &str = "025085999022";

fn vneid() -> Source {
    Source::Provider("vneid".to_owned())
}

/// Number, name and birth date, all by one source.
fn person(number_text: &str, name: &str, birth: &str, source: &Source, minute: i64) -> Person {
    Person {
        number: field(number(number_text), source.clone(), minute),
        full_name: field(named(name), source.clone(), minute),
        birth_date: field(born(birth), source.clone(), minute),
        ..Person::default()
    }
}

#[test]
fn a_match_keeps_the_first_source_of_the_number_and_the_persons_own_contact() {
    let matched = |before: &Person, vneid: Option<&Person>| {
        confirmed(before, vneid, record(NUMBER, "Nguyễn Văn An", "15/06/1985"), NOW)
    };
    let source = |person: &Person| person.number.as_ref().map(|number| number.source.clone());
    let nobody = Person::default();
    let by_vneid = asserted_by("vneid", NUMBER);
    let by_vneid_other = asserted_by("vneid", OTHER);
    for (before, asserted, expected) in [
        (&nobody, None, Source::Register),
        (&by_vneid, None, vneid()),
        (&nobody, Some(&by_vneid), vneid()),
        (&by_vneid_other, None, Source::Register),
        (&nobody, Some(&by_vneid_other), Source::Register),
    ] {
        assert_eq!(source(&matched(before, asserted)), Some(expected), "{:?} {asserted:?}", before.number);
    }

    let mut before = person(NUMBER, "Nguyen An", "1985", &Source::Declared, -5);
    before.contact.phone = Some("0912345678".to_owned());
    before.address = field("Việt Trì".to_owned(), Source::Register, -5);
    let after = matched(&before, None);
    assert_eq!(after.full_name, field(named("Nguyễn Văn An"), Source::Register, 0));
    assert_eq!(after.birth_date, field(born("15/06/1985"), Source::Register, 0));
    assert_eq!(after.address, before.address, "a record without an address takes none away");
    assert_eq!((after.contact, after.matched_at), (before.contact, Some(NOW)));
}

#[test]
fn the_register_is_asked_first_about_what_vneid_asserts_newer() {
    let profile = person(NUMBER, "Đặng Thùy Linh", "22/12/1991", &vneid(), -10);
    let own = entry_of(NUMBER, "Đặng Thùy Linh", "22/12/1991");
    let renamed = "Đặng Thùy Lam";
    for (asserted, expected, why) in [
        (
            person(NUMBER, renamed, "22/12/1991", &vneid(), -5),
            Some(entry_of(NUMBER, renamed, "22/12/1991")),
            "a new name",
        ),
        (
            person(OTHER, renamed, "22/12/1991", &vneid(), -5),
            Some(entry_of(OTHER, renamed, "22/12/1991")),
            "and number",
        ),
        (person(NUMBER, renamed, "22/12/1991", &vneid(), -15), None, "an older name"),
        (person(NUMBER, "Đặng Thùy Linh", "22/12/1991", &vneid(), -5), None, "the same"),
        (person(NUMBER, "Đặng Thùy Linh", "1991", &vneid(), -5), None, "less exact"),
    ] {
        assert_eq!(newest_entry(&profile, &asserted, &own), expected, "{why}");
    }
    let without_number = Person { number: None, ..profile };
    let asserted = person(NUMBER, renamed, "22/12/1991", &vneid(), -5);
    assert_eq!(newest_entry(&without_number, &asserted, &own), None, "without a number the person enters it");
}

#[test]
fn a_value_that_is_asserted_again_keeps_the_time_of_the_first() {
    for (now, before, expected) in [("A", "A", -60), ("A", "B", 0)] {
        let mut value = field(now, vneid(), 0);
        keep_time(&mut value, field(before, vneid(), -60));
        assert_eq!(value.map(|value| value.at), Some(at_minute(expected)), "{now} after {before}");
    }
}
