//! An attempt from its reservation to its end (ADR 17).
//!
//! The account's row is locked, so the queries of one account are counted one after the other; those of different accounts at
//! one number are by a lock on the number ([`locks`]).

use crate::{
    Database,
    blind_index::Use,
    database::locks,
    entities::{
        lookup,
        match_attempt::{Column, Entity, Model},
    },
    failure::Failure,
    moment::{micros, moment},
    repositories::suspension::lock_in_use,
};
use congdan_domain::{Entry, Outcome};
use congdan_flows::ports::matching::{Allowance, AttemptsOf, Conclusion, Reservation, Reserved, Spent};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use time::OffsetDateTime;
use uuid::Uuid;

/// So many dead queries are closed in one transaction.
const BATCH: u64 = 500;

/// What is spent, and what is reserved beside it.
#[derive(Clone, Copy, Default)]
struct Counted {
    spent: Spent,
    reserved: u32,
}

impl Counted {
    fn fills(self, allowance: Option<Allowance>) -> bool {
        allowance.is_some_and(|allowance| self.spent.count.saturating_add(self.reserved) >= allowance.count)
    }
}

impl Database {
    /// Whether the attempt can be reserved. The account is locked until the transaction ends, and so is the number where it is
    /// limited; [`reserve`](Database::reserve) follows.
    pub(super) async fn may_reserve(
        &self,
        db: &impl ConnectionTrait,
        wanted: &Reservation,
    ) -> Result<Reserved, Failure> {
        lock_in_use(db, wanted.account).await?;
        let now = micros(wanted.at);
        if let Some(allowance) = wanted.per_account
            && let Some(same) = self.same_entry(db, wanted, allowance).await?
        {
            return Ok(Reserved::Same(same));
        }
        let mut account = Counted::default();
        if let Some(allowance) = wanted.per_account {
            account = count(db, self.attempts_of(AttemptsOf::Account(wanted.account)), allowance.since, now).await?;
        }
        let mut number = Counted::default();
        if let Some(allowance) = wanted.per_number {
            let of = AttemptsOf::Number(&wanted.entry.number);
            locks::hold(db, self.keys().indexes_of(Use::AttemptNumber, wanted.entry.number.as_str())).await?;
            number = count(db, self.attempts_of(of), allowance.since, now).await?;
        }
        if account.fills(wanted.per_account) || number.fills(wanted.per_number) {
            return Ok(Reserved::Full { account: account.spent, number: number.spent });
        }
        Ok(Reserved::Done)
    }

    /// Writes the reservation; its row of the ledger is there.
    pub(super) async fn reserve(&self, db: &impl ConnectionTrait, wanted: &Reservation) -> Result<(), Failure> {
        let row = Model {
            lookup_id: wanted.query,
            account_id: wanted.account,
            number_index: self.keys().index_of(Use::AttemptNumber, wanted.entry.number.as_str()),
            address_index: self.keys().index_of(Use::AttemptAddress, &wanted.address),
            at: micros(wanted.at),
            reserved_until: Some(micros(wanted.until)),
            entry_index: Some(self.keys().index_of(Use::AttemptEntry, &in_one_line(&wanted.entry))),
        };
        Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        Ok(())
    }

    /// The outcome spends the attempt, or gives it back. A reservation that has ended meanwhile is spent all the same.
    pub(super) async fn settle(
        &self,
        db: &impl ConnectionTrait,
        conclusion: &Conclusion,
        account: Uuid,
    ) -> Result<(), Failure> {
        let Conclusion { query, entry, outcome, .. } = conclusion;
        give_back(db, *query).await?;
        if outcome.spends_attempt() {
            let row = Model {
                lookup_id: *query,
                account_id: account,
                number_index: self.keys().index_of(Use::AttemptNumber, entry.number.as_str()),
                address_index: self.keys().index_of(Use::AttemptAddress, &conclusion.address),
                at: micros(conclusion.at),
                reserved_until: None,
                entry_index: Some(self.keys().index_of(Use::AttemptEntry, &in_one_line(entry))),
            };
            Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        }
        Ok(())
    }

    /// The rows of this account, number or address.
    pub(super) fn attempts_of(&self, of: AttemptsOf<'_>) -> SimpleExpr {
        match of {
            AttemptsOf::Account(account) => Column::AccountId.eq(account),
            AttemptsOf::Number(number) => {
                Column::NumberIndex.is_in(self.keys().indexes_of(Use::AttemptNumber, number.as_str()))
            }
            AttemptsOf::Address(address) => {
                Column::AddressIndex.is_in(self.keys().indexes_of(Use::AttemptAddress, address))
            }
        }
    }

