//! A sign-in that waits for the person: one address from the first page to the last, so that Back and reload work.

use super::request::AuthorizeRequest;
use super::{At, ProviderId};
use crate::people::Person;
use crate::secret;

const LIFETIME_MS: i64 = 10 * 60_000;

#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub request: AuthorizeRequest,
    pub step: Step,
    /// The QR request that the sign-in page shows, at VNeID.
    pub qr: Option<String>,
}

/// What the person does next. National accounts need only the first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Login,
    Otp(&'static Person),
    Consent(&'static Person),
    Passcode(&'static Person),
}

impl Step {
    /// Its name in the form, which tells an old form from the present one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "dang-nhap",
            Self::Otp(_) => "otp",
            Self::Consent(_) => "dong-y",
            Self::Passcode(_) => "passcode",
        }
    }
}

impl Interaction {
    /// Keeps the request and returns the address of its page.
    pub fn start(at: &At, request: AuthorizeRequest) -> String {
        let id = secret::token();
        let now = at.now_ms();
        let interaction = Self { request, step: Step::Login, qr: None };
        at.provider().interactions.insert(id.clone(), interaction, now + LIFETIME_MS, now);
        Self::address(at, &id)
    }

    pub fn address(at: &At, id: &str) -> String {
        format!("/{}/phien/{id}", at.id.segment())
    }

    pub fn find(at: &At, id: &str) -> Option<Self> {
        at.provider().interactions.get(id, at.now_ms())
    }

    /// Ends it: a second submission finds nothing.
    pub fn take(at: &At, id: &str) -> Option<Self> {
        at.provider().interactions.take(id, at.now_ms())
    }

    pub fn update(at: &At, id: &str, change: impl FnOnce(&mut Self)) {
        at.provider().interactions.update(id, at.now_ms(), change);
    }
}

impl At {
    pub fn has_account(&self, person: &Person) -> bool {
        match self.id {
            ProviderId::Vneid => person.vneid.is_some(),
            ProviderId::Dvcqg => person.national.is_some(),
        }
    }
}
