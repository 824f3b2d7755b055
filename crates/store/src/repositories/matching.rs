//! Queries to the register: the ledger, the limits, and the queue of entries that wait for an answer.

mod ledger;
mod queue;
mod reservations;
mod unreadable;

pub(crate) use ledger::sealed_mask;

use super::{consents, suspension::in_use};
use crate::{
    Database, audit_chain,
    database::{reading, unless_refused, writing},
    entities::{account, lookup, outbox},
    failure::{Failure, Refused},
    moment::{micros, moment},
    records::{AnsweredRecord, WaitingRecord},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_domain::{Entry, Outcome};
use congdan_flows::ports::{
    StoreError,
    accounts::{PersonWritten, Revision},
    audit::AuditEvent,
    matching::{
        AttemptsOf, Backlog, Conclusion, DeferredAnswer, Due, Matching, Purpose, QueryRecord, Reservation, Reserved,
        Spent,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use time::OffsetDateTime;
use uuid::Uuid;

/// The kind of an outbox row that holds a waiting entry.
pub(super) const WAITING: &str = "match";

/// The kind of an outbox row that holds the answer until the person has seen it.
pub(super) const ANSWERED: &str = "match_answered";

/// The kind of an outbox row that waited and could not be opened when it was due.
pub(super) const UNREADABLE: &str = "match_unreadable";

#[async_trait]
impl Matching for Database {
    async fn spent_attempts(&self, of: AttemptsOf<'_>, since: OffsetDateTime) -> Result<Spent, StoreError> {
        let which = self.attempts_of(of);
        reading!(self, |db| reservations::spent(db, which.clone(), since).await).map_err(Failure::report)
    }

    async fn record_query(&self, query: QueryRecord, reservation: Reservation) -> Result<Reserved, StoreError> {
        unless_closed(writing!(self, |db| {
            if let Some(purpose) = query.purpose {
                consents::demand(db, query.account, purpose).await?;
            }
            let reserved = self.may_reserve(db, &reservation).await?;
            if reserved != Reserved::Done {
                return Ok(reserved);
            }
            let row = lookup::Model {
                id: query.id,
                account_id: query.account,
                purpose: query.purpose.map_or("", Purpose::code).to_owned(),
                masked_number: String::new(),
                asked_at: micros(query.asked_at),
                answered_at: None,
                outcome: query.outcome.map(|outcome| outcome.code().to_owned()),
                sealed_number: Some(self.keys().seal(sealed_mask(&query.id.to_string()), &query.masked_number)?),
            };
            lookup::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
            self.reserve(db, &reservation).await?;
            Ok(reserved)
        }))
    }

    async fn reserve_again(&self, reservation: Reservation, until: OffsetDateTime) -> Result<Reserved, StoreError> {
        unless_closed(writing!(self, |db| {
            reservations::take_over(db, &reservation, until).await?;
            let reserved = self.may_reserve(db, &reservation).await?;
            if reserved == Reserved::Done {
                self.reserve(db, &reservation).await?;
            }
            Ok(reserved)
        }))
    }

    async fn close_dead_queries(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        writing!(self, |db| reservations::close_dead(db, now).await).map_err(Failure::report)
    }

    async fn query(&self, id: Uuid) -> Result<Option<QueryRecord>, StoreError> {
        reading!(self, |db| {
            let row = lookup::Entity::find_by_id(id).one(db).await?;
            row.map(|row| self.query_of_row(row)).transpose()
        })
        .map_err(Failure::report)
    }

    async fn conclude(&self, conclusion: Conclusion, audit: AuditEvent) -> Result<(), StoreError> {
        writing!(self, |db| {
            self.close_query(db, &conclusion).await?;
            self.keep_or_drop(db, &conclusion).await?;
            audit_chain::append(db, &audit).await
        })
        .map_err(Failure::report)
    }

    async fn conclude_match(
        &self,
        conclusion: Conclusion,
        revision: Revision,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            consents::demand(db, conclusion.account, conclusion.purpose).await?;
            self.write_verified(db, conclusion.account, &revision).await?;
            self.keep_receipt(db, conclusion.receipt.as_ref()).await?;
            self.close_query(db, &conclusion).await?;
            self.keep_or_drop(db, &conclusion).await?;
            audit_chain::append(db, &audit).await
        }))
    }

    async fn waiting_entry(&self, account: Uuid) -> Result<Option<Entry>, StoreError> {
        reading!(self, |db| {
            let Some(row) = row_of(db, account, WAITING).await? else { return Ok(None) };
            let waiting = unreadable::passed_over(self.open_waiting(&row))?;
            Ok(waiting.map(|waiting| waiting.entry.into()))
        })
        .map_err(Failure::report)
    }

    async fn drop_waiting_entry(&self, account: Uuid) -> Result<(), StoreError> {
        writing!(self, |db| drop_row(db, account, WAITING).await).map_err(Failure::report)
    }

    async fn claim_due(&self, now: OffsetDateTime, lease: OffsetDateTime) -> Result<Option<Due>, StoreError> {
        while let Some(row) = self.lease_next(now, lease).await? {
            match self.due_of_row(&row) {
                Ok(due) => return Ok(Some(due)),
                Err(failure) => self.set_aside(&row, now, failure).await?,
            }
        }
        Ok(None)
    }

    async fn postpone(&self, due: &Due, outcome: Option<Outcome>, next_at: OffsetDateTime) -> Result<(), StoreError> {
        use outbox::Column;
        let tries = i32::try_from(due.tries.saturating_add(1)).unwrap_or(i32::MAX);
        writing!(self, |db| {
            reservations::give_back(db, due.query).await?;
            outbox::Entity::update_many()
                .col_expr(Column::Tries, tries.into())
                .col_expr(Column::NextAt, micros(next_at).into())
                .col_expr(Column::LeasedUntil, Option::<i64>::None.into())
                .filter(Column::Id.eq(due.query))
                .exec(db)
                .await?;
            if let Some(outcome) = outcome {
                lookup::Entity::update_many()
                    .col_expr(lookup::Column::Outcome, outcome.code().into())
                    .filter(lookup::Column::Id.eq(due.query))
                    .exec(db)
                    .await?;
            }
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn conclude_due(
        &self,
        conclusion: Conclusion,
        revision: Option<Revision>,
        audit: AuditEvent,
    ) -> Result<Option<PersonWritten>, StoreError> {
        use outbox::Column;
        let answered_record = AnsweredRecord {
            waiting: WaitingRecord::from(&conclusion),
            outcome: conclusion.outcome,
            support_id: audit.support_id.clone(),
        };
        let written = writing!(self, |db| {
            drop_row(db, conclusion.account, ANSWERED).await?;
            let answered = outbox::Entity::update_many()
                .col_expr(Column::Kind, ANSWERED.into())
                .col_expr(
                    Column::Payload,
                    self.keys().seal_value(place(&conclusion.query.to_string()), &answered_record)?.into(),
                )
                .col_expr(Column::LeasedUntil, Option::<i64>::None.into())
                .filter(Column::Id.eq(conclusion.query))
                .filter(Column::Kind.eq(WAITING))
                .exec(db)
                .await?;
            if answered.rows_affected == 0 {
                reservations::give_back(db, conclusion.query).await?;
                return Ok(false);
            }
            if let Some(revision) = &revision {
                self.write_verified(db, conclusion.account, revision).await?;
            }
            self.keep_receipt(db, conclusion.receipt.as_ref()).await?;
            self.close_query(db, &conclusion).await?;
            audit_chain::append(db, &audit).await?;
            Ok(true)
        });
        match written {
            Ok(true) => Ok(Some(PersonWritten::Done)),
            Ok(false) => Ok(None),
            Err(failure) => unless_refused(Err(failure)).map(Some),
        }
    }

    async fn deferred_answer(&self, account: Uuid) -> Result<Option<DeferredAnswer>, StoreError> {
        reading!(self, |db| {
            let Some(row) = row_of(db, account, ANSWERED).await? else { return Ok(None) };
            let opened = self.keys().open_value::<AnsweredRecord>(place(&row.id.to_string()), &row.payload);
            Ok(unreadable::passed_over(opened)?.map(|news| DeferredAnswer {
                purpose: news.waiting.purpose(),
                entry: news.waiting.entry.into(),
                wanted: news.waiting.wanted,
                outcome: news.outcome,
                support_id: news.support_id,
            }))
        })
        .map_err(Failure::report)
    }

    async fn drop_deferred_answer(&self, account: Uuid) -> Result<(), StoreError> {
        writing!(self, |db| drop_row(db, account, ANSWERED).await).map_err(Failure::report)
    }

    async fn backlog(&self) -> Result<Backlog, StoreError> {
        use outbox::Column;
        reading!(self, |db| {
            let counted = outbox::Entity::find()
                .select_only()
                .expr(Expr::col(Column::Id).count())
                .expr(Expr::col(Column::CreatedAt).min())
                .filter(Column::Kind.eq(WAITING))
                .into_tuple::<(i64, Option<i64>)>()
                .one(db)
                .await?;
            let (waiting, oldest) = counted.unwrap_or_default();
            let unreadable = outbox::Entity::find().filter(Column::Kind.eq(UNREADABLE)).count(db).await?;
            let waiting = u64::try_from(waiting).unwrap_or_default();
            Ok(Backlog { waiting, oldest: oldest.map(moment).transpose()?, unreadable })
        })
        .map_err(Failure::report)
    }

    async fn queries_of(&self, account: Uuid, limit: u64) -> Result<Vec<QueryRecord>, StoreError> {
        reading!(self, |db| {
            let rows = lookup::Entity::find()
                .filter(lookup::Column::AccountId.eq(account))
                .order_by_desc(lookup::Column::AskedAt)
                .limit(limit)
                .all(db)
                .await?;
            rows.into_iter().map(|row| self.query_of_row(row)).collect()
        })
        .map_err(Failure::report)
    }
}

impl Database {
    /// The ledger row gets its answer; what becomes of the attempt follows from it.
    async fn close_query(&self, db: &impl ConnectionTrait, conclusion: &Conclusion) -> Result<(), Failure> {
        let Conclusion { query, outcome, .. } = conclusion;
        let at = micros(conclusion.at);
        // A merge may have moved it to another account while the register was asked.
        let row = lookup::Entity::find_by_id(*query).lock_exclusive().one(db).await?;
        let account = &row.ok_or(Failure::Unreadable("lookup"))?.account_id;
        lookup::Entity::update_many()
            .col_expr(lookup::Column::AnsweredAt, at.into())
            .col_expr(lookup::Column::Outcome, outcome.code().into())
            .filter(lookup::Column::Id.eq(*query))
            .exec(db)
            .await?;
        self.settle(db, conclusion, *account).await
    }

    /// An entry without an answer waits, as long as the person agrees. An answer ends the waiting, and replaces what the person was to be told of an earlier
    /// entry.
    async fn keep_or_drop(&self, db: &impl ConnectionTrait, conclusion: &Conclusion) -> Result<(), Failure> {
        use outbox::Column;
        drop_row(db, conclusion.account, ANSWERED).await?;
        drop_row(db, conclusion.account, UNREADABLE).await?;
        let waits =
            conclusion.outcome.is_pending() && consents::is_given(db, conclusion.account, conclusion.purpose).await?;
        if !waits {
            return drop_row(db, conclusion.account, WAITING).await;
        }
        // The query outlives its request: nothing is kept where its person would not find it.
        if account::Entity::find_by_id(conclusion.account).filter(in_use()).one(db).await?.is_none() {
            return Ok(());
        }
        let payload = WaitingRecord::from(conclusion);
        let row = outbox::Model {
            id: conclusion.query,
            kind: WAITING.to_owned(),
            account_id: conclusion.account,
            payload: self.keys().seal_value(place(&conclusion.query.to_string()), &payload)?,
            created_at: micros(conclusion.at),
            tries: 0,
            next_at: micros(conclusion.next_at),
            leased_until: None,
        };
        let replace = OnConflict::columns([Column::AccountId, Column::Kind])
            .update_columns([
                Column::Id,
                Column::Payload,
                Column::CreatedAt,
                Column::Tries,
                Column::NextAt,
                Column::LeasedUntil,
            ])
            .to_owned();
        outbox::Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
        Ok(())
    }
}

/// An account that is out of use is an answer here, and no failure.
fn unless_closed(reserved: Result<Reserved, Failure>) -> Result<Reserved, StoreError> {
    match reserved {
        Err(Failure::Refused(Refused::AccountClosed | Refused::NotAgreed)) => Ok(Reserved::AccountClosed),
        reserved => reserved.map_err(Failure::report),
    }
}

pub(super) async fn row_of(
    db: &impl ConnectionTrait,
    account: Uuid,
    kind: &str,
) -> Result<Option<outbox::Model>, Failure> {
    let row = outbox::Entity::find()
        .filter(outbox::Column::AccountId.eq(account))
        .filter(outbox::Column::Kind.eq(kind))
        .one(db)
        .await?;
    Ok(row)
}

pub(super) async fn drop_row(db: &impl ConnectionTrait, account: Uuid, kind: &str) -> Result<(), Failure> {
    outbox::Entity::delete_many()
        .filter(outbox::Column::AccountId.eq(account))
        .filter(outbox::Column::Kind.eq(kind))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) fn place(row: &str) -> Place<'_> {
    Place { table: "outbox", column: "payload", row }
}
