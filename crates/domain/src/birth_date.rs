//! A birth date as far as it is known: some people have only a year, or a month and a year.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, Month};

/// A day, a month or a year of birth. `Debug` shows only how much of it is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BirthDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Which part of an entry is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BirthDateError {
    #[error("the birth date is empty")]
    Empty,
    #[error("the day is not a day of that month")]
    Day,
    #[error("the month is not 1 to 12")]
    Month,
    #[error("the year is not a year between 1900 and 2099")]
    Year,
    /// Found by whoever has a clock, with [`BirthDate::is_after`].
    #[error("the birth date is in the future")]
    Future,
    #[error("not a date in a known format")]
    Format,
}

impl BirthDate {
    /// A day without a month is refused; a month without a day is a "month and year" birth date.
    ///
    /// # Errors
    /// [`BirthDateError::Year`], [`BirthDateError::Month`] or [`BirthDateError::Day`]: the first part that is wrong.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, BirthDateError> {
        if !(1900..=2099).contains(&year) {
            return Err(BirthDateError::Year);
        }
        match (month, day) {
            (None, None) => {}
            (None, Some(_)) => return Err(BirthDateError::Month),
            (Some(month), day) => {
                let month = Month::try_from(month).map_err(|_| BirthDateError::Month)?;
                Date::from_calendar_date(i32::from(year), month, day.unwrap_or(1)).map_err(|_| BirthDateError::Day)?;
            }
        }
        Ok(Self { year, month, day })
    }

    /// From the three fields of the form, as typed. With `year_only` day and month are ignored; without it all three are
    /// needed, so that a forgotten day is a slip and not another birth date.
    ///
    /// # Errors
    /// As [`BirthDate::new`], or [`BirthDateError::Empty`] when nothing was entered.
    pub fn from_fields(day: &str, month: &str, year: &str, year_only: bool) -> Result<Self, BirthDateError> {
        let (day, month, year) = (day.trim(), month.trim(), year.trim());
        if year.is_empty() && (year_only || (day.is_empty() && month.is_empty())) {
            return Err(BirthDateError::Empty);
        }
        let year = digits(year, 4).ok_or(BirthDateError::Year)?;
        if year_only {
            return Self::new(year, None, None);
        }
        let month = digits(month, 2).ok_or(BirthDateError::Month)?;
        let day = digits(day, 2).ok_or(BirthDateError::Day)?;
        Self::new(year, Some(month), Some(day))
    }

    /// A provider's or the register's text: `dd/mm/yyyy`, `mm/yyyy`, `yyyy`, `yyyyMMdd`, or ISO 8601 `yyyy-mm-dd` and
    /// `yyyy-mm` (a time or a time zone after it is ignored).
    ///
    /// # Errors
    /// [`BirthDateError::Format`] for any other text, and those of [`BirthDate::new`].
    pub fn parse_wire(text: &str) -> Result<Self, BirthDateError> {
        let date = text.trim().split(['T', ' ', '+', 'Z']).next().unwrap_or_default();
        let parts: Vec<&str> = date.split(['/', '-']).collect();
        let (year, month, day) = match parts.as_slice() {
            [all] if all.len() == 8 && all.is_ascii() => (&all[..4], Some(&all[4..6]), Some(&all[6..])),
            [year] => (*year, None, None),
            [year, month] if year.len() == 4 => (*year, Some(*month), None),
            [month, year] => (*year, Some(*month), None),
            [year, month, day] if year.len() == 4 => (*year, Some(*month), Some(*day)),
            [day, month, year] => (*year, Some(*month), Some(*day)),
            _ => return Err(BirthDateError::Format),
        };
        let two_digits =
            |part: Option<&str>| part.map(|part| digits(part, 2).ok_or(BirthDateError::Format)).transpose();
        let year = digits(year, 4).filter(|_| year.len() == 4).ok_or(BirthDateError::Format)?;
        Self::new(year, two_digits(month)?, two_digits(day)?)
    }

    /// 1900 to 2099.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12, where it is known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// 1 to 31, where it is known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Neither month nor day is known.
    pub fn is_year_only(self) -> bool {
        self.month.is_none()
    }

    /// Whether it lies in the future: even the earliest day it could be comes after `today`.
    pub fn is_after(self, today: Date) -> bool {
        let earliest = (i32::from(self.year), self.month.unwrap_or(1), self.day.unwrap_or(1));
        earliest > (today.year(), u8::from(today.month()), today.day())
    }

    /// `dd/mm/yyyy`, `mm/yyyy` or `yyyy`.
    pub fn display(self) -> String {
        match (self.day, self.month) {
            (Some(day), Some(month)) => format!("{day:02}/{month:02}/{}", self.year),
            (None, Some(month)) => format!("{month:02}/{}", self.year),
            _ => self.year.to_string(),
        }
    }

    /// `yyyyMMdd` where the day is known, as the register's `NgayThangNam`.
    pub fn register_day(self) -> Option<String> {
        Some(format!("{:04}{:02}{:02}", self.year, self.month?, self.day?))
    }

    /// Whether both can be the same day: a part that one of them lacks does not contradict.
    pub fn agrees_with(self, other: Self) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }

    /// Whether it says the same as the other, and less of it.
    pub fn is_vaguer_than(self, other: Self) -> bool {
        let parts = |date: Self| u8::from(date.month.is_some()) + u8::from(date.day.is_some());
        self.agrees_with(other) && parts(self) < parts(other)
    }
}

/// ASCII digits, at least one and at most `most`.
fn digits<T: std::str::FromStr>(text: &str, most: usize) -> Option<T> {
    let shaped = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    shaped.then(|| text.parse().ok()).flatten()
}

impl std::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match (self.month, self.day) {
            (Some(_), Some(_)) => "BirthDate(day known)",
            (Some(_), None) => "BirthDate(month known)",
            _ => "BirthDate(year known)",
        })
    }
}

impl Serialize for BirthDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.display())
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse_wire(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
