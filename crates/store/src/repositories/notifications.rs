//! Which events of the record a person has not been shown yet.

use super::audit::event;
use crate::{
    Database,
    database::{reading, writing},
    entities::{account, audit_event},
    failure::Failure,
    moment::micros,
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    audit::{AuditEvent, AuditKind},
    notifications::Notifications,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Notifications for Database {
    async fn unread_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError> {
        reading!(self, |db| {
            let row = account::Entity::find_by_id(account).one(db).await?;
            let told_until = row.and_then(|row| row.told_until).unwrap_or(i64::MIN);
            let told = AuditKind::ALL.into_iter().filter(|kind| kind.notifies_owner()).map(AuditKind::code);
            let rows = audit_event::Entity::find()
                .filter(audit_event::Column::AccountId.eq(account))
                .filter(audit_event::Column::Kind.is_in(told))
                .filter(audit_event::Column::At.gt(told_until))
                .order_by_desc(audit_event::Column::Sequence)
                .limit(limit)
                .all(db)
                .await?;
            rows.into_iter().map(event).collect()
        })
        .map_err(Failure::report)
    }

    async fn acknowledge_until(&self, account: Uuid, at: OffsetDateTime) -> Result<(), StoreError> {
        let at = micros(at);
        let earlier = account::Column::ToldUntil;
        writing!(self, |db| {
            account::Entity::update_many()
                .col_expr(earlier, at.into())
                .filter(account::Column::Id.eq(account))
                .filter(Condition::any().add(earlier.is_null()).add(earlier.lt(at)))
                .exec(db)
                .await?;
            Ok(())
        })
        .map_err(Failure::report)
    }
}
