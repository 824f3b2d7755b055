//! What stands between a person and a page. Gate and badge are one function: what a page shows as missing is exactly what
//! the server refuses (journeys, N11).

use crate::session::Visitor;

/// What is missing, in the order in which it is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The person is not signed in.
    SignIn,
    /// The CCCD number (guide III: without it an application cannot be submitted).
    Number,
}

/// What is missing for submitting an application and for seeing earlier dossiers.
pub fn missing(visitor: Option<&Visitor>) -> Option<Missing> {
    match visitor {
        None => Some(Missing::SignIn),
        Some(visitor) if visitor.account.person.number.is_none() => Some(Missing::Number),
        Some(_) => None,
    }
}
