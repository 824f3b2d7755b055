//! Rows of `person_number`: which account has which number. One number, one account.
//!
//! A number is indexed under every configured key. Nodes whose lists of keys differ in order, or in part, so meet at any key
//! that they have in common, and the primary key lets one of them through.

use crate::{
    Database,
    blind_index::Use,
    entities::{
        person,
        person_number::{Column, Entity, Model},
    },
    failure::{Failure, Refused},
};
use congdan_domain::Cccd;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, TryInsertResult};
use uuid::Uuid;

impl Database {
    /// The account whose person has this number, under any key.
    pub(crate) async fn holder_of(&self, db: &impl ConnectionTrait, number: &Cccd) -> Result<Option<Uuid>, Failure> {
        let indexes = self.keys().indexes_of(Use::PersonNumber, number.as_str());
        if let Some(row) = Entity::find().filter(Column::NumberIndex.is_in(indexes.clone())).one(db).await? {
            return Ok(Some(row.account_id));
        }
        // A node of the release before has written there only.
        let row = person::Entity::find().filter(person::Column::NumberIndex.is_in(indexes)).one(db).await?;
        Ok(row.map(|row| row.account_id))
    }

    /// Indexes the account's number under every configured key, and forgets the number that it had before. Refused with
    /// [`Refused::NumberTaken`] where another account has it, also when that account commits at this moment: the insertion
    /// waits for it.
    pub(crate) async fn write_number_indexes(
        &self,
        db: &impl ConnectionTrait,
        account: Uuid,
        number: Option<&Cccd>,
    ) -> Result<(), Failure> {
        let stored = Entity::find().filter(Column::AccountId.eq(account)).all(db).await?;
        let mut rows = number.map(|number| self.rows_of(account, number)).unwrap_or_default();
        let is_same_number = rows.iter().any(|row| stored.contains(row));
        if is_same_number {
            // Indexes under keys that only other nodes know belong to the same number and stay.
            rows.retain(|row| !stored.contains(row));
        } else if !stored.is_empty() {
            Entity::delete_many().filter(Column::AccountId.eq(account)).exec(db).await?;
        }
        for row in rows {
            let inserted = Entity::insert(row.into_active_model()).on_conflict_do_nothing();
            if !matches!(inserted.exec_without_returning(db).await?, TryInsertResult::Inserted(1)) {
                return Err(Failure::Refused(Refused::NumberTaken));
            }
        }
        Ok(())
    }

    /// Sorted, so that two nodes wait for each other in one order and never in a circle.
    fn rows_of(&self, account: Uuid, number: &Cccd) -> Vec<Model> {
        let indexes = self.keys().indexes_of(Use::PersonNumber, number.as_str());
        let row = |(key_id, number_index)| Model { number_index, account_id: account, key_id };
        let keys = self.keys().index.all().map(|key| key.id.clone());
        let mut rows: Vec<_> = keys.zip(indexes).map(row).collect();
        rows.sort_by(|one, other| one.number_index.cmp(&other.number_index));
        rows
    }
}
