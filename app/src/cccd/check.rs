//! What can be said about an entry without asking anybody (journeys, rule 6): the same on the server and in the browser.

use crate::slip::{Problem, Slip};
use congdan_domain::{BirthDate, BirthDateError, Cccd, CccdError, Entry, FullName, FullNameError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed into the fields that the CCCD screen and the profile share; a box that is ticked says `true`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub number: String,
    pub full_name: String,
    pub day: String,
    pub month: String,
    pub year: String,
    pub year_only: String,
    pub consent: String,
}

/// What somebody vouches for already: it is not taken from a form, and not checked again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    pub number: Option<Cccd>,
    pub full_name: Option<FullName>,
    pub birth_date: Option<BirthDate>,
}

/// The day in Vietnam: the browser has it from the page, not from its own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Today {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Typed {
    /// The fields as a form knows them; consent is an act, so it is never filled in.
    pub fn of(known: &Known) -> Self {
        let part = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
        let birth = known.birth_date;
        Self {
            number: known.number.as_ref().map(Cccd::grouped).unwrap_or_default(),
            full_name: known.full_name.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default(),
            day: part(birth.and_then(BirthDate::day)),
            month: part(birth.and_then(BirthDate::month)),
            year: birth.map(|birth| birth.year().to_string()).unwrap_or_default(),
            year_only: birth.filter(|birth| birth.is_year_only()).map(|_| "true".to_owned()).unwrap_or_default(),
            consent: String::new(),
        }
    }

    /// By field name, as a slip keeps them.
    pub fn entries(&self) -> BTreeMap<String, String> {
        let fields = [
            ("number", &self.number),
            ("full_name", &self.full_name),
            ("day", &self.day),
            ("month", &self.month),
            ("year", &self.year),
            ("year_only", &self.year_only),
            ("consent", &self.consent),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// What the person typed the last time.
    pub fn of_slip(slip: &Slip) -> Self {
        let entry = |name: &str| slip.entry(name).unwrap_or_default().to_owned();
        Self {
            number: entry("number"),
            full_name: entry("full_name"),
            day: entry("day"),
            month: entry("month"),
            year: entry("year"),
            year_only: entry("year_only"),
            consent: entry("consent"),
        }
    }

    pub fn agrees(&self) -> bool {
        self.consent == "true"
    }

    /// The number, the name and the date; `consent_needed` while no earlier consent stands.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn check(&self, today: Today, consent_needed: bool) -> Result<Entry, Slip> {
        let mut checking = Checking::new(self.entries());
        let checked = checking.identity(self, &Known::default(), today);
        checking.consent(self, consent_needed);
        checking.done(checked).and_then(|checked| checked.ok_or_else(Slip::default))
    }
}

/// Entries are personal: they are not for logs.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

/// A check in progress: it goes through all fields before it says what is wrong.
#[derive(Debug)]
pub struct Checking(Slip);

impl Checking {
    pub fn new(entries: BTreeMap<String, String>) -> Self {
        Self(Slip { errors: Vec::new(), entries })
    }

    /// The value of a field, or its problem for the slip.
    pub fn field<T>(&mut self, name: &str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push(name, problem)).ok()
    }

    /// The three of the register; what is known already is taken as it is.
    pub fn identity(&mut self, typed: &Typed, known: &Known, today: Today) -> Option<Entry> {
        let number = known.number.clone().map_or_else(|| number(&typed.number, today), Ok);
        let number = self.field("number", number);
        let full_name = known.full_name.clone().map_or_else(|| full_name(&typed.full_name), Ok);
        let full_name = self.field("full_name", full_name);
        let birth_date = known.birth_date.map_or_else(|| birth_date(typed, today), Ok);
        let birth_date = self.field("birth_date", birth_date);
        Some(Entry { number: number?, full_name: full_name?, birth_date: birth_date? })
    }

    pub fn consent(&mut self, typed: &Typed, needed: bool) {
        if needed && !typed.agrees() {
            self.0.push("consent", Problem::ConsentMissing);
        }
    }

    /// # Errors
    /// The slip, when a field was wrong.
    pub fn done<T>(self, value: T) -> Result<T, Slip> {
        if self.0.errors.is_empty() { Ok(value) } else { Err(self.0) }
    }
}

fn number(input: &str, today: Today) -> Result<Cccd, Problem> {
    Cccd::parse(input, i32::from(today.year)).map_err(|error| match error {
        CccdError::Empty => Problem::NumberEmpty,
        CccdError::NotDigits => Problem::NumberNotDigits,
        CccdError::OldCmnd => Problem::NumberOldCmnd,
        CccdError::Length => Problem::NumberLength,
        CccdError::UnknownProvince => Problem::NumberUnknownProvince,
        CccdError::FutureYear => Problem::NumberFutureYear,
    })
}

fn full_name(input: &str) -> Result<FullName, Problem> {
    FullName::parse(input).map_err(|error| match error {
        FullNameError::Empty => Problem::NameEmpty,
        FullNameError::TooLong => Problem::NameTooLong,
        FullNameError::Character => Problem::NameCharacter,
    })
}

fn birth_date(typed: &Typed, today: Today) -> Result<BirthDate, Problem> {
    let parsed = BirthDate::from_fields(&typed.day, &typed.month, &typed.year, typed.year_only == "true");
    let birth = parsed.map_err(|error| match error {
        BirthDateError::Empty => Problem::BirthEmpty,
        BirthDateError::Day => Problem::BirthDay,
        BirthDateError::Month => Problem::BirthMonth,
        BirthDateError::Year | BirthDateError::Format => Problem::BirthYear,
        BirthDateError::Future => Problem::BirthFuture,
    })?;
    let earliest = Today { year: birth.year(), month: birth.month().unwrap_or(1), day: birth.day().unwrap_or(1) };
    if earliest > today { Err(Problem::BirthFuture) } else { Ok(birth) }
}

#[cfg(test)]
mod tests;
