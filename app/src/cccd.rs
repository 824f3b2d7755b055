//! The CCCD screen (guide I.2–3): the number, its comparison with the population database, or "Bỏ qua".

mod address;
mod check;
mod explanation;
mod fields;
mod form;
mod functions;
mod load;
mod lost;
mod old_card;
mod outcome;
mod page;
mod reading;
#[cfg(feature = "ssr")]
pub(crate) mod report;

pub use address::{form_path, outcome_path};
pub use check::{Checking, Known, Today, Typed};
pub use fields::{ConsentField, CorrectionHelp, IdentityFields};
pub use functions::{RetryMatch, SkipNumber, UpdateNumber, retry_match, skip_number, update_number};
pub use load::{CccdPage, FormInfo, LoadCccd, load_cccd};
pub use lost::LostNumber;
pub use outcome::OutcomeInfo;
pub(crate) use page::CccdRoute;
