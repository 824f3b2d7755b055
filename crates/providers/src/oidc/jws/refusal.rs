//! Why a token is not believed.

use congdan_flows::ports::provider::ProviderError;

/// The rule that a token broke. A caller that decides by it matches the variant; the code is for the audit row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token names a key that is not in the set: fresh keys may turn this refusal, and no other, into an acceptance.
    UnknownKey,
    /// The token belongs to another time than our clock's; the claim is `exp`, `iat` or `nbf`.
    OtherTime(&'static str),
    /// A recent proof of the person was asked for, and `auth_time` does not show it.
    ProofTooOld,
    /// Any other rule, by its code.
    Rule(&'static str),
}

impl Refusal {
    /// The rule's short name for the audit row.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown_key",
            Self::ProofTooOld => "auth_time",
            Self::OtherTime(claim) => claim,
            Self::Rule(code) => code,
        }
    }
}

impl From<Refusal> for ProviderError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::ProofTooOld => Self::ProofTooOld,
            refusal => Self::Refused(refusal.code()),
        }
    }
}
