//! Values for the tests of this crate.

#![allow(clippy::unwrap_used)]

use crate::ports::{
    accounts::{Account, Field, Identity, Person, Source},
    register::Record,
};
use congdan_domain::{BirthDate, Cccd, Entry, FullName};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The time of every test.
pub const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH.saturating_add(Duration::days(20_000));

/// So many minutes after (or before) [`NOW`].
pub fn at_minute(minutes: i64) -> OffsetDateTime {
    NOW + Duration::minutes(minutes)
}

pub fn number(text: &str) -> Cccd {
    Cccd::from_trusted(text).unwrap()
}

pub fn named(text: &str) -> FullName {
    FullName::parse(text).unwrap()
}

/// `15/06/1985` or `1985`.
pub fn born(text: &str) -> BirthDate {
    BirthDate::parse_wire(text).unwrap()
}

pub fn entry_of(number_text: &str, name: &str, birth: &str) -> Entry {
    Entry { number: number(number_text), full_name: named(name), birth_date: born(birth) }
}

pub fn record(number_text: &str, name: &str, birth: &str) -> Record {
    Record {
        number: number(number_text),
        full_name: named(name),
        birth_date: born(birth),
        sex: None,
        address: None,
        is_inactive: false,
    }
}

/// A value that this source states since so many minutes after [`NOW`].
pub fn field<T>(value: T, source: Source, minutes: i64) -> Option<Field<T>> {
    Some(Field { value, source, at: at_minute(minutes) })
}

/// A person whose number was typed and matched.
pub fn matched(number_text: &str) -> Person {
    Person { number: field(number(number_text), Source::Register, 0), matched_at: Some(NOW), ..Person::default() }
}

/// A person whose number this provider has asserted.
pub fn asserted_by(provider: &str, number_text: &str) -> Person {
    Person { number: field(number(number_text), Source::Provider(provider.to_owned()), 0), ..Person::default() }
}

/// An identity of level 2 at the provider.
pub fn identity(provider: &str, subject: &str) -> Identity {
    let id = subject.bytes().fold(1, |id, byte| id * 256 + u128::from(byte));
    Identity {
        id: Uuid::from_u128(id),
        provider: provider.to_owned(),
        issuer: format!("https://{provider}.example"),
        subject: subject.to_owned(),
        level: 2,
        linked_at: NOW,
        last_used_at: NOW,
        number: None,
    }
}

pub fn account<const N: usize>(identities: [Identity; N], person: Person) -> Account {
    Account { id: Uuid::from_u128(7), created_at: NOW, identities: identities.into(), person }
}
