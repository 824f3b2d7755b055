//! What the register is asked about, as a form: number, name, birth date and the consent. The CCCD screen and the profile
//! share it.

mod fields;
mod old_card;
mod reading;
mod typed;

pub use fields::{ConsentField, CorrectionHelp, EntryFields};
pub use typed::{Checking, KnownEntry, TypedEntry};
