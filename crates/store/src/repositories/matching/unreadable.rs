//! Entries that cannot be opened: a key was taken from the configuration too early, a row is damaged, or a newer release wrote
//! it. They leave the queue, are counted, and their people learn of it.

use super::{UNREADABLE, WAITING, drop_row};
use crate::{
    Database, audit_chain,
    database::writing,
    entities::outbox::{self, Column},
    failure::Failure,
};
use congdan_flows::ports::{
    StoreError,
    audit::{AuditEvent, AuditKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

impl Database {
    /// Takes a leased entry out of the queue and records it, so that the person is notified. It stays in the table: once
    /// the key is back, an operator gives it its kind back.
    pub(super) async fn set_aside(
        &self,
        row: &outbox::Model,
        now: OffsetDateTime,
        failure: Failure,
    ) -> Result<(), StoreError> {
        let Failure::Unreadable(_) = failure else { return Err(failure.report()) };
        tracing::error!(kind = UNREADABLE, entry = %row.id, "a waiting entry cannot be opened and was set aside");
        let audit = AuditEvent {
            at: now,
            account: Some(row.account_id),
            kind: AuditKind::EntryUnreadable,
            detail: UNREADABLE.to_owned(),
            support_id: reference(row.id),
        };
        writing!(self, |db| {
            drop_row(db, row.account_id, UNREADABLE).await?;
            let set_aside = outbox::Entity::update_many()
                .col_expr(Column::Kind, UNREADABLE.into())
                .col_expr(Column::LeasedUntil, Option::<i64>::None.into())
                .filter(Column::Id.eq(row.id))
                .filter(Column::Kind.eq(WAITING))
                .exec(db)
                .await?;
            // The person has asked anew in the meantime.
            if set_aside.rows_affected == 0 {
                return Ok(());
            }
            audit_chain::append(db, &audit).await
        })
        .map_err(Failure::report)
    }
}

/// For pages, which go on without it: `None`, and a log line, where a value cannot be opened.
pub(super) fn passed_over<T>(opened: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match opened {
        Err(failure @ Failure::Unreadable(_)) => {
            failure.report();
            Ok(None)
        }
        opened => opened.map(Some),
    }
}

/// What the person can read out to the help line: eight letters and digits, made from the random end of the entry's id.
fn reference(entry: Uuid) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    entry.as_bytes()[8..].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}
