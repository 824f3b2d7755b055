//! The JSON inside sealed columns. Source and time are sealed with the value: the right to write to the database is not
//! enough to turn a declared number into one that the register vouched for.

mod entry;
mod merge;
mod offer;
mod person;
mod receipt;

pub(crate) use entry::{AnsweredRecord, WaitingRecord};
pub(crate) use merge::{ConflictRecord, MergeRecord};
pub(crate) use offer::OfferRecord;
pub(crate) use person::{ContactRecord, FieldRecord, PersonRecord};
pub(crate) use receipt::ReceiptRecord;
