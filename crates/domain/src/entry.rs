//! What the register is asked about.

use crate::{BirthDate, Cccd, FullName, difference::is_same_name};

/// Number, full name and birth date of one person (guide I.2, "thông tin đối chiếu"). The register is asked about all three
/// together, and cannot say which of them is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The CCCD number.
    pub number: Cccd,
    /// The name as on the card.
    pub full_name: FullName,
    /// The date, or the year alone where the card has no more.
    pub birth_date: BirthDate,
}

/// Whether an entry is about the person whom a provider asserts (ADR 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Name and birth date are those of that person, up to spelling and precision.
    Agrees,
    /// Nothing differs, and the provider does not assert both.
    Incomparable,
    /// The name or the birth date is another person's, or an older one.
    Differs,
}

impl Entry {
    /// How the entry stands to the name and the birth date that a provider asserts.
    pub fn agreement(&self, full_name: Option<&FullName>, birth_date: Option<BirthDate>) -> Agreement {
        let same_name = full_name.map(|name| is_same_name(&self.full_name, name));
        let same_birth = birth_date.map(|birth| self.birth_date.agrees_with(birth));
        match (same_name, same_birth) {
            (Some(false), _) | (_, Some(false)) => Agreement::Differs,
            (Some(true), Some(true)) => Agreement::Agrees,
            _ => Agreement::Incomparable,
        }
    }
}
