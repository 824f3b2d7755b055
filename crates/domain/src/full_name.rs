//! A person's full name, one field in Vietnamese use.

use crate::{
    input_method::is_unfinished,
    tidy::{is_apostrophe, tidied},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// A full name in NFC with single spaces. `Debug` shows only its length.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FullName(String);

/// Why an entry cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FullNameError {
    /// Nothing is there but white space.
    #[error("the name is empty")]
    Empty,
    /// More than [`FullName::MAX_CHARS`] characters.
    #[error("the name is longer than {} characters", FullName::MAX_CHARS)]
    TooLong,
    /// A character that no name has, or no letter at all.
    #[error("the name has a character that no name has")]
    Character,
    /// Keys of Telex or VNI that no input method took up: `DDoox`, `Nguye6n4`.
    #[error("the name has keys of an input method in it")]
    InputMethod,
}

impl FullName {
    /// Longest name, in characters after composition (NFC).
    pub const MAX_CHARS: usize = 100;

    /// Accepts Latin letters with their marks (every ethnic minority's names are written in them, and so are foreigners'
    /// in the register), spaces, apostrophes of every kind, hyphens and full stops. Any run of white space counts as one space;
    /// invisible characters are dropped, and full width is mapped.
    ///
    /// # Errors
    /// [`FullNameError::Character`] for digits, symbols, the right-to-left override, and for letters of other scripts: a
    /// Cyrillic `а` looks right and can never match. [`FullNameError::InputMethod`] for what was typed without the input
    /// method that it was meant for: it can never match either.
    pub fn parse(input: &str) -> Result<Self, FullNameError> {
        if is_unfinished(&tidied(input)) { Err(FullNameError::InputMethod) } else { Self::read(input) }
    }

    fn read(input: &str) -> Result<Self, FullNameError> {
        let name = tidied(input).split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
        if name.is_empty() {
            return Err(FullNameError::Empty);
        }
        if name.chars().count() > Self::MAX_CHARS {
            return Err(FullNameError::TooLong);
        }
        if !name.chars().all(is_legible)
            || !name.chars().any(is_letter)
            || name.split(' ').any(|word| word.starts_with(is_mark))
        {
            return Err(FullNameError::Character);
        }
        Ok(Self(name))
    }

    /// The name in a record that others keep: what no name has (commas, brackets, digits, characters that got lost on the way)
    /// counts as a space or as nothing, so that one such character does not make the whole record unreadable.
    ///
    /// # Errors
    /// [`FullNameError::Empty`] where no letter is left, and [`FullNameError::TooLong`].
    pub fn from_record(text: &str) -> Result<Self, FullNameError> {
        let text: String = tidied(text).nfc().collect();
        let legible: String = text.chars().map(|c| if is_legible(c) { c } else { ' ' }).collect();
        // A word needs a letter: what is left of `(An)` or of `An,` is the word alone.
        let words: Vec<&str> = legible.split_whitespace().filter(|word| word.contains(is_letter)).collect();
        if words.is_empty() { Err(FullNameError::Empty) } else { Self::read(&words.join(" ")) }
    }

    /// Whether both names have the same letters in the same order, whatever their case, marks, spaces, hyphens and apostrophes:
    /// as far as the register itself compares names.
    pub fn has_letters_of(&self, other: &Self) -> bool {
        self.letters() == other.letters()
    }

    fn letters(&self) -> String {
        self.for_register(false).chars().filter(|c| c.is_alphanumeric()).collect()
    }

    /// The name as it is written, in NFC.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For a list that many people look at: the given name, and of the others the first letters: `N. V. An`. A name of one
    /// word shows its first letter.
    pub fn masked(&self) -> String {
        let words: Vec<&str> = self.0.split(' ').collect();
        let initial = |word: &&str| word.chars().next().map(|first| format!("{first}.")).unwrap_or_default();
        match words.as_slice() {
            [one] => initial(one),
            [others @ .., given] => {
                others.iter().map(initial).chain([(*given).to_owned()]).collect::<Vec<_>>().join(" ")
            }
            [] => String::new(),
        }
    }

    /// For comparing: NFC, one space between words, lower case.
    pub fn comparable(&self) -> String {
        self.0.to_lowercase()
    }

    /// The form the register is asked with: upper case, no diacritics, Đ as D; spaces kept or dropped.
    pub fn for_register(&self, keep_spaces: bool) -> String {
        self.0
            .to_uppercase()
            .nfd()
            .filter(|c| !is_mark(*c))
            .filter(|c| keep_spaces || *c != ' ')
            .map(|c| match c {
                // Đ; and the two letters that look the same and stand for it in old records
                'Đ' | 'Ð' | 'Ɖ' => 'D',
                // a letter of Central Highlands names
                'Ƀ' => 'B',
                c if is_apostrophe(c) => '\'',
                c => c,
            })
            .collect()
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic())
}

/// A combining diacritical mark, except U+034F, which is invisible.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') && c != '\u{34f}'
}

fn is_legible(c: char) -> bool {
    is_letter(c) || is_mark(c) || is_apostrophe(c) || matches!(c, ' ' | '-' | '.')
}

impl std::fmt::Debug for FullName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FullName({} characters)", self.0.chars().count())
    }
}

impl<'de> Deserialize<'de> for FullName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
