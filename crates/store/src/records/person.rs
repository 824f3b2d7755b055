//! A person, field by field, each with its source and time.

use crate::{
    failure::Failure,
    moment::{micros, moment},
};
use congdan_domain::{BirthDate, Cccd, FullName, Sex};
use congdan_flows::ports::accounts::{Contact, Field, Person, Source};
use serde::{Deserialize, Serialize};

/// A value with its source, and the time since when the source vouches for it.
#[derive(Serialize, Deserialize)]
pub(crate) struct FieldRecord<T> {
    value: T,
    source: SourceRecord,
    at: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceRecord {
    Register,
    Provider(String),
    Declared,
}

#[derive(Default, Serialize, Deserialize)]
pub(crate) struct ContactRecord {
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
}

/// A whole person, where it is not stored column by column.
#[derive(Serialize, Deserialize)]
pub(crate) struct PersonRecord {
    full_name: Option<FieldRecord<FullName>>,
    birth_date: Option<FieldRecord<BirthDate>>,
    sex: Option<FieldRecord<Sex>>,
    number: Option<FieldRecord<Cccd>>,
    address: Option<FieldRecord<String>>,
    contact: ContactRecord,
    matched_at: Option<i64>,
}

impl<T: Clone> FieldRecord<T> {
    pub(crate) fn of(field: &Field<T>) -> Self {
        let source = match &field.source {
            Source::Register => SourceRecord::Register,
            Source::Provider(id) => SourceRecord::Provider(id.clone()),
            Source::Declared => SourceRecord::Declared,
        };
        Self { value: field.value.clone(), source, at: micros(field.at) }
    }

    pub(crate) fn into_field(self) -> Result<Field<T>, Failure> {
        let source = match self.source {
            SourceRecord::Register => Source::Register,
            SourceRecord::Provider(id) => Source::Provider(id),
            SourceRecord::Declared => Source::Declared,
        };
        Ok(Field { value: self.value, source, at: moment(self.at)? })
    }
}

impl From<&Contact> for ContactRecord {
    fn from(contact: &Contact) -> Self {
        Self { phone: contact.phone.clone(), email: contact.email.clone(), address: contact.address.clone() }
    }
}

impl From<ContactRecord> for Contact {
    fn from(record: ContactRecord) -> Self {
        Self { phone: record.phone, email: record.email, address: record.address }
    }
}

impl PersonRecord {
    pub(crate) fn of(person: &Person) -> Self {
        Self {
            full_name: person.full_name.as_ref().map(FieldRecord::of),
            birth_date: person.birth_date.as_ref().map(FieldRecord::of),
            sex: person.sex.as_ref().map(FieldRecord::of),
            number: person.number.as_ref().map(FieldRecord::of),
            address: person.address.as_ref().map(FieldRecord::of),
            contact: ContactRecord::from(&person.contact),
            matched_at: person.matched_at.map(micros),
        }
    }

    pub(crate) fn into_person(self) -> Result<Person, Failure> {
        Ok(Person {
            full_name: self.full_name.map(FieldRecord::into_field).transpose()?,
            birth_date: self.birth_date.map(FieldRecord::into_field).transpose()?,
            sex: self.sex.map(FieldRecord::into_field).transpose()?,
            number: self.number.map(FieldRecord::into_field).transpose()?,
            address: self.address.map(FieldRecord::into_field).transpose()?,
            contact: self.contact.into(),
            matched_at: self.matched_at.map(moment).transpose()?,
        })
    }
}
