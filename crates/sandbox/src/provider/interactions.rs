//! Keeping the sign-ins that wait for a person.

use super::{
    Provider,
    authorization_request::AuthorizationRequest,
    state::interaction::{Interaction, SignInStep},
};
use crate::tools::secret;

/// How long a person may take, in milliseconds.
const LIFETIME_MS: i64 = 10 * 60_000;

impl Provider {
    /// Keeps the request and returns the address of its page.
    pub fn start_interaction(&self, request: AuthorizationRequest) -> String {
        let id = secret::token();
        let now = self.now_ms();
        let interaction = Interaction { request, step: SignInStep::Login, qr: None };
        self.state().interactions.insert(id.clone(), interaction, now + LIFETIME_MS, now);
        self.interaction_address(&id)
    }

    pub fn interaction_address(&self, id: &str) -> String {
        format!("/{}/phien/{id}", self.id.segment())
    }

    /// The sign-in with this identifier; nothing once it has expired or ended.
    pub fn interaction(&self, id: &str) -> Option<Interaction> {
        self.state().interactions.get(id, self.now_ms())
    }

    /// Ends the sign-in: a second submission finds nothing.
    pub fn take_interaction(&self, id: &str) -> Option<Interaction> {
        self.state().interactions.take(id, self.now_ms())
    }

    pub fn update_interaction(&self, id: &str, change: impl FnOnce(&mut Interaction)) {
        self.state().interactions.update(id, self.now_ms(), change);
    }
}
