//! The 34 provinces since 1/7/2025.

use crate::table::rows;

const PROVINCES: &str = include_str!("../../data/provinces.csv");

/// A province or a city under the central government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Two digits, e.g. `25`.
    pub code: &'static str,
    /// With its kind, e.g. `Tỉnh Phú Thọ`.
    pub name: &'static str,
    former_codes: &'static str,
}

impl Province {
    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        rows(PROVINCES).map(|[code, name, former_codes]| Self { code, name, former_codes })
    }

    /// By its present code.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|province| province.code == code)
    }

    /// By a code of now or of before 1/7/2025: old Hòa Bình's 17 is in Phú Thọ. No former code means two provinces.
    pub fn of_any_code(code: &str) -> Option<Self> {
        Self::all().find(|province| province.former_codes().any(|former| former == code))
    }

    /// The codes of the provinces that were merged into it; its own is one of them.
    pub fn former_codes(self) -> impl Iterator<Item = &'static str> {
        self.former_codes.split(' ')
    }
}
