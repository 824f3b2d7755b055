//! The stand-in for the VNeID app on a phone.

pub(crate) mod page;
pub(crate) mod qr_request;
pub(crate) mod requests;
