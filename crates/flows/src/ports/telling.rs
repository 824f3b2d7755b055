//! What a person has to be told of their account: the record's own rows, up to the mark that "Đã hiểu" moves.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait Telling: Send + Sync {
    /// The events to be told ([`super::audit::AuditKind::is_told`]) after the mark, newest first.
    async fn untold_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError>;

    /// The person knows what happened up to then. The mark never goes back.
    async fn tell_until(&self, account: Uuid, at: OffsetDateTime) -> Result<(), StoreError>;
}
