//! Entries that wait for the register, and the answers to them.

use congdan_domain::{BirthDate, Cccd, Entry, FullName, Outcome, WantedPath};
use congdan_flows::ports::matching::{Conclusion, Purpose};
use serde::{Deserialize, Serialize};

/// What the person entered, while it waits for the register.
#[derive(Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    pub number: Cccd,
    full_name: FullName,
    birth_date: BirthDate,
}

impl From<&Entry> for EntryRecord {
    fn from(entry: &Entry) -> Self {
        Self { number: entry.number.clone(), full_name: entry.full_name.clone(), birth_date: entry.birth_date }
    }
}

impl From<EntryRecord> for Entry {
    fn from(record: EntryRecord) -> Self {
        Self { number: record.number, full_name: record.full_name, birth_date: record.birth_date }
    }
}

/// An entry that waits, with what asking again needs. (Entries that were kept before have only the three values.)
#[derive(Serialize, Deserialize)]
pub(crate) struct WaitingRecord {
    #[serde(flatten)]
    pub entry: EntryRecord,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    pub wanted: WantedPath,
    #[serde(default)]
    pub address: String,
}

impl WaitingRecord {
    pub(crate) fn purpose(&self) -> Purpose {
        Purpose::from_code(&self.purpose).unwrap_or(Purpose::Match)
    }
}

impl From<&Conclusion> for WaitingRecord {
    fn from(conclusion: &Conclusion) -> Self {
        Self {
            entry: (&conclusion.entry).into(),
            purpose: conclusion.purpose.code().to_owned(),
            wanted: conclusion.wanted.clone(),
            address: conclusion.address.clone(),
        }
    }
}

/// The register's answer to an entry that had waited.
#[derive(Serialize, Deserialize)]
pub(crate) struct AnsweredRecord {
    #[serde(flatten)]
    pub waiting: WaitingRecord,
    pub outcome: Outcome,
    pub support_id: String,
}
