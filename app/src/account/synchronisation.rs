//! The profile beside its sources: what a synchronisation changed, what differs now, and "Cập nhật từ CSDL Quốc gia".

mod receipt;
mod receipt_line;
mod sheet;
mod sources;
mod synchronise;

pub(crate) use receipt::ReceiptRoute;
pub use receipt_line::{Changed, ReceiptLine, why_text};
pub use sources::{NationalValue, NewerAtVneid, Sources, SourcesPart};
#[cfg(feature = "ssr")]
pub(super) use synchronise::FORM;
pub use synchronise::Synchronise;
