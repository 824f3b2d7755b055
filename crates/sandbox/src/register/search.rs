//! Searching the records: number, name and birth date must all fit.

use super::query::RegisterQuery;
use crate::people::{
    person::{NationalAccount, Person, Registered},
    registry::People,
};
use congdan_domain::{BirthDate, FullName};

pub(super) enum Found {
    Nobody,
    One(&'static Person),
    /// Two records of the same person.
    Two(&'static Person),
}

impl Found {
    pub fn records(&self) -> Vec<&'static Person> {
        match self {
            Self::Nobody => Vec::new(),
            Self::One(person) => vec![person],
            Self::Two(person) => vec![person, person],
        }
    }
}

pub(super) fn find(people: &People, query: &RegisterQuery) -> Found {
    match people.all().into_iter().find(|person| is_asked_for(person, query)) {
        None => Found::Nobody,
        Some(person) if person.register == Registered::Twice => Found::Two(person),
        Some(person) => Found::One(person),
    }
}

/// A record that has nothing to do with the query.
pub(super) fn somebody_else(people: &People, query: &RegisterQuery) -> Found {
    let other =
        |person: &&'static Person| person.register == Registered::Yes && person.number != Some(query.number.as_str());
    people.all().into_iter().rev().find(other).map_or(Found::Nobody, Found::One)
}

fn is_asked_for(person: &Person, query: &RegisterQuery) -> bool {
    let cmnd = match person.national {
        Some(NationalAccount::WithCmnd(number)) => Some(number),
        _ => None,
    };
    let number = Some(query.number.as_str());
    let has_number = person.number == number || (cmnd.is_some() && cmnd == number);
    person.register != Registered::No && has_number && same_name(person, &query.name) && same_birth(person, query.birth)
}

/// The name under which the register knows the person.
pub(super) fn registered_name(person: &Person) -> &'static str {
    match person.register {
        Registered::AsName(name) => name,
        _ => person.name,
    }
}

fn same_name(person: &Person, asked: &str) -> bool {
    let normal = |name: &str| FullName::parse(name).ok().map(|name| name.for_register(false));
    normal(asked).is_some_and(|asked| normal(registered_name(person)) == Some(asked))
}

/// A query by year needs the year; a query by day needs the very day, also where only the year is recorded.
fn same_birth(person: &Person, asked: BirthDate) -> bool {
    person.birth().is_some_and(|birth| if asked.is_year_only() { birth.year() == asked.year() } else { birth == asked })
}
