//! A sign-in that waits for the phone.

use crate::people::person::Person;

/// One such sign-in, kept under the identifier in the QR code's address.
#[derive(Clone, Debug)]
pub(crate) struct QrRequest {
    /// The name of the portal that asks.
    pub client_name: String,
    pub answer: Option<QrAnswer>,
}

/// What the person decided on the phone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum QrAnswer {
    Approved(&'static Person),
    Refused,
}
