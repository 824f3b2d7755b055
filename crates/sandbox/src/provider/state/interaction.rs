//! A sign-in that waits for the person: one address from the first page to the last, so that Back and reload work.

use crate::{people::person::Person, provider::authorization_request::AuthorizationRequest};

/// One such sign-in.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub request: AuthorizationRequest,
    pub step: SignInStep,
    /// The QR request that the sign-in page shows, at VNeID.
    pub qr: Option<String>,
}

/// What the person does next. National accounts need only the first step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignInStep {
    Login,
    Otp(&'static Person),
    Consent(&'static Person),
    Passcode(&'static Person),
}

impl SignInStep {
    /// The step's name in its form: it tells a form of an earlier step from the present one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "dang-nhap",
            Self::Otp(_) => "otp",
            Self::Consent(_) => "dong-y",
            Self::Passcode(_) => "passcode",
        }
    }
}
