//! What every token of a provider has in common: a signature of the provider, and rules about claims that they share.

mod claims;
mod json;
mod refusal;
mod signature;

pub(super) use claims::{instant, is_for_us_alone, is_visible, text};
pub(super) use json::UniqueMembers;
pub use refusal::Refusal;
pub(super) use signature::{Kind, Signed, verify_signature};
