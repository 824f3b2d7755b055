//! What a provider remembers, all of it in memory.

pub(crate) mod delay_curve;
pub(crate) mod grant;
pub(crate) mod interaction;
pub(crate) mod prepared_answer;
pub(crate) mod registration;
pub(crate) mod session;

use super::{authorization_request::AuthorizationRequest, fault::switch::FaultSwitch};
use crate::{
    phone::qr_request::QrRequest,
    tools::{expiring::Expiring, keys::KeyRing},
};
use delay_curve::DelayCurve;
use grant::{AccessGrant, Grant};
use interaction::Interaction;
use prepared_answer::PreparedAnswerSlot;
use registration::Registrations;
use session::ProviderSession;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

/// One provider's keys, switches, sign-ins, codes and tokens.
#[derive(Default)]
pub(crate) struct ProviderState {
    pub keys: KeyRing,
    pub fault: FaultSwitch,
    pub delays: DelayCurve,
    pub prepared_answer: PreparedAnswerSlot,
    pub registrations: Registrations,
    /// How far this provider's clock is ahead of the sandbox's, in seconds.
    pub clock_offset: AtomicI64,
    /// The nonce of the last flow that got a code.
    last_nonce: Mutex<Option<String>>,
    pub interactions: Expiring<Interaction>,
    pub codes: Expiring<Grant>,
    pub tokens: Expiring<AccessGrant>,
    /// By the value of the session's cookie.
    pub sessions: Expiring<ProviderSession>,
    /// Pushed requests, by their references.
    pub pushed: Expiring<AuthorizationRequest>,
    /// The ids (`jti`) of client assertions: each is accepted once.
    pub assertions: Expiring<()>,
    pub qr: Expiring<QrRequest>,
}

impl ProviderState {
    /// Forgets everything and goes back to the key of the start.
    pub fn reset(&self) {
        self.keys.reset();
        self.fault.reset();
        self.delays.set(Vec::new());
        self.prepared_answer.reset();
        self.registrations.reset();
        self.clock_offset.store(0, Ordering::Relaxed);
        self.last_nonce.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.interactions.clear();
        self.codes.clear();
        self.tokens.clear();
        self.sessions.clear();
        self.pushed.clear();
        self.assertions.clear();
        self.qr.clear();
    }

    /// Keeps the nonce of a flow and returns the one before it.
    pub fn remember_nonce(&self, nonce: &str) -> Option<String> {
        self.last_nonce.lock().unwrap_or_else(PoisonError::into_inner).replace(nonce.to_owned())
    }
}
