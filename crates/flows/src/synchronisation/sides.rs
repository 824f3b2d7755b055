//! The sources of one person side by side, in the words of `congdan_domain::comparison`.

use crate::ports::{
    accounts::{Field, Person, Source},
    register::Record,
    synchronisation::Compared,
};
use congdan_domain::{
    Cccd, Sex,
    comparison::{Fact, SideValues, Sides},
};
use time::OffsetDateTime;

/// The rows in which the sources differ, with the value of each.
pub(super) fn differences(profile: &Person, vneid: Option<&Person>, register: Option<&Person>) -> Vec<Compared> {
    let is_confirmed = |fact: &Fact| shown(profile, *fact).is_some_and(|field| field.source == Source::Register);
    let confirmed: Vec<Fact> = Fact::ALL.into_iter().filter(is_confirmed).collect();
    let value = |person: Option<&Person>, fact| person.and_then(|person| shown(person, fact));
    let sides = Sides {
        profile: values(profile),
        confirmed: &confirmed,
        vneid: vneid.map(values).unwrap_or_default(),
        register: register.map(values).unwrap_or_default(),
    };
    let rows = sides.rows().into_iter().map(|row| Compared {
        profile: shown(profile, row.fact),
        vneid: value(vneid, row.fact),
        register: value(register, row.fact),
        row,
    });
    rows.collect()
}

/// The register's record as a person, to be compared.
pub(super) fn record_as_person(record: &Record, at: OffsetDateTime) -> Person {
    fn field<T>(value: T, at: OffsetDateTime) -> Field<T> {
        Field { value, source: Source::Register, at }
    }
    Person {
        full_name: Some(field(record.full_name.clone(), at)),
        birth_date: Some(field(record.birth_date, at)),
        sex: record.sex.map(|sex| field(sex, at)),
        number: Some(field(record.number.clone(), at)),
        address: record.address.clone().map(|address| field(address, at)),
        ..Person::default()
    }
}

fn values(person: &Person) -> SideValues<'_> {
    SideValues {
        full_name: person.full_name.as_ref().map(|field| &field.value),
        birth_date: person.birth_date.as_ref().map(|field| field.value),
        sex: person.sex.as_ref().map(|field| field.value),
        number: person.number.as_ref().map(|field| &field.value),
        address: person.address.as_ref().map(|field| field.value.as_str()),
    }
}

/// A value as a page and a receipt show it.
fn shown(person: &Person, fact: Fact) -> Option<Field<String>> {
    fn field<T>(field: &Option<Field<T>>, text: impl Fn(&T) -> String) -> Option<Field<String>> {
        let Field { value, source, at } = field.as_ref()?;
        Some(Field { value: text(value), source: source.clone(), at: *at })
    }
    match fact {
        Fact::FullName => field(&person.full_name, |name| name.as_str().to_owned()),
        Fact::BirthDate => field(&person.birth_date, |birth| birth.display()),
        Fact::Sex => field(&person.sex, |sex| sex_code(*sex).to_owned()),
        Fact::Number => field(&person.number, Cccd::masked),
        Fact::Address => field(&person.address, Clone::clone),
    }
}

const fn sex_code(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}
