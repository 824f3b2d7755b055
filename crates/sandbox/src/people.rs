//! The sandbox people: invented, with numbers that no living person has (their last six digits begin with 999).

mod registry;
mod table;

use congdan_domain::{BirthDate, Sex};
pub(crate) use registry::{NewPerson, People, Unmakeable};
use sha2::{Digest, Sha256};
use table::PEOPLE;

/// Everybody's password, at both providers and on the phone.
pub const PASSWORD: &str = "Sandbox@123";
/// Everybody's OTP and passcode.
pub const CODE: &str = "123456";

/// Someone (or an organisation) who can be tried out.
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

/// What the population database knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Registered {
    No,
    Yes,
    /// Under another name than the providers say.
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

    /// The stable, opaque subject at a provider: it tells nothing and differs between providers and accounts.
    pub fn subject(&self, provider: &str) -> String {
        let digest = Sha256::digest(format!("congdan sandbox {provider} {}", self.id));
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// An invented telephone number, in a range that nobody was given.
    pub fn phone(&self) -> String {
        format!("0100999{:03}", self.place() + 1)
    }

    /// The place in the table; people made later share 100 to 899.
    pub fn place(&self) -> usize {
        let by_name = || 100 + self.id.bytes().fold(0, |sum, byte| (sum * 31 + usize::from(byte)) % 800);
        PEOPLE.iter().position(|person| person.id == self.id).unwrap_or_else(by_name)
    }

    /// An invented address under a domain reserved for examples (RFC 2606).
    pub fn email(&self) -> String {
        format!("{}@example.com", self.id)
    }
}

/// Whether the number is one of the sandbox's: twelve digits (nine for an old card), the last six beginning with 999.
pub(crate) fn is_sandbox_number(digits: &str) -> bool {
    matches!(digits.len(), 9 | 12)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits[digits.len() - 6..].starts_with("999")
}

/// The number as typed, without the spaces, dots and hyphens of reading groups.
pub(crate) fn compact_number(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use congdan_domain::{Cccd, FullName};
    use std::collections::HashSet;

    #[test]
    fn every_person_is_possible_and_nobody_real() {
        for person in PEOPLE {
            FullName::parse(person.name).unwrap();
            if let Some(number) = person.number {
                assert!(is_sandbox_number(number), "{}", person.id);
                let number = Cccd::parse(number, 2026).unwrap();
                assert_eq!(number.disagreements(person.birth(), person.sex), [], "{}", person.id);
            }
        }
    }

    #[test]
    fn login_names_are_unique_and_so_are_vneid_numbers() {
        let ids: HashSet<_> = PEOPLE.iter().map(|person| person.id).collect();
        assert_eq!(ids.len(), PEOPLE.len());
        let with_vneid: Vec<_> = PEOPLE.iter().filter(|person| person.vneid.is_some()).collect();
        let numbers: HashSet<_> = with_vneid.iter().map(|person| person.number.unwrap()).collect();
        assert_eq!(numbers.len(), with_vneid.len());
    }

    #[test]
    fn the_two_accounts_of_one_person_have_different_subjects() {
        let people = People::default();
        let (one, two) = (people.find("binh").unwrap(), people.find("binh2").unwrap());
        assert_eq!(one.number, two.number);
        assert_ne!(one.subject("dvcqg"), two.subject("dvcqg"));
        assert_ne!(one.subject("dvcqg"), one.subject("vneid"));
    }

    #[test]
    fn a_real_number_is_not_a_sandbox_number() {
        for number in ["025085000001", "025085998999", "123456789", "", "999", "02508599900a"] {
            assert!(!is_sandbox_number(number), "{number}");
        }
    }

    #[test]
    fn the_documentation_lists_everybody() {
        let document = include_str!("../../../docs/SANDBOX.md");
        for Person { id, name, number, born, .. } in PEOPLE {
            let name = FullName::parse(name).unwrap();
            let row = format!("| {id} | {} | {} | {} |", name.as_str(), number.unwrap_or("–"), born.unwrap_or("–"));
            assert!(document.contains(&row), "{row}");
        }
    }
}
