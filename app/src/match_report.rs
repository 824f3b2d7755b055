//! The report of the last match, which the browser's memory keeps so that a reload shows the same page. Every form that asks
//! the register ends here: the CCCD screen, the profile and the synchronisation.

#[cfg(feature = "ssr")]
mod conclude;
#[cfg(feature = "ssr")]
mod deferred;
mod difference_text;
#[cfg(feature = "ssr")]
mod stored;

#[cfg(feature = "ssr")]
pub use conclude::{conclude, drop_older_notice};
#[cfg(feature = "ssr")]
pub use deferred::{catch_up, deferred_notice};
pub use difference_text::{date_text, listed, name_text, number_text};
#[cfg(feature = "ssr")]
pub use stored::{StoredReport, forget, locked, recall, seen};
