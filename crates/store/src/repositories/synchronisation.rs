//! What providers assert of a person, and the receipts of what a synchronisation changed.

use crate::{
    Database, audit_chain,
    database::{reading, unless_refused, writing},
    entities::{
        identity,
        synchronisation::{Column, Entity, Model},
    },
    failure::Failure,
    moment::{micros, moment},
    records::{PersonRecord, ReceiptRecord},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    accounts::{Person, PersonWritten, Revision},
    audit::AuditEvent,
    synchronisation::{Asserted, Receipt, Synchronisations},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

#[async_trait]
impl Synchronisations for Database {
    async fn record_asserted(&self, identity: Uuid, asserted: &Person) -> Result<(), StoreError> {
        writing!(self, |db| {
            let sealed = self.keys().seal_value(asserted_place(&identity.to_string()), &PersonRecord::of(asserted))?;
            identity::Entity::update_many()
                .col_expr(identity::Column::Asserted, sealed.into())
                .filter(identity::Column::Id.eq(identity))
                .exec(db)
                .await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn asserted(&self, account: Uuid) -> Result<Vec<Asserted>, StoreError> {
        reading!(self, |db| {
            let rows = identity::Entity::find().filter(identity::Column::AccountId.eq(account)).all(db).await?;
            let mut asserted = Vec::new();
            for row in rows {
                let Some(sealed) = row.asserted else { continue };
                let record: PersonRecord = self.keys().open_value(asserted_place(&row.id.to_string()), &sealed)?;
                asserted.push(Asserted { identity: row.id, provider: row.provider, person: record.into_person()? });
            }
            Ok(asserted)
        })
        .map_err(Failure::report)
    }

    async fn synchronise_person(
        &self,
        revision: Revision,
        receipt: Receipt,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            self.write_verified(db, receipt.account, &revision).await?;
            self.keep_receipt(db, Some(&receipt)).await?;
            audit_chain::append(db, &audit).await
        }))
    }

    async fn receipts_of(&self, account: Uuid, limit: u64) -> Result<Vec<Receipt>, StoreError> {
        reading!(self, |db| {
            let own = Entity::find().filter(Column::AccountId.eq(account)).order_by_desc(Column::At);
            let rows = own.order_by_desc(Column::Id).limit(limit).all(db).await?;
            rows.into_iter().map(|row| self.receipt_of_row(row)).collect()
        })
        .map_err(Failure::report)
    }

    async fn receipt_of(&self, account: Uuid, id: Uuid) -> Result<Option<Receipt>, StoreError> {
        reading!(self, |db| {
            let row = Entity::find_by_id(id).filter(Column::AccountId.eq(account)).one(db).await?;
            row.map(|row| self.receipt_of_row(row)).transpose()
        })
        .map_err(Failure::report)
    }
}

impl Database {
    pub(super) async fn keep_receipt(
        &self,
        db: &impl ConnectionTrait,
        receipt: Option<&Receipt>,
    ) -> Result<(), Failure> {
        let Some(receipt) = receipt else { return Ok(()) };
        let row = Model {
            id: receipt.id,
            account_id: receipt.account,
            at: micros(receipt.at),
            receipt: self.keys().seal_value(place(&receipt.id.to_string()), &ReceiptRecord::of(receipt))?,
        };
        Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        Ok(())
    }

    fn receipt_of_row(&self, row: Model) -> Result<Receipt, Failure> {
        let record: ReceiptRecord = self.keys().open_value(place(&row.id.to_string()), &row.receipt)?;
        record.into_receipt(row.id, row.account_id, moment(row.at)?)
    }
}

fn asserted_place(row: &str) -> Place<'_> {
    Place { table: "identity", column: "asserted", row }
}

fn place(row: &str) -> Place<'_> {
    Place { table: "synchronisation", column: "receipt", row }
}
