//! An answer that is ready before the question: the next authorization request is answered without asking the person.

use crate::provider::fault::Fault;
use serde::Deserialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The body of the control call: a person, a fault, or both. Without a client it is for the next request of any client.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreparedAnswer {
    pub login_hint: Option<String>,
    pub fault: Option<Fault>,
    pub client: Option<String>,
}

/// The place where at most one answer waits.
#[derive(Debug, Default)]
pub(crate) struct PreparedAnswerSlot(Mutex<Option<PreparedAnswer>>);

impl PreparedAnswerSlot {
    pub fn get(&self) -> Option<PreparedAnswer> {
        self.lock().clone()
    }

    pub fn set(&self, answer: PreparedAnswer) {
        *self.lock() = Some(answer);
    }

    pub fn reset(&self) {
        self.lock().take();
    }

    /// Takes the answer out, if it is for this client.
    pub fn take_for(&self, client_id: &str) -> Option<PreparedAnswer> {
        self.lock().take_if(|answer| answer.client.as_ref().is_none_or(|client| client == client_id))
    }

    fn lock(&self) -> MutexGuard<'_, Option<PreparedAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
