//! In what way two values differ that should be the same person's (N1): the kind, and never a value.

mod clue;
mod name;

pub use clue::{Clue, clues};
pub use name::{NameDifference, between_names, is_same_name};

use crate::{BirthDate, Cccd, FullName};
use serde::{Deserialize, Serialize};

/// What a page may show of an entry that was not matched to the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What the person's own entries reveal.
    pub clues: Vec<Clue>,
    /// Field by field: only where VNeID vouches for the number, or the register has just confirmed it.
    pub fields: Option<Fields>,
}

/// The entry beside the values that a source holds of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// The source.
    pub against: Against,
    /// How the numbers compare.
    pub number: Compared<NumberDifference>,
    /// How the full names compare.
    pub full_name: Compared<Vec<NameDifference>>,
    /// How the birth dates compare.
    pub birth_date: Compared<DateDifference>,
}

/// The source that an entry is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The record of the National Population Database.
    Register,
    /// The values that VNeID asserted when the person signed in: their account holds them already.
    Vneid,
}

/// How two values compare; `K` is the kind of difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared<K> {
    /// No difference.
    Same,
    /// A difference, by its kind.
    Differs(K),
    /// There is nothing to compare with.
    Unknown,
}

impl Fields {
    /// The entry (number, name, birth date) beside what is known of it.
    pub fn compare(
        against: Against,
        entry: (&Cccd, &FullName, BirthDate),
        known: (Option<&Cccd>, Option<&FullName>, Option<BirthDate>),
    ) -> Self {
        let found = |kinds: Vec<NameDifference>| Some(kinds).filter(|kinds| !kinds.is_empty());
        Self {
            against,
            number: Compared::of(known.0.map(|number| between_numbers(entry.0, number))),
            full_name: Compared::of(known.1.map(|name| found(between_names(entry.1, name)))),
            birth_date: Compared::of(known.2.map(|birth| between_dates(entry.2, birth))),
        }
    }

    /// Nothing that could be compared differs.
    pub fn all_same(&self) -> bool {
        !matches!(self.number, Compared::Differs(_))
            && !matches!(self.full_name, Compared::Differs(_))
            && !matches!(self.birth_date, Compared::Differs(_))
    }
}

impl<K> Compared<K> {
    fn of(compared: Option<Option<K>>) -> Self {
        match compared {
            None => Self::Unknown,
            Some(None) => Self::Same,
            Some(Some(kind)) => Self::Differs(kind),
        }
    }
}

/// In what way two numbers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberDifference {
    /// One digit is another one.
    OneDigit,
    /// Two digits side by side have changed places.
    SwappedDigits,
    /// None of the mistakes that are easily made.
    Other,
}

/// In what way two birth dates differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateDifference {
    /// Day and month have changed places.
    DayMonthSwapped,
    /// The same year, and one of the two knows no more than it, or no day.
    Precision,
    /// The same day of another year.
    Year,
    /// None of these.
    Other,
}

/// `None` where both are the same number.
pub fn between_numbers(one: &Cccd, other: &Cccd) -> Option<NumberDifference> {
    let (one, other) = (one.as_str().as_bytes(), other.as_str().as_bytes());
    let wrong: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
    match wrong.as_slice() {
        [] => None,
        [_] => Some(NumberDifference::OneDigit),
        [first, second] if second - first == 1 && one[*first] == other[*second] && one[*second] == other[*first] => {
            Some(NumberDifference::SwappedDigits)
        }
        _ => Some(NumberDifference::Other),
    }
}

/// `None` where both are the same date, known equally well.
pub fn between_dates(one: BirthDate, other: BirthDate) -> Option<DateDifference> {
    let parts = |date: BirthDate| (date.day(), date.month());
    if one == other {
        return None;
    }
    Some(if one.agrees_with(other) {
        DateDifference::Precision
    } else if one.year() != other.year() {
        if parts(one) == parts(other) && !one.is_year_only() { DateDifference::Year } else { DateDifference::Other }
    } else if one.day().is_some() && (one.day(), one.month()) == (other.month(), other.day()) {
        DateDifference::DayMonthSwapped
    } else {
        DateDifference::Other
    })
}
