//! Accounts: found by identity or number, created, changed, joined with identities.

use super::{
    identities, sessions,
    suspension::{in_use, lock_in_use},
};
use crate::{
    Database, audit_chain,
    database::{reading, unless_refused, writing},
    entities::{account, identity},
    failure::{Failure, Refused},
    moment::{micros, moment},
};
use async_trait::async_trait;
use congdan_domain::Cccd;
use congdan_flows::ports::{
    StoreError,
    accounts::{
        Account, AccountCreated, AccountWritten, Accounts, Contact, Identity, IdentityWritten, NumberMoved,
        PendingLink, Person, PersonWritten, Revision,
    },
    audit::AuditEvent,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Accounts for Database {
    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError> {
        reading!(self, |db| self.load_account(db, Some(id)).await).map_err(Failure::report)
    }

    async fn account_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Account>, StoreError> {
        reading!(self, |db| {
            let identity = identities::find(db, issuer, subject).await?;
            self.load_account(db, identity.map(|identity| identity.account_id)).await
        })
        .map_err(Failure::report)
    }

    async fn account_by_number(&self, number: &Cccd) -> Result<Option<Account>, StoreError> {
        reading!(self, |db| {
            let holder = self.holder_of(db, number).await?;
            self.load_account(db, holder).await
        })
        .map_err(Failure::report)
    }

    async fn create_account(&self, account: Account, audit: AuditEvent) -> Result<AccountCreated, StoreError> {
        unless_refused(writing!(self, |db| {
            self.insert_account(db, &account).await?;
            audit_chain::append(db, &audit).await
        }))
    }

    async fn save_person(
        &self,
        account: Uuid,
        revision: Revision,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            self.write_verified(db, account, &revision).await?;
            audit_chain::append(db, &audit).await
        }))
    }

    async fn save_contact(
        &self,
        account: Uuid,
        contact: Contact,
        audit: AuditEvent,
    ) -> Result<AccountWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            lock_in_use(db, account).await?;
            let person = Person { contact: contact.clone(), ..self.person_of(db, account).await? };
            self.write_person(db, account, &person).await?;
            audit_chain::append(db, &audit).await
        }))
    }

    async fn record_sign_in(&self, identity: Uuid, level: u8, at: OffsetDateTime) -> Result<(), StoreError> {
        writing!(self, |db| {
            identity::Entity::update_many()
                .col_expr(identity::Column::Level, i16::from(level).into())
                .col_expr(identity::Column::LastUsedAt, micros(at).into())
                .filter(identity::Column::Id.eq(identity))
                .exec(db)
                .await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn link_identity(
        &self,
        account: Uuid,
        identity: Identity,
        audit: AuditEvent,
    ) -> Result<IdentityWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            lock_in_use(db, account).await?;
            match identities::find(db, &identity.issuer, &identity.subject).await? {
                Some(known) if known.account_id == account => Ok(()),
                Some(_) => Err(Failure::Refused(Refused::IdentityTaken)),
                None => {
                    identities::insert(db, account, &identity).await?;
                    sessions::end_all(db, account, audit.at).await?;
                    audit_chain::append(db, &audit).await
                }
            }
        }))
    }

    async fn move_number_to_new_account(
        &self,
        from: Uuid,
        account: Account,
        audit: [AuditEvent; 3],
    ) -> Result<NumberMoved, StoreError> {
        unless_refused(writing!(self, |db| {
            lock_in_use(db, from).await?;
            if let Some(number) = &account.person.number
                && self.holder_of(db, &number.value).await? == Some(from)
            {
                self.release_number(db, from).await?;
            }
            self.insert_account(db, &account).await?;
            for event in &audit {
                audit_chain::append(db, event).await?;
            }
            Ok(())
        }))
    }

    async fn begin_link(&self, link: PendingLink) -> Result<(), StoreError> {
        writing!(self, |db| self.write_link(db, &link).await).map_err(Failure::report)
    }

    async fn pending_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError> {
        reading!(self, |db| self.find_link(db, browser, now).await).map_err(Failure::report)
    }

    async fn take_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError> {
        writing!(self, |db| self.remove_link(db, browser, now).await).map_err(Failure::report)
    }
}

impl Database {
    /// An account that is closed or suspended opens nothing.
    async fn load_account(&self, db: &impl ConnectionTrait, id: Option<Uuid>) -> Result<Option<Account>, Failure> {
        let Some(id) = id else { return Ok(None) };
        let row = account::Entity::find_by_id(id).filter(in_use()).one(db).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Account {
            id,
            created_at: moment(row.created_at)?,
            identities: self.identities_of(db, id).await?,
            person: self.person_of(db, id).await?,
        }))
    }

    async fn insert_account(&self, db: &impl ConnectionTrait, account: &Account) -> Result<(), Failure> {
        let row = account::Model {
            id: account.id,
            created_at: micros(account.created_at),
            closed_at: None,
            suspended_at: None,
            told_until: None,
        };
        account::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        for identity in &account.identities {
            if identities::find(db, &identity.issuer, &identity.subject).await?.is_some() {
                return Err(Failure::Refused(Refused::IdentityTaken));
            }
            identities::insert(db, account.id, identity).await?;
        }
        self.write_person(db, account.id, &account.person).await
    }
}
