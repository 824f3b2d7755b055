//! The personal identification number (số định danh cá nhân), printed on the citizen identity card (CCCD).
//!
//! Twelve ASCII digits `PPP G YY SSSSSS` without a check digit (Nghị định 137/2015, article 13; Thông tư 59/2021/TT-BCA,
//! article 4).

use crate::{
    BirthDate, CardQr, Sex,
    table::rows,
    tidy::{is_grouping, tidied},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Twelve digits. [`Cccd::parse`] also checks that the structure is possible. `Debug` shows the mask.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Cccd(String);

/// Why an entry cannot be a number at all. None of these costs an attempt: nothing is asked of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CccdError {
    /// Nothing is there but spaces, dots and hyphens.
    #[error("the number is empty")]
    Empty,
    /// A character is no digit, in ASCII or in full width.
    #[error("a character is not a digit")]
    NotDigits,
    /// Nine digits: the number of the card before (CMND).
    #[error("nine digits are an old identity card (CMND) number")]
    OldCmnd,
    /// Fewer or more than twelve digits.
    #[error("the number has not twelve digits")]
    Length,
    /// Twelve equal digits, or twelve that count up or down: typed to fill a field, and no number of a person.
    #[error("twelve digits that fill a field are nobody's number")]
    Placeholder,
    /// The first three digits are no province's, and beyond the range of the countries.
    #[error("no province or country has this code")]
    UnknownProvince,
    /// The fourth to sixth digits say a year that has not come.
    #[error("the birth year in the number lies in the future")]
    FutureYear,
}

/// Where the birth was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A province as of the time the code was given; `new_code` is the province it belongs to since 1/7/2025.
    Province {
        /// The Vietnamese name of that time.
        name: &'static str,
        /// The present code, see [`Province::code`](crate::Province::code).
        new_code: &'static str,
    },
    /// A country.
    Country {
        /// Its Vietnamese name.
        name: &'static str,
    },
    /// A 0xx code that no province has or had, or a code from 300 on, where there are no countries: an error.
    UnknownProvince,
    /// A 1xx or 2xx code that our list of countries does not have: the list is second-hand, so this is no error.
    UnknownCountry,
}

/// What in the number disagrees with what the person entered: advice, never a refusal (real numbers with such mistakes exist).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disagreement {
    /// The fourth digit says the other sex.
    Sex,
    /// The fourth to sixth digits say another year.
    BirthYear,
}

impl Cccd {
    /// A number that somebody can have, as typed, copied or stated by a provider: spaces, dots, hyphens and invisible characters are
    /// ignored, and of a card's whole QR text the number is taken. `this_year` is the current year in Vietnam.
    ///
    /// # Errors
    /// The first of [`CccdError`]'s reasons that applies. An unknown country code (1xx, 2xx) is none of them.
    pub fn parse(input: &str, this_year: i32) -> Result<Self, CccdError> {
        let number = match CardQr::parse(input) {
            Ok(card) => card.number,
            Err(_) => Self::from_trusted(input)?,
        };
        if number.is_placeholder() {
            return Err(CccdError::Placeholder);
        }
        if number.place() == Place::UnknownProvince {
            return Err(CccdError::UnknownProvince);
        }
        if i32::from(number.birth_year()) > this_year {
            return Err(CccdError::FutureYear);
        }
        Ok(number)
    }

    /// Only the shape, twelve digits: for what the register or our own store holds, where the structural rules are not ours to
    /// enforce.
    ///
    /// # Errors
    /// Only [`CccdError::Empty`], [`CccdError::NotDigits`], [`CccdError::OldCmnd`] and [`CccdError::Length`].
    pub fn from_trusted(input: &str) -> Result<Self, CccdError> {
        let compact: String = tidied(input).chars().filter(|c| !is_grouping(*c)).collect();
        if compact.is_empty() {
            return Err(CccdError::Empty);
        }
        if !compact.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CccdError::NotDigits);
        }
        match compact.len() {
            12 => Ok(Self(compact)),
            9 => Err(CccdError::OldCmnd),
            _ => Err(CccdError::Length),
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For showing without telling: `025*****0001`.
    pub fn masked(&self) -> String {
        format!("{}*****{}", &self.0[..3], &self.0[8..])
    }

    /// Of a masked number, its last three digits only: `*********001`. For whoever sees a birth date beside it, seven digits would
    /// leave a hundred numbers.
    pub fn ending_of_mask(masked: &str) -> String {
        let ending: String = masked.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
        format!("*********{ending}")
    }

    /// In groups for reading: `025 085 000 001`.
    pub fn grouped(&self) -> String {
        format!("{} {} {} {}", &self.0[..3], &self.0[3..6], &self.0[6..9], &self.0[9..])
    }

    /// The last three digits, for a screen reader ("kết thúc bằng 001").
    pub fn ending(&self) -> &str {
        &self.0[9..]
    }

    /// What the fourth digit says: even male, odd female.
    pub fn sex(&self) -> Sex {
        if self.digit(3).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// What the fourth to sixth digits say: 0 and 1 stand for 1900–1999, 2 and 3 for 2000–2099, and so on.
    pub fn birth_year(&self) -> u16 {
        1900 + 100 * (self.digit(3) / 2) + self.digit(4) * 10 + self.digit(5)
    }

    /// Where the birth was registered, by the first three digits. The person may live elsewhere.
    pub fn place(&self) -> Place {
        let code = &self.0[..3];
        if matches!(code.as_bytes()[0], b'3'..) {
            Place::UnknownProvince
        } else if code.starts_with('0') {
            match rows(PROVINCES).find(|row| row[0] == code) {
                Some(row) => Place::Province { name: row[1], new_code: row[2] },
                None => Place::UnknownProvince,
            }
        } else {
            match rows(COUNTRIES).find(|row| row[0] == code) {
                Some(row) => Place::Country { name: row[1] },
                None => Place::UnknownCountry,
            }
        }
    }

    /// Compares the number with the person's own entries.
    pub fn disagreements(&self, birth: Option<BirthDate>, sex: Option<Sex>) -> Vec<Disagreement> {
        let mut found = Vec::new();
        if birth.is_some_and(|birth| birth.year() != self.birth_year()) {
            found.push(Disagreement::BirthYear);
        }
        if sex.is_some_and(|sex| sex != self.sex()) {
            found.push(Disagreement::Sex);
        }
        found
    }

    /// Each digit is the one before it, plus or minus a step that is the same throughout: 1111…, 1234…, 9876….
    fn is_placeholder(&self) -> bool {
        let steps = |step: u16| (1..12).all(|at| self.digit(at) == (self.digit(at - 1) + step) % 10);
        [0, 1, 9].into_iter().any(steps)
    }

    fn digit(&self, at: usize) -> u16 {
        u16::from(self.0.as_bytes()[at] - b'0')
    }
}

const PROVINCES: &str = include_str!("../data/cccd_province_codes.csv");
const COUNTRIES: &str = include_str!("../data/cccd_country_codes.csv");

impl std::fmt::Debug for Cccd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cccd({})", self.masked())
    }
}

impl<'de> Deserialize<'de> for Cccd {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_trusted(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