    /// The account's query about this very entry that is open or was spent in the window.
    async fn same_entry(
        &self,
        db: &impl ConnectionTrait,
        wanted: &Reservation,
        allowance: Allowance,
    ) -> Result<Option<Uuid>, Failure> {
        let entries = self.keys().indexes_of(Use::AttemptEntry, &in_one_line(&wanted.entry));
        let holds =
            Condition::any().add(Column::ReservedUntil.is_null()).add(Column::ReservedUntil.gt(micros(wanted.at)));
        let row = Entity::find()
            .filter(Column::AccountId.eq(wanted.account))
            .filter(Column::EntryIndex.is_in(entries))
            .filter(Column::At.gte(micros(allowance.since)))
            .filter(holds)
            .one(db)
            .await?;
        Ok(row.map(|row| row.lookup_id))
    }
}

/// The attempt is free again.
pub(super) async fn give_back(db: &impl ConnectionTrait, query: Uuid) -> Result<(), Failure> {
    Entity::delete_by_id(query).exec(db).await?;
    Ok(())
}

/// Gives back what was reserved for the same query until then. What is spent stays spent, and what was reserved later stands.
pub(super) async fn take_over(
    db: &impl ConnectionTrait,
    wanted: &Reservation,
    until: OffsetDateTime,
) -> Result<(), Failure> {
    lock_in_use(db, wanted.account).await?;
    Entity::delete_many()
        .filter(Column::LookupId.eq(wanted.query))
        .filter(Column::ReservedUntil.is_not_null())
        .filter(Column::At.lte(micros(until)))
        .exec(db)
        .await?;
    Ok(())
}

/// Closes queries whose reservation has ended without an outcome, and gives their attempts back.
pub(super) async fn close_dead(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<u64, Failure> {
    let dead: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::LookupId)
        .filter(Column::ReservedUntil.lte(micros(now)))
        .limit(BATCH)
        .into_tuple()
        .all(db)
        .await?;
    if dead.is_empty() {
        return Ok(0);
    }
    let closed = lookup::Entity::update_many()
        .col_expr(lookup::Column::AnsweredAt, micros(now).into())
        .col_expr(lookup::Column::Outcome, Outcome::Timeout.code().into())
        .filter(lookup::Column::Id.is_in(dead.clone()))
        .filter(lookup::Column::AnsweredAt.is_null())
        .exec(db)
        .await?;
    Entity::delete_many()
        .filter(Column::LookupId.is_in(dead))
        .filter(Column::ReservedUntil.lte(micros(now)))
        .exec(db)
        .await?;
    Ok(closed.rows_affected)
}

/// What is spent of these attempts since a time.
pub(super) async fn spent(db: &impl ConnectionTrait, of: SimpleExpr, since: OffsetDateTime) -> Result<Spent, Failure> {
    let counted = Entity::find()
        .select_only()
        .expr(Expr::col(Column::At).count())
        .expr(Expr::col(Column::At).min())
        .filter(of)
        .filter(Column::At.gte(micros(since)))
        .filter(Column::ReservedUntil.is_null())
        .into_tuple::<(i64, Option<i64>)>()
        .one(db)
        .await?;
    let (count, oldest) = counted.unwrap_or_default();
    Ok(Spent { count: u32::try_from(count).unwrap_or(u32::MAX), oldest: oldest.map(moment).transpose()? })
}

async fn count(db: &impl ConnectionTrait, of: SimpleExpr, since: OffsetDateTime, now: i64) -> Result<Counted, Failure> {
    let reserved = Entity::find()
        .select_only()
        .expr(Expr::col(Column::At).count())
        .filter(of.clone())
        .filter(Column::ReservedUntil.gt(now))
        .into_tuple::<i64>()
        .one(db)
        .await?;
    let reserved = u32::try_from(reserved.unwrap_or_default()).unwrap_or(u32::MAX);
    Ok(Counted { spent: spent(db, of, since).await?, reserved })
}

/// What makes two entries the same.
fn in_one_line(entry: &Entry) -> String {
    format!("{}|{}|{}", entry.number.as_str(), entry.full_name.as_str(), entry.birth_date.display())
}
