//! Addresses as the population database writes them: codes of province and commune, and the rest in words.

mod commune;
mod province;

pub use commune::Commune;
pub use province::Province;

use crate::tidy::is_invisible;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// An address as far as it is known. Whatever a source leaves out or makes up, making one never fails: an odd address is no
/// reason to lose a match. `Debug` shows only which parts there are.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Parts")]
pub struct Address {
    province_code: Option<String>,
    commune_code: Option<String>,
    old_district: Option<String>,
    detail: Option<String>,
}

impl Address {
    /// Longest kept detail, in characters.
    pub const MAX_DETAIL: usize = 300;

    /// House, street, hamlet (`ChiTiet`), or a whole address in words. Control, invisible and direction-changing
    /// characters are dropped.
    pub fn new(detail: &str) -> Self {
        Self { detail: one_line(detail), ..Self::default() }
    }

    /// `MaTinhThanh`, of now or of before 1/7/2025.
    pub fn with_province(self, code: &str) -> Self {
        Self { province_code: parse_code(code), ..self }
    }

    /// `MaPhuongXa`.
    pub fn with_commune(self, code: &str) -> Self {
        Self { commune_code: parse_code(code), ..self }
    }

    /// `MaQuanHuyen`. There are no districts since 1/7/2025, but their codes still arrive.
    pub fn with_old_district(self, code: &str) -> Self {
        Self { old_district: parse_code(code), ..self }
    }

    /// As it was received; it may be in none of our lists (see [`Province::of_any_code`]).
    pub fn province_code(&self) -> Option<&str> {
        self.province_code.as_deref()
    }

    /// As it was received; it may be in none of our lists (see [`Commune::find`]).
    pub fn commune_code(&self) -> Option<&str> {
        self.commune_code.as_deref()
    }

    /// As it was received: kept so that an official can tell an old address from a new one, and never shown.
    pub fn old_district(&self) -> Option<&str> {
        self.old_district.as_deref()
    }

    /// What is not in codes, on one line.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// What is known, in Vietnamese order: detail, commune, province, by their names of today; empty when nothing is.
    ///
    /// A commune's code of before 1/7/2025 that is still in use names the commune that the old one became part of. A
    /// commune that lies in another province than the one given is left out: one of the two is wrong.
    ///
    /// For the server: it needs the table of communes, which the browser's bundle must not carry.
    pub fn display(&self) -> String {
        let province = self.province_code().and_then(Province::of_any_code);
        let commune = self
            .commune_code()
            .and_then(Commune::find)
            .filter(|commune| province.is_none_or(|province| province.code == commune.province_code));
        let province = province.or_else(|| Province::find(commune?.province_code));
        let parts = [self.detail(), commune.map(|commune| commune.name), province.map(|province| province.name)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Codes are short and numeric; anything else is no code, and not kept.
fn parse_code(code: &str) -> Option<String> {
    let code = code.trim();
    ((1..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())).then(|| code.to_owned())
}

fn one_line(text: &str) -> Option<String> {
    let visible =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_invisible(*c) && *c != '\u{202e}');
    let composed: String = visible.nfc().collect();
    let line: String =
        composed.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(Address::MAX_DETAIL).collect();
    (!line.is_empty()).then_some(line)
}

/// The stored form, from which an address is made anew.
#[derive(Deserialize)]
struct Parts {
    province_code: Option<String>,
    commune_code: Option<String>,
    old_district: Option<String>,
    detail: Option<String>,
}

impl From<Parts> for Address {
    fn from(parts: Parts) -> Self {
        let text = |part: Option<String>| part.unwrap_or_default();
        Self::new(&text(parts.detail))
            .with_province(&text(parts.province_code))
            .with_commune(&text(parts.commune_code))
            .with_old_district(&text(parts.old_district))
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Address")
            .field("province_code", &self.province_code.is_some())
            .field("commune_code", &self.commune_code.is_some())
            .field("old_district", &self.old_district.is_some())
            .field("detail", &self.detail.is_some())
            .finish()
    }
}
