//! What every token of a provider has in common: a signature of the provider, and rules about claims that they share.

mod claims;
mod json;
mod refusal;
mod signature;
mod verification;

pub(super) use claims::{instant, is_visible, text, verify_addressee, verify_stated_times, verify_times};
pub(super) use json::UniqueMembers;
pub use refusal::Refusal;
pub(super) use signature::{Kind, Signed, verify_signature};
