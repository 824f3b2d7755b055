//! The stamp that says for whom a page was drawn: account and session, under a MAC (ADR 16). It is no secret and opens nothing.

use uuid::Uuid;

/// For whom a page was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The account that was signed in.
    pub account: Uuid,
    /// Its session: the row, not the cookie.
    pub session: Uuid,
}

/// Stamps of this portal, made and read with its own keys.
pub trait FormStamps: Send + Sync {
    /// What the forms of this person's pages carry.
    fn form_stamp(&self, whose: Stamped) -> String;

    /// For whom the page of a form was drawn; `None` where this portal did not make the stamp.
    fn stamped_for(&self, stamp: &str) -> Option<Stamped>;
}
