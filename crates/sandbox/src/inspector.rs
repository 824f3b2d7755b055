//! The inspector: what relying parties sent, flow by flow, and what is wrong with it.

pub(crate) mod answers;
pub(crate) mod authorization_request;
pub(crate) mod book;
pub(crate) mod check;
pub(crate) mod end_session_request;
pub(crate) mod fingerprints;
pub(crate) mod flow;
pub(crate) mod pushed_request;
pub(crate) mod token_request;
pub(crate) mod userinfo_request;
pub(crate) mod verdict;

use book::Book;
use fingerprints::Fingerprints;
use flow::Flow;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Default)]
pub(crate) struct Inspector {
    prints: Fingerprints,
    book: Mutex<Book>,
}

impl Inspector {
    /// Newest first.
    pub fn flows(&self) -> Vec<Flow> {
        self.lock().flows.iter().rev().cloned().collect()
    }

    pub fn clear(&self) {
        *self.lock() = Book::default();
    }

    fn lock(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
