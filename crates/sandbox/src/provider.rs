//! An OpenID provider: OpenID Connect Core 1.0 with the authorization code flow, and only what portals need of it; OAuth 2
//! alone for clients that are registered so.

pub(crate) mod authorization_decision;
pub(crate) mod authorization_request;
pub(crate) mod authorization_response;
pub(crate) mod backchannel_logout;
pub(crate) mod claims;
pub(crate) mod client_auth;
pub(crate) mod endpoints;
pub(crate) mod fault;
pub(crate) mod hostile_bodies;
pub(crate) mod id;
pub(crate) mod interactions;
pub(crate) mod misbehaviour;
pub(crate) mod oauth_error;
pub(crate) mod prepared_answers;
pub(crate) mod registrations;
pub(crate) mod routes;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod state;
pub(crate) mod tokens;

use crate::{inspector::book::Arrival, sandbox::Sandbox};
use id::ProviderId;
use state::ProviderState;
use std::sync::atomic::Ordering;

/// One of the providers of a sandbox. Every handler of a provider works on it.
#[derive(Clone)]
pub(crate) struct Provider {
    pub sandbox: Sandbox,
    pub id: ProviderId,
}

impl Provider {
    /// What this provider remembers.
    pub fn state(&self) -> &ProviderState {
        self.sandbox.provider_state(self.id)
    }

    pub fn issuer(&self) -> String {
        self.issuer_of(self.id)
    }

    /// The issuer of another provider of the same sandbox.
    pub fn other_issuer(&self) -> Option<String> {
        self.id.others().next().map(|id| self.issuer_of(id))
    }

    fn issuer_of(&self, id: ProviderId) -> String {
        format!("{}/{}", self.sandbox.state.config.public_url, id.segment())
    }

    /// The sandbox's time in Unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.sandbox.state.clock.now_ms()
    }

    /// The time by this provider's own clock, in Unix seconds. Its tokens carry it.
    pub fn token_time(&self) -> i64 {
        self.sandbox.state.clock.now().saturating_add(self.state().clock_offset.load(Ordering::Relaxed))
    }

    /// Where and when the request in hand arrived.
    pub fn arrival(&self) -> Arrival {
        Arrival { provider: self.id, now_ms: self.now_ms() }
    }
}
