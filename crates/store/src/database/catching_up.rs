//! Rows that an earlier release, or an earlier list of keys, has written: brought to the form that is written today.
//!
//! It runs beside the portal, in small transactions, and can be stopped anywhere. Nothing waits for it: older rows are read
//! and found as they are.

use super::Database;
use crate::{
    database::{reading, writing},
    entities::{account, lookup, person, person_number},
    failure::Failure,
    repositories::sealed_mask,
};
use congdan_flows::ports::StoreError;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

/// Rows in one transaction: other writers of SQLite wait for it.
const BATCH: u64 = 200;

impl Database {
    /// Seals masked numbers that are in clear, and indexes each person's number under every configured key. An index key may
    /// be taken from the configuration when this has ended on all nodes with the new list.
    ///
    /// # Errors
    /// The database failed; what was done stays done. Persons whose number cannot be opened are passed over, and a log line
    /// tells how many.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let mut after = Uuid::nil();
        while let Some(last) = self.seal_masks(after).await.map_err(Failure::report)? {
            after = last;
        }
        for key in self.keys().index.all() {
            let mut passed_over = 0;
            let mut after = Uuid::nil();
            while let Some(last) =
                self.index_numbers(&key.id, after, &mut passed_over).await.map_err(Failure::report)?
            {
                after = last;
            }
            if passed_over > 0 {
                tracing::error!(key = key.id, persons = passed_over, "numbers could not be indexed under this key");
            }
        }
        Ok(())
    }

    /// Goes on behind `after`; answers with the last row that it sealed. The masks of a closed account are dropped: its
    /// ledger has no reader any more.
    async fn seal_masks(&self, after: Uuid) -> Result<Option<Uuid>, Failure> {
        writing!(self, |db| {
            let in_clear = lookup::Entity::find()
                .filter(lookup::Column::Id.gt(after))
                // As it stands in the partial index, which a bound value would not match.
                .filter(Expr::cust("masked_number <> ''"))
                .order_by_asc(lookup::Column::Id)
                .limit(BATCH);
            let rows = in_clear.lock_exclusive().all(db).await?;
            for row in &rows {
                let open = account::Entity::find_by_id(row.account_id).filter(account::Column::ClosedAt.is_null());
                let sealed = match open.one(db).await? {
                    Some(_) => Some(self.keys().seal(sealed_mask(&row.id.to_string()), &row.masked_number)?),
                    None => None,
                };
                lookup::Entity::update_many()
                    .col_expr(lookup::Column::SealedNumber, Expr::value(sealed))
                    .col_expr(lookup::Column::MaskedNumber, "".into())
                    .filter(lookup::Column::Id.eq(row.id))
                    .exec(db)
                    .await?;
            }
            Ok(rows.last().map(|row| row.id))
        })
    }

    /// Goes on behind `after` with the accounts whose number is not indexed under this key; answers with the last of them.
    async fn index_numbers(&self, key: &str, after: Uuid, passed_over: &mut u64) -> Result<Option<Uuid>, Failure> {
        let under_key = Query::select()
            .expr(Expr::val(1))
            .from(person_number::Entity)
            .and_where(person_number::Column::AccountId.into_expr().equals((person::Entity, person::Column::AccountId)))
            .and_where(person_number::Column::KeyId.eq(key))
            .to_owned();
        let accounts = reading!(self, |db| {
            let lacking = person::Entity::find()
                .select_only()
                .column(person::Column::AccountId)
                .filter(person::Column::AccountId.gt(after))
                .filter(person::Column::NumberIndex.is_not_null())
                .filter(Expr::exists(under_key.clone()).not())
                .order_by_asc(person::Column::AccountId)
                .limit(BATCH);
            Ok(lacking.into_tuple::<Uuid>().all(db).await?)
        })?;
        for account in &accounts {
            match self.index_number_of(*account).await {
                Err(Failure::Unreadable(_) | Failure::Refused(_)) => *passed_over += 1,
                indexed => indexed?,
            }
        }
        Ok(accounts.last().copied())
    }

    /// Under the lock that every change of a number takes, so that it is the number of this moment.
    async fn index_number_of(&self, account: Uuid) -> Result<(), Failure> {
        writing!(self, |db| {
            account::Entity::find_by_id(account).lock_exclusive().one(db).await?;
            let person = self.person_of(db, account).await?;
            self.write_number_indexes(db, account, person.number.as_ref().map(|number| &number.value)).await
        })
    }
}
