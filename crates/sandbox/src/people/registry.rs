//! Everybody there is: the table's people, and those that a test made.

use congdan_domain::{BirthDate, FullName, Sex};
use serde::Deserialize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::table::PEOPLE;
use super::{Level, NationalAccount, Person, Registered, is_sandbox_number};

/// Made people live until the process ends, because sessions and tokens point at them: a reset only takes them off the
/// list. So there is a bound for the whole process.
const MOST_MADE: usize = 1_000;
static MADE: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug, Default)]
pub(crate) struct People {
    made: Mutex<Vec<&'static Person>>,
}

/// The body of the control call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// The login name: lower-case letters and digits.
    id: String,
    name: String,
    #[serde(default)]
    number: Option<String>,
    /// `dd/mm/yyyy` or `yyyy`.
    #[serde(default)]
    born: Option<String>,
    #[serde(default)]
    sex: Option<NewSex>,
    #[serde(default)]
    national: Option<NewNational>,
    /// 1 or 2.
    #[serde(default)]
    vneid: Option<u8>,
    #[serde(default)]
    register: NewRegistered,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NewSex {
    Male,
    Female,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NewNational {
    WithCccd,
    WithoutCccd,
    Organisation,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NewRegistered {
    No,
    #[default]
    Yes,
    Twice,
    Cancelled,
    Deceased,
    AsName(String),
}

/// Why nobody was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unmakeable {
    Id,
    IdTaken,
    Name,
    Number,
    Born,
    Level,
    NumberNeeded,
    NumberTaken,
    TooMany,
}

impl Unmakeable {
    /// In the control call's words, which repeat no entry.
    pub fn text(self) -> &'static str {
        match self {
            Self::Id => "id is 1 to 32 lower-case letters and digits",
            Self::IdTaken => "id is taken",
            Self::Name => "name is not a name",
            Self::Number => "number is twelve digits whose last six begin with 999",
            Self::Born => "born is dd/mm/yyyy or yyyy",
            Self::Level => "vneid is a level, 1 or 2",
            Self::NumberNeeded => "a VNeID account needs a number",
            Self::NumberTaken => "another VNeID account has this number",
            Self::TooMany => "too many people were made: restart the sandbox",
        }
    }
}

impl People {
    pub fn all(&self) -> Vec<&'static Person> {
        PEOPLE.iter().chain(self.lock().iter().copied()).collect()
    }

    pub fn find(&self, id: &str) -> Option<&'static Person> {
        self.all().into_iter().find(|person| person.id == id)
    }

    /// The holder of the VNeID account with this number.
    pub fn by_vneid_number(&self, number: &str) -> Option<&'static Person> {
        self.all().into_iter().find(|person| person.vneid.is_some() && person.number == Some(number))
    }

    /// Makes somebody.
    ///
    /// # Errors
    /// The first thing that is wrong with the entries.
    pub fn make(&self, new: NewPerson) -> Result<&'static Person, Unmakeable> {
        self.check(&new)?;
        let vneid = match new.vneid {
            None => None,
            Some(1) => Some(Level::One),
            Some(2) => Some(Level::Two),
            Some(_) => return Err(Unmakeable::Level),
        };
        if MADE.fetch_add(1, Ordering::Relaxed) >= MOST_MADE {
            return Err(Unmakeable::TooMany);
        }
        let person: &'static Person = Box::leak(Box::new(Person {
            id: new.id.leak(),
            name: new.name.leak(),
            number: new.number.map(|number| &*number.leak()),
            born: new.born.map(|born| &*born.leak()),
            sex: new.sex.map(|sex| match sex {
                NewSex::Male => Sex::Male,
                NewSex::Female => Sex::Female,
            }),
            national: new.national.map(|national| match national {
                NewNational::WithCccd => NationalAccount::WithCccd,
                NewNational::WithoutCccd => NationalAccount::WithoutCccd,
                NewNational::Organisation => NationalAccount::Organisation,
            }),
            vneid,
            register: match new.register {
                NewRegistered::No => Registered::No,
                NewRegistered::Yes => Registered::Yes,
                NewRegistered::Twice => Registered::Twice,
                NewRegistered::Cancelled => Registered::Cancelled,
                NewRegistered::Deceased => Registered::Deceased,
                NewRegistered::AsName(name) => Registered::AsName(name.leak()),
            },
            purpose: "Được tạo thêm.",
        }));
        self.lock().push(person);
        Ok(person)
    }

    fn check(&self, new: &NewPerson) -> Result<(), Unmakeable> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if !(1..=32).contains(&new.id.len()) || !new.id.chars().all(is_plain) {
            return Err(Unmakeable::Id);
        }
        if self.find(&new.id).is_some() {
            return Err(Unmakeable::IdTaken);
        }
        if FullName::parse(&new.name).is_err() {
            return Err(Unmakeable::Name);
        }
        if let Some(number) = &new.number
            && (number.len() != 12 || !is_sandbox_number(number))
        {
            return Err(Unmakeable::Number);
        }
        if new.born.as_deref().is_some_and(|born| BirthDate::parse_wire(born).is_err()) {
            return Err(Unmakeable::Born);
        }
        if new.vneid.is_some() {
            let number = new.number.as_deref().ok_or(Unmakeable::NumberNeeded)?;
            if self.by_vneid_number(number).is_some() {
                return Err(Unmakeable::NumberTaken);
            }
        }
        Ok(())
    }

    /// Back to the table.
    pub fn reset(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<&'static Person>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
