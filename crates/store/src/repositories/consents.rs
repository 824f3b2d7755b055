//! Consents: given, shown, withdrawn, and demanded by every write that rests on one.

use super::{matching, suspension::lock_in_use};
use crate::{
    Database, audit_chain,
    database::{reading, unless_refused, writing},
    entities::{
        consent::{Column, Entity, Model},
        lookup, outbox,
    },
    failure::{Failure, Refused},
    moment::{micros, moment},
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    accounts::AccountWritten,
    audit::AuditEvent,
    consents::{Agreement, Consents, StoredConsent, TextLanguage, Withdrawn},
    matching::Purpose,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Consents for Database {
    async fn agree(&self, account: Uuid, agreement: Agreement) -> Result<AccountWritten, StoreError> {
        let Agreement { id, purposes, text, at } = agreement;
        unless_refused(writing!(self, |db| {
            lock_in_use(db, account).await?;
            for purpose in purposes {
                let same = Entity::find()
                    .filter(stands(account, *purpose))
                    .filter(Column::TextVersion.eq(i32::from(text.version)))
                    .filter(Column::Language.eq(text.language.code()));
                if same.one(db).await?.is_some() {
                    continue;
                }
                let row = Model {
                    act_id: id,
                    purpose: purpose.code().to_owned(),
                    account_id: account,
                    given_at: micros(at),
                    withdrawn_at: None,
                    text_version: text.version.into(),
                    language: Some(text.language.code().to_owned()),
                };
                Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
            }
            Ok(())
        }))
    }

    async fn consent_given(&self, account: Uuid, purpose: Purpose) -> Result<Option<OffsetDateTime>, StoreError> {
        reading!(self, |db| {
            let newest = Entity::find().filter(stands(account, purpose)).order_by_desc(Column::GivenAt);
            newest.one(db).await?.map(|row| moment(row.given_at)).transpose()
        })
        .map_err(Failure::report)
    }

    async fn consents_of(&self, account: Uuid) -> Result<Vec<StoredConsent>, StoreError> {
        reading!(self, |db| {
            let rows = Entity::find()
                .filter(Column::AccountId.eq(account))
                .order_by_desc(Column::GivenAt)
                .order_by_asc(Column::Purpose)
                .all(db)
                .await?;
            rows.into_iter().filter_map(consent_of_row).collect()
        })
        .map_err(Failure::report)
    }

    async fn withdraw_consent(
        &self,
        account: Uuid,
        purpose: Purpose,
        audit: AuditEvent,
    ) -> Result<Withdrawn, StoreError> {
        let withdrawn = writing!(self, |db| {
            lock_in_use(db, account).await?;
            let withdrawn = Entity::update_many()
                .col_expr(Column::WithdrawnAt, micros(audit.at).into())
                .filter(stands(account, purpose))
                .exec(db)
                .await?;
            if withdrawn.rows_affected == 0 {
                return Ok(Withdrawn::NotGiven);
            }
            let queries = lookup::Entity::find()
                .select_only()
                .column(lookup::Column::Id)
                .filter(lookup::Column::AccountId.eq(account))
                .filter(lookup::Column::Purpose.eq(purpose.code()));
            outbox::Entity::delete_many()
                .filter(outbox::Column::AccountId.eq(account))
                .filter(outbox::Column::Kind.is_in([matching::WAITING, matching::UNREADABLE]))
                .filter(outbox::Column::Id.in_subquery(queries.into_query()))
                .exec(db)
                .await?;
            audit_chain::append(db, &audit).await?;
            Ok(Withdrawn::Done)
        });
        match withdrawn {
            Err(Failure::Refused(_)) => Ok(Withdrawn::AccountClosed),
            withdrawn => withdrawn.map_err(Failure::report),
        }
    }
}

/// Locks the account, and refuses the write where no consent stands for the purpose.
pub(super) async fn demand(db: &impl ConnectionTrait, account: Uuid, purpose: Purpose) -> Result<(), Failure> {
    lock_in_use(db, account).await?;
    if is_given(db, account, purpose).await? { Ok(()) } else { Err(Failure::Refused(Refused::NotAgreed)) }
}

/// Whether a consent stands for the purpose.
pub(super) async fn is_given(db: &impl ConnectionTrait, account: Uuid, purpose: Purpose) -> Result<bool, Failure> {
    Ok(Entity::find().filter(stands(account, purpose)).one(db).await?.is_some())
}

fn stands(account: Uuid, purpose: Purpose) -> Condition {
    Condition::all()
        .add(Column::AccountId.eq(account))
        .add(Column::Purpose.eq(purpose.code()))
        .add(Column::WithdrawnAt.is_null())
}

/// `None` for a purpose of a newer release.
fn consent_of_row(row: Model) -> Option<Result<StoredConsent, Failure>> {
    let purpose = Purpose::from_code(&row.purpose)?;
    let read = || {
        Ok(StoredConsent {
            purpose,
            version: u16::try_from(row.text_version).unwrap_or_default(),
            language: row.language.as_deref().and_then(TextLanguage::from_code),
            given_at: moment(row.given_at)?,
            withdrawn_at: row.withdrawn_at.map(moment).transpose()?,
        })
    };
    Some(read())
}
