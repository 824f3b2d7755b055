//! The contact fields are the person's own (journeys, rule 10): only their form is checked.

use crate::{
    cccd::{Checking, Known, Today, Typed},
    slip::{Problem, Slip},
};
use congdan_domain::Entry;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed into the contact fields.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub phone: String,
    pub email: String,
    pub contact_address: String,
}

/// A form that can be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// In one way of writing; empty where nothing was entered.
    pub contact: Contact,
    /// What the register is asked; nothing without a number, or without a consent.
    pub identity: Option<Entry>,
}

/// Longest contact address, in characters.
const MAX_ADDRESS: usize = 300;

impl Contact {
    fn entries(&self) -> BTreeMap<String, String> {
        let fields = [("phone", &self.phone), ("email", &self.email), ("contact_address", &self.contact_address)];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// What the person typed the last time.
    pub fn of_slip(slip: &Slip) -> Self {
        let entry = |name: &str| slip.entry(name).unwrap_or_default().to_owned();
        Self { phone: entry("phone"), email: entry("email"), contact_address: entry("contact_address") }
    }
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact")
    }
}

/// The whole form. Name and birth date matter only together with a number: without one, only the contact data are saved. So it
/// is for a verified person who does not agree to a comparison: contact data are theirs, whatever they say to that.
///
/// # Errors
/// Every field that is wrong, in the order of the page.
pub fn check(
    typed: &Typed,
    contact: &Contact,
    known: &Known,
    today: Today,
    consent_stands: bool,
) -> Result<Saved, Slip> {
    let has_number = known.number.is_some();
    let asks_register = if has_number { consent_stands || typed.agrees() } else { !typed.number.trim().is_empty() };
    let mut entries = typed.entries();
    entries.extend(contact.entries());
    let mut checking = Checking::new(entries);
    let identity = if asks_register { checking.identity(typed, known, today) } else { None };
    let phone = checking.field("phone", phone(&contact.phone)).unwrap_or_default();
    let email = checking.field("email", email(&contact.email)).unwrap_or_default();
    let contact_address = checking.field("contact_address", address(&contact.contact_address)).unwrap_or_default();
    checking.consent(typed, asks_register && !consent_stands);
    checking.done(Saved { contact: Contact { phone, email, contact_address }, identity })
}

/// Ten digits, or `+84` and nine: as a person writes it, kept as `0912345678`.
fn phone(input: &str) -> Result<String, Problem> {
    let compact: String = input.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    let national = compact.strip_prefix("+84").map_or_else(|| compact.clone(), |rest| format!("0{rest}"));
    let is_phone =
        national.len() == 10 && national.starts_with('0') && national.bytes().all(|byte| byte.is_ascii_digit());
    if compact.is_empty() || is_phone { Ok(national) } else { Err(Problem::PhoneFormat) }
}

/// Something, one `@`, a host with a dot: more would refuse addresses that work.
fn email(input: &str) -> Result<String, Problem> {
    let email = input.trim();
    if email.is_empty() {
        return Ok(String::new());
    }
    let is_email = email.len() <= 254
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(name, host)| {
            let has_dot = host.split_once('.').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
            !name.is_empty() && has_dot && !host.contains('@') && !host.ends_with('.')
        });
    if is_email { Ok(email.to_owned()) } else { Err(Problem::EmailFormat) }
}

fn address(input: &str) -> Result<String, Problem> {
    let line = input.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MAX_ADDRESS { Err(Problem::TooLong) } else { Ok(line) }
}

#[cfg(test)]
mod tests;
