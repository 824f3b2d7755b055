//! The entries from which a person is made, and what can be wrong with them.

use super::person::{Level, NationalAccount, Person, Registered};
use congdan_domain::Sex;
use serde::Deserialize;

/// The body of the control call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// The login name: lower-case letters and digits.
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub number: Option<String>,
    /// `dd/mm/yyyy` or `yyyy`.
    #[serde(default)]
    pub born: Option<String>,
    #[serde(default)]
    sex: Option<NewSex>,
    #[serde(default)]
    national: Option<NewNational>,
    /// 1 or 2.
    #[serde(default)]
    pub vneid: Option<u8>,
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

impl NewPerson {
    /// # Errors
    /// `vneid` is neither 1 nor 2.
    pub fn level(&self) -> Result<Option<Level>, NewPersonError> {
        match self.vneid {
            None => Ok(None),
            Some(1) => Ok(Some(Level::One)),
            Some(2) => Ok(Some(Level::Two)),
            Some(_) => Err(NewPersonError::Level),
        }
    }

    /// The person with these entries. Its texts live until the process ends.
    pub fn into_person(self, vneid: Option<Level>) -> Person {
        Person {
            id: self.id.leak(),
            name: self.name.leak(),
            number: self.number.map(|number| &*number.leak()),
            born: self.born.map(|born| &*born.leak()),
            sex: self.sex.map(|sex| match sex {
                NewSex::Male => Sex::Male,
                NewSex::Female => Sex::Female,
            }),
            national: self.national.map(|national| match national {
                NewNational::WithCccd => NationalAccount::WithCccd,
                NewNational::WithoutCccd => NationalAccount::WithoutCccd,
                NewNational::Organisation => NationalAccount::Organisation,
            }),
            vneid,
            register: match self.register {
                NewRegistered::No => Registered::No,
                NewRegistered::Yes => Registered::Yes,
                NewRegistered::Twice => Registered::Twice,
                NewRegistered::Cancelled => Registered::Cancelled,
                NewRegistered::Deceased => Registered::Deceased,
                NewRegistered::AsName(name) => Registered::AsName(name.leak()),
            },
            purpose: "Được tạo thêm.",
        }
    }
}

/// Why the person was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NewPersonError {
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

impl NewPersonError {
    /// The control call's answer. It repeats no entry.
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
