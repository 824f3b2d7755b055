//! The record, as its owner reads it.

use crate::{
    Database, audit_chain,
    database::{reading, writing},
    entities::audit_event,
    failure::Failure,
    moment::moment,
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    audit::{AuditEvent, AuditKind, AuditLog},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

#[async_trait]
impl AuditLog for Database {
    async fn record(&self, event: AuditEvent) -> Result<(), StoreError> {
        writing!(self, |db| audit_chain::append(db, &event).await).map_err(Failure::report)
    }

    async fn events_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError> {
        reading!(self, |db| {
            let rows = audit_event::Entity::find()
                .filter(audit_event::Column::AccountId.eq(account))
                .order_by_desc(audit_event::Column::Sequence)
                .limit(limit)
                .all(db)
                .await?;
            rows.into_iter().map(event).collect()
        })
        .map_err(Failure::report)
    }

    async fn newest_of(&self, account: Uuid, kind: AuditKind) -> Result<Option<AuditEvent>, StoreError> {
        reading!(self, |db| {
            let row = audit_event::Entity::find()
                .filter(audit_event::Column::AccountId.eq(account))
                .filter(audit_event::Column::Kind.eq(kind.code()))
                .order_by_desc(audit_event::Column::Sequence)
                .one(db)
                .await?;
            row.map(event).transpose()
        })
        .map_err(Failure::report)
    }
}

/// A row as the flows know it. A kind that only a newer release knows is [`AuditKind::Unknown`].
pub(super) fn event(row: audit_event::Model) -> Result<AuditEvent, Failure> {
    Ok(AuditEvent {
        at: moment(row.at)?,
        account: row.account_id,
        kind: AuditKind::from_code(&row.kind).unwrap_or(AuditKind::Unknown),
        detail: row.detail,
        support_id: row.support_id,
    })
}
