//! A birth date as far as it is known: some people have only a year, or a month and a year.

use crate::tidy::tidied;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, Duration, Month};

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
    /// Nothing was entered.
    #[error("the birth date is empty")]
    Empty,
    /// The day is missing, or that month has no such day.
    #[error("the day is not a day of that month")]
    Day,
    /// The month is missing, or none of the twelve.
    #[error("the month is not 1 to 12")]
    Month,
    /// The year is missing, or out of range.
    #[error("the year is not a year between 1900 and 2099")]
    Year,
    /// The date has not come. A caller with a clock finds it with [`BirthDate::is_after`].
    #[error("the birth date is in the future")]
    Future,
    /// A provider's or the register's text has another form.
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
    /// needed, so that a forgotten day is a mistake and not another birth date. A whole date in the field of the day
    /// (`15/3/1990`, `15031990`) is taken apart where the other two are empty.
    ///
    /// # Errors
    /// As [`BirthDate::new`], or [`BirthDateError::Empty`] when nothing was entered.
    pub fn from_fields(day: &str, month: &str, year: &str, year_only: bool) -> Result<Self, BirthDateError> {
        let (day, month, year) = (tidied(day), tidied(month), tidied(year));
        let (mut day, mut month, mut year) = (day.trim(), month.trim(), year.trim());
        if month.is_empty() && year.is_empty() && !year_only {
            [day, month, year] = day_month_year(day).unwrap_or([day, month, year]);
        }
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
    /// `yyyy-mm`. Zeros for day or month mean that the part is not known.
    ///
    /// A time with a zone is midnight in Vietnam, written by a system of another zone: `1985-05-14T17:00:00Z` is
    /// 15/05/1985. A time without a zone, and a zone without a time, change nothing.
    ///
    /// # Errors
    /// [`BirthDateError::Format`] for any other text, and those of [`BirthDate::new`].
    pub fn parse_wire(text: &str) -> Result<Self, BirthDateError> {
        let text = tidied(text).to_ascii_uppercase();
        let (date, time) = match text.trim().split_once(['T', ' ']) {
            Some((date, time)) => (date, time),
            None => (text.trim().split(['+', 'Z']).next().unwrap_or_default(), ""),
        };
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
        let known = |part: Option<&str>| {
            let number = part.map(|part| digits::<u8>(part, 2).ok_or(BirthDateError::Format)).transpose();
            number.map(|number| number.filter(|number| *number != 0))
        };
        let year = digits(year, 4).filter(|_| year.len() == 4).ok_or(BirthDateError::Format)?;
        Self::new(year, known(month)?, known(day)?)?.later_by(days_to_vietnam(time))
    }

    /// The day so many days later; a date without a day stays as it is.
    fn later_by(self, days: i64) -> Result<Self, BirthDateError> {
        let Some(date) = self.whole().filter(|_| days != 0) else { return Ok(self) };
        let date = date.checked_add(Duration::days(days)).ok_or(BirthDateError::Year)?;
        let year = u16::try_from(date.year()).map_err(|_| BirthDateError::Year)?;
        Self::new(year, Some(date.month().into()), Some(date.day()))
    }

    /// The calendar's day, where all of it is known.
    pub(crate) fn whole(self) -> Option<Date> {
        let month = Month::try_from(self.month?).ok()?;
        Date::from_calendar_date(i32::from(self.year), month, self.day?).ok()
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

    /// Whether it agrees with the other and has fewer parts.
    pub fn is_vaguer_than(self, other: Self) -> bool {
        let parts = |date: Self| u8::from(date.month.is_some()) + u8::from(date.day.is_some());
        self.agrees_with(other) && parts(self) < parts(other)
    }
}

/// The parts of a whole date as people write it, day first: with separators, or in eight digits.
fn day_month_year(text: &str) -> Option<[&str; 3]> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some([&text[..2], &text[2..4], &text[4..]]);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    <[&str; 3]>::try_from(parts).ok()
}

/// How many days after the written one the day in Vietnam is: `time` is what stands behind the date.
///
/// Vietnam's midnight has been at UTC+7, +8 and +9 (IANA tz database, Asia/Ho_Chi_Minh), and systems write a birth date as
/// the midnight of its own time. A date with one of these zones is Vietnam's; any other time is moved to the latest of them,
/// where each of the three midnights is on its own day, and so is a midnight in UTC.
fn days_to_vietnam(time: &str) -> i64 {
    const DAY: i64 = 24 * 60;
    let minutes = |text: &str| {
        let compact: String = text.chars().filter(|c| *c != ':').collect();
        let hours: i64 = digits(compact.get(..2)?, 2)?;
        let minutes: i64 = compact.get(2..4).map_or(Some(0), |minutes| digits(minutes, 2))?;
        Some(hours * 60 + minutes)
    };
    let stated = || {
        if let Some(clock) = time.strip_suffix('Z') {
            return Some((minutes(clock)?, 0));
        }
        let at = time.rfind(['+', '-'])?;
        let zone = minutes(&time[at + 1..])?;
        Some((minutes(&time[..at])?, if time[at..].starts_with('-') { -zone } else { zone }))
    };
    match stated() {
        Some((clock, zone)) if !(7 * 60..=9 * 60).contains(&zone) => (clock - zone + 9 * 60).div_euclid(DAY),
        _ => 0,
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
