//! Preparing the answer to the next authorization request.

use super::{
    Provider,
    authorization_request::{AuthorizationRequest, LoginHint},
    fault::Fault,
    state::prepared_answer::PreparedAnswer,
};

/// The person who signs in where only a fault is named.
const DEFAULT_PERSON: &str = "an";

impl Provider {
    /// Keeps the answer until the next authorization request.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn prepare_answer(&self, answer: PreparedAnswer) -> Result<(), &'static str> {
        let state = &self.sandbox.state;
        if answer.login_hint.is_none() && answer.fault.is_none() {
            return Err("login_hint or fault is needed");
        }
        let person = state.people.find(answer.login_hint.as_deref().unwrap_or(DEFAULT_PERSON));
        if !person.is_some_and(|person| self.id.has_account(person)) {
            return Err("nobody of this login name has an account here");
        }
        if answer.fault.is_some_and(Fault::is_of_an_endpoint) {
            return Err("this fault belongs to no flow: PUT /control/provider/{id}");
        }
        if answer.client.as_deref().is_some_and(|client| state.config.client(client).is_none()) {
            return Err("no such client");
        }
        self.state().prepared_answer.set(answer);
        Ok(())
    }

    /// Takes the answer that is ready for this request. It replaces the request's own hint.
    pub fn take_prepared_answer(&self, request: &AuthorizationRequest) -> Option<LoginHint> {
        let answer = self.state().prepared_answer.take_for(&request.client_id)?;
        let person = answer.login_hint.unwrap_or_else(|| DEFAULT_PERSON.to_owned());
        Some(LoginHint { person: Some(person), fault: answer.fault })
    }
}
