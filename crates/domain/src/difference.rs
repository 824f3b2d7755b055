//! In what way two values differ that should be the same person's (journeys, N1): the kind, and never a value.

mod name;

pub use name::{NameDifference, between_names};

use crate::{BirthDate, Cccd};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberDifference {
    /// One digit is another one.
    OneDigit,
    /// Two digits side by side have changed places.
    SwappedDigits,
    /// None of the slips that are easily made.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateDifference {
    /// Day and month have changed places.
    DayMonthSwapped,
    /// The same year, and one of the two knows no more than it, or no day.
    Precision,
    /// The same day of another year.
    Year,
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
