//! What a person is notified of: rows of their audit record, up to the mark that "Đã hiểu" moves.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// The unread part of an account's audit record.
#[async_trait]
pub trait Notifications: Send + Sync {
    /// The events after the mark that notify the owner ([`super::audit::AuditKind::notifies_owner`]), newest first.
    async fn unread_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError>;

    /// Moves the mark: the person has read what happened until then. The mark never goes back.
    async fn acknowledge_until(&self, account: Uuid, at: OffsetDateTime) -> Result<(), StoreError>;
}
