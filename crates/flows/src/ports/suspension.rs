//! Accounts that are out of use. One that is suspended or closed opens nothing, and every other port knows none.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use congdan_domain::Cccd;
use uuid::Uuid;

/// Suspends accounts, restores them, and finds those that are out of use.
#[async_trait]
pub trait Suspension: Send + Sync {
    /// The account out of use that this identity would open.
    async fn out_of_use_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Uuid>, StoreError>;

    /// The account out of use that has this number.
    async fn out_of_use_by_number(&self, number: &Cccd) -> Result<Option<Uuid>, StoreError>;

    /// Suspends the account, and in the same transaction ends its sessions.
    async fn suspend(&self, account: Uuid, audit: AuditEvent) -> Result<Changed, StoreError>;

    /// Lets a suspended account be used again. The sessions that ended stay ended.
    async fn restore(&self, account: Uuid, audit: AuditEvent) -> Result<Changed, StoreError>;

    /// The accounts in whose audit record this reference occurs: one, unless chance gave it twice.
    async fn accounts_of_reference(&self, support_id: &str) -> Result<Vec<Uuid>, StoreError>;
}

/// Whether the suspension changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Changed {
    /// It changed.
    Done,
    /// It was so before: nothing was recorded.
    AlreadySo,
    /// No such account, or one that is closed.
    Unknown,
}
