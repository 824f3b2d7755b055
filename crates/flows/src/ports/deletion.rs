//! The end of an account, at its person's own wish.

use super::{StoreError, accounts::AccountWritten, audit::AuditEvent};
use async_trait::async_trait;
use uuid::Uuid;

/// Deletes accounts.
#[async_trait]
pub trait Deletion: Send + Sync {
    /// Takes away, in one transaction, what is known of the person and what opens the account: person, identities, sessions,
    /// drafts, waiting entries, receipts, slips and what a merge could still undo; a consent that is given is withdrawn. What
    /// an authority has received, the ledger of queries, the attempts that limits count, and the audit record stay, under the
    /// account's id. What is kept for the browser of the deletion goes as well, as in
    /// [`super::sessions::Sessions::leave_browser`].
    async fn delete_account(
        &self,
        account: Uuid,
        browser: &str,
        audit: AuditEvent,
    ) -> Result<AccountWritten, StoreError>;
}
