//! A sandbox person: what the providers and the register know of them.

use congdan_domain::{BirthDate, Sex};
use sha2::{Digest, Sha256};

/// A person, or an organisation, to try things out with.
#[derive(Debug)]
pub(crate) struct Person {
    /// The login name at the national provider, and the persona in `login_hint`.
    pub id: &'static str,
    pub name: &'static str,
    /// The twelve digits; organisations have none.
    pub number: Option<&'static str>,
    /// `dd/mm/yyyy`, or `yyyy` where only the year is known.
    pub born: Option<&'static str>,
    pub sex: Option<Sex>,
    pub national: Option<NationalAccount>,
    pub vneid: Option<Level>,
    pub register: Registered,
    /// What the person is for, in one Vietnamese line.
    pub purpose: &'static str,
}

/// An account at the national provider.
#[derive(Debug)]
pub(crate) enum NationalAccount {
    WithCccd,
    WithoutCccd,
    /// Knows only an old identity card number (nine digits).
    WithCmnd(&'static str),
    /// Still carries a number that was changed since.
    WithOldCccd(&'static str),
    Organisation,
}

/// The level of an electronic identity account (mức độ định danh).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    One,
    Two,
}

/// What the population database has of a person.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Registered {
    No,
    Yes,
    /// Under another name than at the providers.
    AsName(&'static str),
    /// Two records answer to the same three entries.
    Twice,
    /// The number was cancelled.
    Cancelled,
    Deceased,
}

impl Level {
    pub fn code(self) -> &'static str {
        match self {
            Self::One => "LoA1",
            Self::Two => "LoA2",
        }
    }
}

impl Person {
    pub fn birth(&self) -> Option<BirthDate> {
        BirthDate::parse_wire(self.born?).ok()
    }

    /// The stable, opaque subject at a provider. It reveals nothing and differs between providers and accounts.
    pub fn subject(&self, provider: &str) -> String {
        let digest = Sha256::digest(format!("congdan sandbox {provider} {}", self.id));
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// An invented address under a domain reserved for examples (RFC 2606).
    pub fn email(&self) -> String {
        format!("{}@example.com", self.id)
    }
}
