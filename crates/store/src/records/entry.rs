use congdan_domain::{BirthDate, Cccd, FullName};
use congdan_flows::ports::matching::Entry;
use serde::{Deserialize, Serialize};

/// What the person entered, while it waits for the register.
#[derive(Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    number: Cccd,
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
