//! The end of an account, at its person's own wish.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use uuid::Uuid;

#[async_trait]
pub trait Deletion: Send + Sync {
    /// Takes away, in one transaction, what is known of the person and what opens the account: person, identities, sessions,
    /// drafts, waiting entries, receipts, slips and what a merge could still undo; a consent that stands is withdrawn. What an
    /// authority has received, the ledger of look-ups, the tries that limits count, and the record stay, under the account's id.
    async fn delete_account(&self, account: Uuid, audit: AuditEvent) -> Result<Deleted, StoreError>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Deleted {
    Done,
    /// The account is out of use (by now): nothing was done.
    Gone,
}
