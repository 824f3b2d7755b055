//! An answer that is ready before the question: the next authorization request is answered without asking anybody.

use serde::Deserialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::At;
use super::fault::Fault;
use super::request::{AuthorizeRequest, Hint};

/// Who signs in where only a fault is named.
const SOMEBODY: &str = "an";

/// The body of the control call: a person, a fault, or both; for whoever asks next, or for one relying party.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NextAnswer {
    pub login_hint: Option<String>,
    pub fault: Option<Fault>,
    pub client: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct NextSwitch(Mutex<Option<NextAnswer>>);

impl NextSwitch {
    /// The answer that waits.
    pub fn get(&self) -> Option<NextAnswer> {
        self.lock().clone()
    }

    pub fn reset(&self) {
        self.lock().take();
    }

    fn lock(&self) -> MutexGuard<'_, Option<NextAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl At {
    /// Keeps the answer until the next authorization request.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn answer_next(&self, answer: NextAnswer) -> Result<(), &'static str> {
        let state = &self.sandbox.state;
        if answer.login_hint.is_none() && answer.fault.is_none() {
            return Err("login_hint or fault is needed");
        }
        let person = state.people.find(answer.login_hint.as_deref().unwrap_or(SOMEBODY));
        if !person.is_some_and(|person| self.has_account(person)) {
            return Err("nobody of this login name has an account here");
        }
        if answer.fault.is_some_and(Fault::is_of_an_endpoint) {
            return Err("this fault belongs to no flow: PUT /control/provider/{id}");
        }
        if answer.client.as_deref().is_some_and(|client| state.config.client(client).is_none()) {
            return Err("no such client");
        }
        *self.provider().next.lock() = Some(answer);
        Ok(())
    }

    /// What is ready for this request, instead of its own hint; nobody else gets it.
    pub fn prepared(&self, request: &AuthorizeRequest) -> Option<Hint> {
        let mine = |answer: &mut NextAnswer| answer.client.as_ref().is_none_or(|client| *client == request.client_id);
        let answer = self.provider().next.lock().take_if(mine)?;
        Some(Hint { person: Some(answer.login_hint.unwrap_or_else(|| SOMEBODY.to_owned())), fault: answer.fault })
    }
}
