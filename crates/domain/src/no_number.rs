//! When a number that a provider asserts is none.
//!
//! A provider's record may hold a word, a placeholder or a number that nobody can have. Two strangers with the same placeholder would
//! become one person, so that such a number is never taken: the person is signed in without one and brings their own.

use crate::{BirthDate, Cccd, CccdError, Sex, cccd::Disagreement, closed_list::closed_list};

closed_list! {
    /// Why what a provider states as somebody's number is no number. The kinds carry no value: they are for logs and counters.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum NoNumber {
        /// Nothing is stated.
        Absent = "absent",
        /// A word or a sign for "none", a passport's number, a foreigner's: anything that is not twelve digits.
        OtherShape = "other_shape",
        /// Nine digits, the number of an old identity card (CMND): its owner has yet to bring a CCCD number.
        OldCmnd = "old_cmnd",
        /// Twelve equal digits, or twelve that count up or down.
        Placeholder = "placeholder",
        /// The first three digits are no province's and no country's.
        UnknownPlace = "unknown_place",
        /// The birth year in the number lies in the future.
        FutureYear = "future_year",
        /// The number says another year of birth than the provider itself.
        BirthYear = "birth_year",
        /// The number says the other sex than the provider itself.
        Sex = "sex",
    }
}

/// What a provider asserts as a person's number, where that can be a number at all.
///
/// `birth` and `sex` are the same provider's own statement of the person; `this_year` is the current year in Vietnam. Numbers with a
/// wrong year or sex exist; such a person brings the number themselves, and the register decides.
///
/// # Errors
/// The first kind of [`NoNumber`] that applies.
pub fn asserted_number(
    text: Option<&str>,
    birth: Option<BirthDate>,
    sex: Option<Sex>,
    this_year: i32,
) -> Result<Cccd, NoNumber> {
    let number = Cccd::parse(text.unwrap_or_default(), this_year).map_err(|error| match error {
        CccdError::Empty if text.is_none_or(|text| text.trim().is_empty()) => NoNumber::Absent,
        CccdError::Empty | CccdError::NotDigits | CccdError::Length => NoNumber::OtherShape,
        CccdError::OldCmnd => NoNumber::OldCmnd,
        CccdError::Placeholder => NoNumber::Placeholder,
        CccdError::UnknownProvince => NoNumber::UnknownPlace,
        CccdError::FutureYear => NoNumber::FutureYear,
    })?;
    match number.disagreements(birth, sex).first() {
        None => Ok(number),
        Some(Disagreement::BirthYear) => Err(NoNumber::BirthYear),
        Some(Disagreement::Sex) => Err(NoNumber::Sex),
    }
}
