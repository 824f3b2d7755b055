//! What stands between a person and an act. Gate and badge are one function: what a page shows as missing is exactly what
//! the server refuses (N11; ADR 14).

use crate::{Portal, session::Visitor};
use congdan_domain::{GatedAct, Opening};

/// What is missing, in the order in which it is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The person is not signed in.
    SignIn,
    /// The CCCD number (guide III: without it an application cannot be submitted).
    Number,
    /// The number is another provider's assertion, which has not been matched: a match opens the act, and so does VNeID.
    Match,
    /// Only VNeID opens the act.
    Vneid,
}

/// What is missing for the act.
pub fn missing(portal: &Portal, visitor: Option<&Visitor>, act: GatedAct) -> Option<Missing> {
    let Some(visitor) = visitor else { return Some(Missing::SignIn) };
    match portal.opening(&visitor.account, act) {
        None => Some(Missing::Number),
        Some(Opening::Open) => None,
        Some(Opening::AfterMatch) => Some(Missing::Match),
        Some(Opening::Closed) => Some(Missing::Vneid),
    }
}

/// Whether the account has a number that a match would open something for: then the CCCD screen shows its form, filled in.
pub fn waits_for_match(portal: &Portal, visitor: &Visitor) -> bool {
    GatedAct::ALL.into_iter().any(|act| missing(portal, Some(visitor), act) == Some(Missing::Match))
}
