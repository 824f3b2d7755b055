//! The state of a form that came back: what is wrong with which field of a form, and what was typed, so that nothing is typed twice.

use crate::i18n::{Text, texts::problems};
use congdan_domain::CccdError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer to a form that cannot be accepted as it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    pub errors: Vec<FieldError>,
    /// By field name, as typed.
    pub entries: BTreeMap<String, String>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the field; its element's id is the same.
    pub field: String,
    pub problem: Problem,
}

impl FormState {
    /// What is wrong with a field, if anything is.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.problem)
    }

    /// What was typed into a field.
    pub fn entry(&self, field: &str) -> Option<&str> {
        self.entries.get(field).map(String::as_str)
    }

    /// Whether something is wrong. A state without errors only carries what was typed.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Adds what is wrong with a field.
    pub fn push(&mut self, field: &str, problem: Problem) {
        self.errors.push(FieldError { field: field.to_owned(), problem });
    }
}

/// Entries are personal: they are not for logs.
impl std::fmt::Debug for FormState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FormState").field("errors", &self.errors).finish_non_exhaustive()
    }
}

/// What can be wrong with an entry; each has one text (`locales/problems.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    NumberEmpty,
    NumberNotDigits,
    NumberLength,
    NumberOldCmnd,
    NumberPlaceholder,
    NumberUnknownProvince,
    NumberFutureYear,
    NameEmpty,
    NameTooLong,
    NameCharacter,
    NameInputMethod,
    BirthEmpty,
    BirthDay,
    BirthMonth,
    BirthYear,
    BirthFuture,
    ConsentMissing,
    NeededToSend,
    PhoneFormat,
    EmailFormat,
    TooLong,
    DateFormat,
    CodeFormat,
    ChoiceMissing,
    NumberFormat,
    SlipUnknown,
    UnderstoodMissing,
    ReasonMissing,
    ChangedElsewhere,
}

/// Of a number that somebody could have.
impl From<CccdError> for Problem {
    fn from(error: CccdError) -> Self {
        match error {
            CccdError::Empty => Self::NumberEmpty,
            CccdError::NotDigits => Self::NumberNotDigits,
            CccdError::OldCmnd => Self::NumberOldCmnd,
            CccdError::Length => Self::NumberLength,
            CccdError::Placeholder => Self::NumberPlaceholder,
            CccdError::UnknownProvince => Self::NumberUnknownProvince,
            CccdError::FutureYear => Self::NumberFutureYear,
        }
    }
}

impl Problem {
    /// Its text.
    pub const fn text(self) -> Text {
        match self {
            Self::NumberEmpty => problems::NUMBER_EMPTY,
            Self::NumberNotDigits => problems::NUMBER_NOT_DIGITS,
            Self::NumberLength => problems::NUMBER_LENGTH,
            Self::NumberOldCmnd => problems::NUMBER_OLD_CMND,
            Self::NumberPlaceholder => problems::NUMBER_PLACEHOLDER,
            Self::NumberUnknownProvince => problems::NUMBER_UNKNOWN_PROVINCE,
            Self::NumberFutureYear => problems::NUMBER_FUTURE_YEAR,
            Self::NameEmpty => problems::NAME_EMPTY,
            Self::NameTooLong => problems::NAME_TOO_LONG,
            Self::NameCharacter => problems::NAME_CHARACTER,
            Self::NameInputMethod => problems::NAME_INPUT_METHOD,
            Self::BirthEmpty => problems::BIRTH_EMPTY,
            Self::BirthDay => problems::BIRTH_DAY,
            Self::BirthMonth => problems::BIRTH_MONTH,
            Self::BirthYear => problems::BIRTH_YEAR,
            Self::BirthFuture => problems::BIRTH_FUTURE,
            Self::ConsentMissing => problems::CONSENT_MISSING,
            Self::NeededToSend => problems::NEEDED_TO_SEND,
            Self::PhoneFormat => problems::PHONE_FORMAT,
            Self::EmailFormat => problems::EMAIL_FORMAT,
            Self::TooLong => problems::TOO_LONG,
            Self::DateFormat => problems::DATE_FORMAT,
            Self::CodeFormat => problems::CODE_FORMAT,
            Self::ChoiceMissing => problems::CHOICE_MISSING,
            Self::NumberFormat => problems::NUMBER_FORMAT,
            Self::SlipUnknown => problems::SLIP_UNKNOWN,
            Self::UnderstoodMissing => problems::UNDERSTOOD_MISSING,
            Self::ReasonMissing => problems::REASON_MISSING,
            Self::ChangedElsewhere => problems::CHANGED_ELSEWHERE,
        }
    }
}
