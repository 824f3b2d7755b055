//! The 3,321 communes since 1/7/2025.
//!
//! The table is 87 KB. It must not reach the browser's bundle: only [`Commune`] and [`Address::display`](super::Address::display)
//! may refer to it, nothing else in this crate and nothing that runs in the browser, and then the linker drops it there.

use super::Province;
use crate::table::rows;
use unicode_normalization::UnicodeNormalization;

const COMMUNES: &str = include_str!("../../data/communes.csv");

/// A commune (xã), ward (phường) or special zone (đặc khu).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commune {
    /// Five digits, e.g. `07900`.
    pub code: &'static str,
    /// With its kind, e.g. `Phường Việt Trì`.
    pub name: &'static str,
    /// See [`Province::code`](super::Province::code).
    pub province_code: &'static str,
}

impl Commune {
    /// By its present code.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|commune| commune.code == code)
    }

    /// The communes of a province, by code; none for a code that no province has now.
    pub fn in_province(province_code: &str) -> impl Iterator<Item = Self> {
        Self::all().filter(move |commune| commune.province_code == province_code)
    }

    /// The commune that an address in words ends in, as [`Address::display`](super::Address::display) writes it:
    /// "…, Phường Việt Trì, Tỉnh Phú Thọ". Case does not count. `None` without a province of today behind it: many communes
    /// share a name.
    pub fn of_address(words: &str) -> Option<Self> {
        let mut parts = words.rsplit(',').map(plain);
        let (province, commune) = (parts.next()?, parts.next()?);
        let province = Province::all().find(|known| plain(known.name) == province)?;
        Self::in_province(province.code).find(|known| plain(known.name) == commune)
    }

    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        rows(COMMUNES).map(|[code, name, province_code]| Self { code, name, province_code })
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().nfc().collect()
}
