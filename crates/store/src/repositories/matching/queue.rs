//! The queue of entries that wait for the register: which one is due, and the lease of the process that asks about it.

use super::{WAITING, place};
use crate::{Database, database::writing, entities::outbox, failure::Failure, moment::micros, records::WaitingRecord};
use congdan_flows::ports::{StoreError, matching::Due};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::ExprTrait};
use time::OffsetDateTime;

impl Database {
    /// The oldest entry that is due, leased to the caller. The lease is committed before the entry is opened, so an
    /// entry that cannot be opened is not the first in the queue again.
    pub(super) async fn lease_next(
        &self,
        now: OffsetDateTime,
        lease: OffsetDateTime,
    ) -> Result<Option<outbox::Model>, StoreError> {
        use outbox::Column;
        let (now, lease) = (micros(now), micros(lease));
        writing!(self, |db| {
            let free = Column::LeasedUntil.is_null().or(Column::LeasedUntil.lte(now));
            let due = free.and(Column::Kind.eq(WAITING)).and(Column::NextAt.lte(now));
            let row = outbox::Entity::find().filter(due.clone()).order_by_asc(Column::NextAt).one(db).await?;
            let Some(row) = row else { return Ok(None) };
            let taken = outbox::Entity::update_many()
                .col_expr(Column::LeasedUntil, lease.into())
                .filter(Column::Id.eq(row.id))
                .filter(due)
                .exec(db)
                .await?;
            // Another process was faster.
            Ok((taken.rows_affected == 1).then_some(row))
        })
        .map_err(Failure::report)
    }

    pub(super) fn due_of_row(&self, row: &outbox::Model) -> Result<Due, Failure> {
        let waiting = self.open_waiting(row)?;
        Ok(Due {
            query: row.id,
            account: row.account_id,
            purpose: waiting.purpose(),
            entry: waiting.entry.into(),
            wanted: waiting.wanted,
            address: waiting.address,
            tries: u32::try_from(row.tries).unwrap_or_default(),
        })
    }

    pub(in crate::repositories) fn open_waiting(&self, row: &outbox::Model) -> Result<WaitingRecord, Failure> {
        self.keys().open_value(place(&row.id.to_string()), &row.payload)
    }
}
