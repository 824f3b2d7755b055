//! What an entry reveals about itself, without any source to compare with.

use crate::{BirthDate, Cccd, FullName, Sex, cccd::Disagreement};
use serde::{Deserialize, Serialize};

/// What a person's own entries give away about why the register may not know them together. It depends on nothing else, so
/// that it tells nothing of the register (rule 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clue {
    /// The number says another year of birth.
    NumberYear,
    /// The number says the other sex.
    NumberSex,
    /// The name has no mark and no Đ at all.
    NoMarks,
    /// The name is one word.
    OneWord,
    /// Only the year of birth was entered.
    YearOnly,
    /// Day and month make another date when they change places.
    Swappable,
}

/// In the order of the form.
pub fn clues(number: &Cccd, name: &FullName, birth: BirthDate, sex: Option<Sex>) -> Vec<Clue> {
    let mut clues: Vec<Clue> = number
        .disagreements(Some(birth), sex)
        .into_iter()
        .map(|disagreement| match disagreement {
            Disagreement::BirthYear => Clue::NumberYear,
            Disagreement::Sex => Clue::NumberSex,
        })
        .collect();
    let swappable = birth.day().is_some_and(|day| day <= 12 && Some(day) != birth.month());
    let rest = [
        (name.as_str().is_ascii(), Clue::NoMarks),
        (!name.as_str().contains(' '), Clue::OneWord),
        (birth.is_year_only(), Clue::YearOnly),
        (swappable, Clue::Swappable),
    ];
    clues.extend(rest.into_iter().filter(|(found, _)| *found).map(|(_, clue)| clue));
    clues
}
