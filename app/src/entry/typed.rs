//! What was typed, and the check of its form (rule 6): it asks nothing of the register, and is the same on the server
//! and in the browser.

use crate::{
    form_state::{FormState, Problem},
    when::Today,
};
use congdan_domain::{BirthDate, BirthDateError, Cccd, Entry, FullName, FullNameError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed into the fields that the CCCD screen and the profile share; a box that is ticked has the value `true`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedEntry {
    pub number: String,
    pub full_name: String,
    pub day: String,
    pub month: String,
    pub year: String,
    pub year_only: String,
    pub consent: String,
    /// Which text stood beside the box (`crate::consent::mark`).
    pub consent_text: String,
}

/// What the register or a provider vouches for already: the form shows it, and does not change or check it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownEntry {
    pub number: Option<Cccd>,
    pub full_name: Option<FullName>,
    pub birth_date: Option<BirthDate>,
}

impl TypedEntry {
    /// The fields as a form knows them; consent is an act, so it is never filled in.
    pub fn of(known: &KnownEntry) -> Self {
        let part = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
        let birth = known.birth_date;
        Self {
            number: known.number.as_ref().map(Cccd::grouped).unwrap_or_default(),
            full_name: known.full_name.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default(),
            day: part(birth.and_then(BirthDate::day)),
            month: part(birth.and_then(BirthDate::month)),
            year: birth.map(|birth| birth.year().to_string()).unwrap_or_default(),
            year_only: birth.filter(|birth| birth.is_year_only()).map(|_| "true".to_owned()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// By field name, as a form state keeps them.
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
    pub fn of_form_state(state: &FormState) -> Self {
        let entry = |name: &str| state.entry(name).unwrap_or_default().to_owned();
        Self {
            number: entry("number"),
            full_name: entry("full_name"),
            day: entry("day"),
            month: entry("month"),
            year: entry("year"),
            year_only: entry("year_only"),
            consent: entry("consent"),
            consent_text: String::new(),
        }
    }

    /// Whether the person has ticked the consent.
    pub fn agrees(&self) -> bool {
        self.consent == "true"
    }

    /// The text beside which the person has ticked the box. A tick beside a text that this release does not have is none.
    #[cfg(feature = "ssr")]
    pub fn take_tick(&mut self, page: crate::i18n::Language) -> Option<congdan_flows::ports::consents::ConsentText> {
        let text = if self.agrees() { crate::consent::read_mark(&self.consent_text, page) } else { None };
        if text.is_none() {
            self.consent.clear();
        }
        text
    }

    /// The number, the name and the date; `consent_needed` while there is no earlier consent.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn check(&self, today: Today, consent_needed: bool) -> Result<Entry, FormState> {
        let mut checking = Checking::new(self.entries());
        let entry = checking.entry(self, &KnownEntry::default(), today);
        checking.consent(self, consent_needed);
        checking.done(entry).and_then(|entry| entry.ok_or_else(FormState::default))
    }

    /// An entry as the form shows it.
    pub fn of_entry(entry: &Entry) -> Self {
        Self::of(&KnownEntry {
            number: Some(entry.number.clone()),
            full_name: Some(entry.full_name.clone()),
            birth_date: Some(entry.birth_date),
        })
    }
}

/// Entries are personal: they are not for logs.
impl std::fmt::Debug for TypedEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedEntry")
    }
}

/// A check in progress: it goes through all fields before it reports what is wrong.
#[derive(Debug)]
pub struct Checking(FormState);

impl Checking {
    /// Begins with what was typed, which an invalid form returns.
    pub fn new(entries: BTreeMap<String, String>) -> Self {
        Self(FormState { errors: Vec::new(), entries })
    }

    /// The value of a field, or its problem for the form state.
    pub fn field<T>(&mut self, name: &str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push(name, problem)).ok()
    }

    /// The three values that the register is asked about; what is known already is taken as it is.
    pub fn entry(&mut self, typed: &TypedEntry, known: &KnownEntry, today: Today) -> Option<Entry> {
        let number = known.number.clone().map_or_else(|| number(&typed.number, today), Ok);
        let number = self.field("number", number);
        let full_name = known.full_name.clone().map_or_else(|| full_name(&typed.full_name), Ok);
        let full_name = self.field("full_name", full_name);
        let birth_date = known.birth_date.map_or_else(|| birth_date(typed, today), Ok);
        let birth_date = self.field("birth_date", birth_date);
        Some(Entry { number: number?, full_name: full_name?, birth_date: birth_date? })
    }

    /// Demands the tick where it is needed.
    pub fn consent(&mut self, typed: &TypedEntry, needed: bool) {
        if needed && !typed.agrees() {
            self.0.push("consent", Problem::ConsentMissing);
        }
    }

    /// # Errors
    /// The form's state, when a field was wrong.
    pub fn done<T>(self, value: T) -> Result<T, FormState> {
        if self.0.errors.is_empty() { Ok(value) } else { Err(self.0) }
    }
}

fn number(input: &str, today: Today) -> Result<Cccd, Problem> {
    Cccd::parse(input, i32::from(today.year)).map_err(Problem::from)
}

fn full_name(input: &str) -> Result<FullName, Problem> {
    FullName::parse(input).map_err(|error| match error {
        FullNameError::Empty => Problem::NameEmpty,
        FullNameError::TooLong => Problem::NameTooLong,
        FullNameError::Character => Problem::NameCharacter,
        FullNameError::InputMethod => Problem::NameInputMethod,
    })
}

fn birth_date(typed: &TypedEntry, today: Today) -> Result<BirthDate, Problem> {
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
