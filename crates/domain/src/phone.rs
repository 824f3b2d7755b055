//! A telephone number of Vietnam.

use crate::tidy::{is_grouping, tidied};
use thiserror::Error;

/// As it is dialled within the country, digits only: `0912345678`, `02103812345`. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The text is no telephone number of Vietnam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a telephone number of Vietnam")]
pub struct NotAPhone;

impl Phone {
    /// Any of the ways in which people, phones and providers write it: with `+84`, `84` or `0084`, with the trunk zero in parentheses,
    /// as a `tel:` address, in groups, in full width.
    ///
    /// Numbers have ten digits; those of landlines (02…) have eleven since 2017.
    ///
    /// # Errors
    /// [`NotAPhone`], also for another country's number: text messages go to Vietnamese numbers only.
    pub fn parse(input: &str) -> Result<Self, NotAPhone> {
        let text = tidied(input).to_lowercase();
        let text = text.trim();
        // RFC 3966: parameters stand behind a semicolon.
        let text = text.strip_prefix("tel:").map_or(text, |uri| uri.split(';').next().unwrap_or_default());
        let compact: String = text.chars().filter(|c| !is_grouping(*c) && !matches!(c, '(' | ')' | '/')).collect();
        let abroad = ["+84", "0084", "84"].into_iter().find_map(|prefix| compact.strip_prefix(prefix));
        // No number within the country begins with 84 or 00, so that a prefix is a prefix.
        let national = abroad.map_or(compact.clone(), |rest| format!("0{}", rest.strip_prefix('0').unwrap_or(rest)));
        let is_phone = match national.len() {
            10 => national.starts_with('0'),
            11 => national.starts_with("02"),
            _ => false,
        };
        let is_plain = national.bytes().all(|byte| byte.is_ascii_digit()) && !national.starts_with("00");
        if is_phone && is_plain { Ok(Self(national)) } else { Err(NotAPhone) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups for reading: `0912 345 678`.
    pub fn grouped(&self) -> String {
        format!("{} {} {}", &self.0[..4], &self.0[4..7], &self.0[7..])
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone")
    }
}
