//! Sex as the population database knows it.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The register writes 1 for male and 2 for female (0, unknown, is the absence of this value).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// From the register's `GioiTinh`: `"1"` male, `"2"` female, anything else unknown.
    pub fn from_register(code: &str) -> Option<Self> {
        match code.trim() {
            "1" => Some(Self::Male),
            "2" => Some(Self::Female),
            _ => None,
        }
    }

    /// From what a card or a form says in words: `Nam` or `Nữ`, in any case, composed or not.
    pub fn from_words(text: &str) -> Option<Self> {
        match text.trim().nfc().collect::<String>().to_lowercase().as_str() {
            "nam" => Some(Self::Male),
            "nữ" => Some(Self::Female),
            _ => None,
        }
    }
}
