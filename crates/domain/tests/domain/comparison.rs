//! The three sides of a person's data.

use congdan_domain::{
    BirthDate, Cccd, FullName, Sex,
    comparison::{Difference, Fact, Row, Side, SideValues, Sides},
    difference::{DateDifference, NameDifference, NumberDifference},
};
use proptest::prelude::*;

fn name(text: &str) -> FullName {
    FullName::from_record(text).unwrap()
}

fn birth(text: &str) -> Option<BirthDate> {
    Some(BirthDate::parse_wire(text).unwrap())
}

fn row(fact: Fact, kept: Side, changes: bool, difference: Difference) -> Row {
    Row { fact, kept, changes, difference }
}

const ALL: &[Fact] = &Fact::ALL;

#[test]
fn sides_that_agree_have_no_row() {
    let (held, shouted) = (name("Trần Thị Bình"), name("TRẦN THỊ BÌNH"));
    let number = Cccd::from_trusted("025190999002").unwrap();
    let said = |full_name| SideValues {
        full_name: Some(full_name),
        birth_date: birth("15/03/1990"),
        sex: Some(Sex::Female),
        number: Some(&number),
        ..SideValues::default()
    };
    let sides = Sides { profile: said(&held), vneid: said(&held), register: said(&shouted), ..Sides::default() };
    assert_eq!(sides.rows(), [], "upper case is no other name");
    assert_eq!(Sides::default().rows(), []);
}

#[test]
fn the_register_wins_and_says_in_what_way_it_differs() {
    let (held, changed) = (name("Bùi Thị Nụ"), name("Bùi Thị Ngọc Nụ"));
    let profile = SideValues { full_name: Some(&held), birth_date: birth("21/11/1995"), ..SideValues::default() };
    let register = SideValues {
        full_name: Some(&changed),
        birth_date: birth("21/11/1995"),
        address: Some("Xã Cao Phong, tỉnh Phú Thọ"),
        ..SideValues::default()
    };
    let sides = Sides { profile, confirmed: ALL, vneid: profile, register };
    assert_eq!(
        sides.rows(),
        [
            row(Fact::FullName, Side::Register, true, Difference::Name(vec![NameDifference::MiddleName])),
            row(Fact::Address, Side::Register, true, Difference::New),
        ]
    );
}

#[test]
fn vneid_wins_over_what_nobody_confirmed_and_not_over_the_register() {
    let (held, newer) = (name("Nguyễn Văn An"), name("Nguyễn Văn Ân"));
    let (profile, vneid) = (
        SideValues { full_name: Some(&held), ..SideValues::default() },
        SideValues { full_name: Some(&newer), ..SideValues::default() },
    );
    let differs = Difference::Name(vec![NameDifference::MissingMarks]);
    let open = Sides { profile, vneid, ..Sides::default() };
    assert_eq!(open.rows(), [row(Fact::FullName, Side::Vneid, true, differs.clone())]);
    let confirmed = Sides { confirmed: ALL, ..open };
    assert_eq!(confirmed.rows(), [row(Fact::FullName, Side::Profile, false, differs.clone())]);
    // The register agrees with the profile: VNeID's word is shown beside, and nothing changes.
    let asked = Sides { register: profile, ..confirmed };
    assert_eq!(asked.rows(), [row(Fact::FullName, Side::Register, false, differs)]);
}

#[test]
fn a_number_never_changes_by_a_providers_word_alone() {
    let (old, new) = (Cccd::from_trusted("025091999022").unwrap(), Cccd::from_trusted("025191999022").unwrap());
    let (profile, vneid) = (
        SideValues { number: Some(&old), ..SideValues::default() },
        SideValues { number: Some(&new), ..SideValues::default() },
    );
    let differs = Difference::Number(NumberDifference::OneDigit);
    let told = Sides { profile, vneid, ..Sides::default() };
    assert_eq!(told.rows(), [row(Fact::Number, Side::Profile, false, differs.clone())]);
    let asked = Sides { register: vneid, ..told };
    assert_eq!(asked.rows(), [row(Fact::Number, Side::Register, true, differs)]);
}

#[test]
fn a_year_alone_never_takes_a_full_date_away_without_a_row() {
    let said = |text| SideValues { birth_date: birth(text), ..SideValues::default() };
    let (full, year) = (said("20/05/1978"), said("1978"));
    let precision = Difference::Date(DateDifference::Precision);
    // VNeID knows less: that contradicts nothing.
    assert_eq!(Sides { profile: full, vneid: year, ..Sides::default() }.rows(), []);
    // VNeID knows more.
    let more = Sides { profile: year, vneid: full, ..Sides::default() };
    assert_eq!(more.rows(), [row(Fact::BirthDate, Side::Vneid, true, precision.clone())]);
    // The register knows less, and wins: that is told.
    let less = Sides { profile: full, register: year, ..Sides::default() };
    assert_eq!(less.rows(), [row(Fact::BirthDate, Side::Register, true, precision)]);
    // Another year is another birth date, however vague.
    let other = Sides { profile: full, vneid: said("1979"), ..Sides::default() };
    assert_eq!(other.rows().len(), 1);
}

proptest! {
    #[test]
    fn whatever_the_sides_say_the_register_has_the_last_word(
        held in prop::option::of("[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}"),
        said in prop::option::of("[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}"),
        last in "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}",
        confirmed in any::<bool>(),
    ) {
        let (held, said, last) = (held.map(|text| name(&text)), said.map(|text| name(&text)), name(&last));
        let of = |full_name| SideValues { full_name, ..SideValues::default() };
        let confirmed: &[Fact] = if confirmed { ALL } else { &[] };
        let sides =
            Sides { profile: of(held.as_ref()), confirmed, vneid: of(said.as_ref()), register: of(Some(&last)) };
        let changes = held.as_ref().is_none_or(|held| held.comparable() != last.comparable());
        for row in sides.rows() {
            prop_assert_eq!(row.kept, Side::Register);
            prop_assert_eq!(row.changes, changes);
        }
        prop_assert!(sides.rows().len() <= 1 && (!changes || sides.rows().len() == 1));
    }
}
