//! The contact fields are the person's own (rule 10): only their form is checked.

use crate::{
    entry::{Checking, KnownEntry, TypedEntry},
    form_state::{FormState, Problem},
    when::Today,
};
use congdan_domain::{Email, Entry, Phone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed into the contact fields.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedContact {
    pub phone: String,
    pub email: String,
    pub contact_address: String,
}

/// A form without errors.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedProfile {
    /// Normalised; empty where nothing was entered.
    pub contact: TypedContact,
    /// What the register is asked; `None` without a number, or without a consent.
    pub entry: Option<Entry>,
}

/// Longest contact address, in characters.
const MAX_ADDRESS: usize = 300;

impl TypedContact {
    fn entries(&self) -> BTreeMap<String, String> {
        let fields = [("phone", &self.phone), ("email", &self.email), ("contact_address", &self.contact_address)];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// What the person typed the last time.
    pub fn of_form_state(state: &FormState) -> Self {
        let entry = |name: &str| state.entry(name).unwrap_or_default().to_owned();
        Self { phone: entry("phone"), email: entry("email"), contact_address: entry("contact_address") }
    }
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for TypedContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedContact")
    }
}

/// The whole form. Name and birth date matter only together with a number: without one, only the contact data are saved. The
/// same holds for a verified person who does not agree to a match: their contact data are saved without it.
///
/// # Errors
/// Every field that is wrong, in the order of the page.
pub fn check(
    typed: &TypedEntry,
    contact: &TypedContact,
    known: &KnownEntry,
    today: Today,
    consent_given: bool,
) -> Result<CheckedProfile, FormState> {
    let has_number = known.number.is_some();
    let asks_register = if has_number { consent_given || typed.agrees() } else { !typed.number.trim().is_empty() };
    let mut checking = checking(typed, contact);
    let entry = if asks_register { checking.entry(typed, known, today) } else { None };
    let contact = contact_fields(&mut checking, contact);
    checking.consent(typed, asks_register && !consent_given);
    checking.done(CheckedProfile { contact, entry })
}

/// The contact data alone: what else was typed is neither looked at nor lost.
///
/// # Errors
/// Every contact field that is wrong.
pub fn check_contact(typed: &TypedEntry, contact: &TypedContact) -> Result<CheckedProfile, FormState> {
    let mut checking = checking(typed, contact);
    let contact = contact_fields(&mut checking, contact);
    checking.done(CheckedProfile { contact, entry: None })
}

/// With everything as it was typed.
fn checking(typed: &TypedEntry, contact: &TypedContact) -> Checking {
    let mut entries = typed.entries();
    entries.extend(contact.entries());
    Checking::new(entries)
}

fn contact_fields(checking: &mut Checking, typed: &TypedContact) -> TypedContact {
    TypedContact {
        phone: checking.field("phone", phone(&typed.phone)).unwrap_or_default(),
        email: checking.field("email", email(&typed.email)).unwrap_or_default(),
        contact_address: checking.field("contact_address", address(&typed.contact_address)).unwrap_or_default(),
    }
}

/// Empty, or a number in one way of writing.
fn phone(input: &str) -> Result<String, Problem> {
    if input.trim().is_empty() {
        return Ok(String::new());
    }
    Phone::parse(input).map(|phone| phone.as_str().to_owned()).map_err(|_| Problem::PhoneFormat)
}

/// Empty, or an address.
fn email(input: &str) -> Result<String, Problem> {
    if input.trim().is_empty() {
        return Ok(String::new());
    }
    Email::parse(input).map(|email| email.as_str().to_owned()).map_err(|_| Problem::EmailFormat)
}

fn address(input: &str) -> Result<String, Problem> {
    let line = input.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MAX_ADDRESS { Err(Problem::TooLong) } else { Ok(line) }
}

#[cfg(test)]
mod tests;
