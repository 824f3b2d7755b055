//! Resolution slips.

use crate::{
    Database, audit_chain,
    database::{reading, writing},
    digest::digest,
    entities::slip::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_domain::SlipReason;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    slips::{Slip, SlipKey, SlipOwner, Slips},
};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, TryInsertResult,
    sea_query::{ExprTrait, SimpleExpr},
};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Slips for Database {
    async fn make_slip(&self, owner: SlipOwner<'_>, slip: Slip, audit: AuditEvent) -> Result<Slip, StoreError> {
        let same = is_owners(owner).and(Column::Reason.eq(slip.reason.code()));
        let unique = match owner {
            SlipOwner::Account(_) => Column::AccountId,
            SlipOwner::Browser(_) => Column::BrowserHash,
        };
        writing!(self, |db| {
            let expired = Column::ExpiresAt.lte(micros(slip.made_at));
            Entity::delete_many().filter(same.clone()).filter(expired).exec(db).await?;
            let row = self.row_of_slip(owner, &slip)?.into_active_model();
            let made = Entity::insert(row).on_conflict_do_nothing_on([unique, Column::Reason]);
            if matches!(made.exec_without_returning(db).await?, TryInsertResult::Inserted(1)) {
                audit_chain::append(db, &audit).await?;
                return Ok(slip.clone());
            }
            // Pressed again, or somewhere else in this very moment: there is one already.
            let row = Entity::find().filter(same.clone()).one(db).await?;
            let stored = row.map_or(Ok(None), |row| self.slip_of_row(row))?;
            Ok(stored.ok_or_else(|| DbErr::RecordNotFound("slip".to_owned()))?)
        })
        .map_err(Failure::report)
    }

    async fn slip_of(&self, owner: SlipOwner<'_>, id: Uuid, now: OffsetDateTime) -> Result<Option<Slip>, StoreError> {
        let own = is_owners(owner).and(Column::ExpiresAt.gt(micros(now)));
        reading!(self, |db| {
            let row = Entity::find_by_id(id).filter(own.clone()).one(db).await?;
            row.map_or(Ok(None), |row| self.slip_of_row(row))
        })
        .map_err(Failure::report)
    }

    async fn slips_of(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<Slip>, StoreError> {
        reading!(self, |db| {
            let own = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::ExpiresAt.gt(micros(now)));
            let rows = own.order_by_desc(Column::MadeAt).all(db).await?;
            rows.into_iter().filter_map(|row| self.slip_of_row(row).transpose()).collect()
        })
        .map_err(Failure::report)
    }

    async fn find_slip(&self, key: SlipKey<'_>, now: OffsetDateTime) -> Result<Option<Slip>, StoreError> {
        let named = match key {
            SlipKey::Code(code) => Column::CodeHash.eq(digest(code.expose_secret())),
            SlipKey::Reference(reference) => Column::Reference.eq(reference),
        };
        let good = named.and(Column::ExpiresAt.gt(micros(now)));
        reading!(self, |db| {
            let row = Entity::find().filter(good.clone()).order_by_desc(Column::MadeAt).one(db).await?;
            row.map_or(Ok(None), |row| self.slip_of_row(row))
        })
        .map_err(Failure::report)
    }

    async fn record_slip_opened(&self, id: Uuid, at: OffsetDateTime, audit: [AuditEvent; 2]) -> Result<(), StoreError> {
        writing!(self, |db| {
            Entity::update_many()
                .col_expr(Column::OpenedAt, micros(at).into())
                .filter(Column::Id.eq(id))
                .filter(Column::OpenedAt.is_null())
                .exec(db)
                .await?;
            for event in &audit {
                audit_chain::append(db, event).await?;
            }
            Ok(())
        })
        .map_err(Failure::report)
    }
}

impl Database {
    fn row_of_slip(&self, owner: SlipOwner<'_>, slip: &Slip) -> Result<Model, Failure> {
        let code = slip.code.expose_secret();
        Ok(Model {
            id: slip.id,
            account_id: slip.account,
            browser_hash: match owner {
                SlipOwner::Account(_) => None,
                SlipOwner::Browser(browser) => Some(digest(browser)),
            },
            code_hash: digest(code),
            code: self.keys().seal_value(place(&slip.id.to_string()), &code)?,
            reason: slip.reason.code().to_owned(),
            reference: slip.reference.clone(),
            made_at: micros(slip.made_at),
            expires_at: micros(slip.expires_at),
            opened_at: slip.opened_at.map(micros),
        })
    }

    /// `None` where a newer release gave it a reason that this one has no words for.
    fn slip_of_row(&self, row: Model) -> Result<Option<Slip>, Failure> {
        let Some(reason) = SlipReason::from_code(&row.reason) else {
            tracing::warn!("a slip has a reason that this release does not know");
            return Ok(None);
        };
        let code: String = self.keys().open_value(place(&row.id.to_string()), &row.code)?;
        Ok(Some(Slip {
            id: row.id,
            account: row.account_id,
            code: SecretString::from(code),
            reason,
            reference: row.reference,
            made_at: moment(row.made_at)?,
            expires_at: moment(row.expires_at)?,
            opened_at: row.opened_at.map(moment).transpose()?,
        }))
    }
}

fn is_owners(owner: SlipOwner<'_>) -> SimpleExpr {
    match owner {
        SlipOwner::Account(account) => Column::AccountId.eq(account),
        SlipOwner::Browser(browser) => Column::BrowserHash.eq(digest(browser)),
    }
}

fn place(row: &str) -> Place<'_> {
    Place { table: "slip", column: "code", row }
}
