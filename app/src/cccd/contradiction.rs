//! An entry that contradicts itself, as its page shows it.

use crate::entry::TypedEntry;
use congdan_domain::{BirthDate, Cccd, cccd::Disagreement};
use serde::{Deserialize, Serialize};

/// What was typed, and where it disagrees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContradictionInfo {
    /// The wanted page, safe.
    pub wanted: String,
    /// The page with the form that it came from, which is filled in again.
    pub edit: String,
    /// As typed, to be sent as it is.
    pub typed: TypedEntry,
    pub number: Cccd,
    pub birth_date: BirthDate,
    pub disagreements: Vec<Disagreement>,
}
