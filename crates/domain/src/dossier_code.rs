//! The code of a submitted dossier (mã hồ sơ).

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, Month};

/// `{unit}-{yyMMdd}-{NNNN}`, e.g. `H44.12-260615-0001`: the receiving unit, the day in Vietnam and a number that runs per
/// unit and day. It names no person, so it may be shown and logged; the dossier search asks for more than the code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DossierCode(String);

/// Which part of a code is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DossierCodeError {
    /// The code has not the three parts.
    #[error("not of the form unit-yyMMdd-NNNN")]
    Format,
    /// The first part.
    #[error("the unit is not letters and digits in groups separated by dots")]
    Unit,
    /// The second part.
    #[error("the day is not a day between 2000 and 2099")]
    Day,
    /// The third part.
    #[error("the running number is not 1 to {}", DossierCode::MAX_NUMBER)]
    Number,
}

impl DossierCode {
    /// The most dossiers a unit can number in a day.
    pub const MAX_NUMBER: u16 = 9999;
    /// Longest unit, in characters.
    pub const MAX_UNIT: usize = 32;

    /// The code of a unit's dossier number `number` of a day.
    ///
    /// # Errors
    /// [`DossierCodeError::Unit`], [`DossierCodeError::Day`] or [`DossierCodeError::Number`].
    pub fn new(unit: &str, day: Date, number: u16) -> Result<Self, DossierCodeError> {
        let unit = unit.to_ascii_uppercase();
        let sound = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if unit.len() > Self::MAX_UNIT || !unit.split('.').all(sound) {
            return Err(DossierCodeError::Unit);
        }
        if !(2000..=2099).contains(&day.year()) {
            return Err(DossierCodeError::Day);
        }
        if !(1..=Self::MAX_NUMBER).contains(&number) {
            return Err(DossierCodeError::Number);
        }
        Ok(Self(format!("{unit}-{:02}{:02}{:02}-{number:04}", day.year() - 2000, u8::from(day.month()), day.day())))
    }

    /// What a person typed or pasted: small letters, spaces and typographic dashes are put right.
    ///
    /// # Errors
    /// [`DossierCodeError::Format`] without the three parts, otherwise as [`DossierCode::new`].
    pub fn parse(input: &str) -> Result<Self, DossierCodeError> {
        let compact: String = input
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c })
            .collect();
        let parts: Vec<&str> = compact.split('-').collect();
        let [unit, day, number] = parts.as_slice() else { return Err(DossierCodeError::Format) };
        let day = parse_day(day).ok_or(DossierCodeError::Day)?;
        let number = if number.len() == 4 { digits(number) } else { None }.ok_or(DossierCodeError::Number)?;
        Self::new(unit, day, number)
    }

    /// In capital letters, without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn parse_day(text: &str) -> Option<Date> {
    if text.len() != 6 || !text.is_ascii() {
        return None;
    }
    let [year, month, day] = [digits(&text[..2])?, digits(&text[2..4])?, digits(&text[4..])?];
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(2000 + i32::from(year), month, u8::try_from(day).ok()?).ok()
}

fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl std::fmt::Display for DossierCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DossierCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
