//! Accounts that an operator takes out of use and gives back.

use super::{identities, sessions};
use crate::{
    Database, audit_chain,
    database::{reading, writing},
    entities::{
        account::{Column, Entity},
        audit_event,
    },
    failure::{Failure, Refused},
    moment::micros,
};
use async_trait::async_trait;
use congdan_domain::Cccd;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    suspension::{Changed, Suspension},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

#[async_trait]
impl Suspension for Database {
    async fn out_of_use_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Uuid>, StoreError> {
        reading!(self, |db| {
            let identity = identities::find(db, issuer, subject).await?;
            out_of_use(db, identity.map(|identity| identity.account_id)).await
        })
        .map_err(Failure::report)
    }

    async fn out_of_use_by_number(&self, number: &Cccd) -> Result<Option<Uuid>, StoreError> {
        reading!(self, |db| {
            let holder = self.holder_of(db, number).await?;
            out_of_use(db, holder).await
        })
        .map_err(Failure::report)
    }

    async fn suspend(&self, account: Uuid, audit: AuditEvent) -> Result<Changed, StoreError> {
        writing!(self, |db| {
            let changed = change(db, account, true, &audit).await?;
            if changed == Changed::Done {
                sessions::end_all(db, account, audit.at).await?;
                audit_chain::append(db, &audit).await?;
            }
            Ok(changed)
        })
        .map_err(Failure::report)
    }

    async fn restore(&self, account: Uuid, audit: AuditEvent) -> Result<Changed, StoreError> {
        writing!(self, |db| {
            let changed = change(db, account, false, &audit).await?;
            if changed == Changed::Done {
                audit_chain::append(db, &audit).await?;
            }
            Ok(changed)
        })
        .map_err(Failure::report)
    }

    async fn accounts_of_reference(&self, support_id: &str) -> Result<Vec<Uuid>, StoreError> {
        reading!(self, |db| {
            let found = audit_event::Entity::find()
                .select_only()
                .column(audit_event::Column::AccountId)
                .distinct()
                .filter(audit_event::Column::SupportId.eq(support_id))
                .filter(audit_event::Column::AccountId.is_not_null());
            Ok(found.into_tuple().all(db).await?)
        })
        .map_err(Failure::report)
    }
}

/// Neither closed nor suspended.
pub(super) fn in_use() -> Condition {
    Condition::all().add(Column::ClosedAt.is_null()).add(Column::SuspendedAt.is_null())
}

/// Locks an account until the transaction ends. Each change of what opens an account, or of what it knows, begins with it, so
/// such changes follow one after the other. Refused where the account is out of use: nothing is joined to it or written.
pub(super) async fn lock_in_use(db: &impl ConnectionTrait, account: Uuid) -> Result<(), Failure> {
    match Entity::find_by_id(account).filter(in_use()).lock_exclusive().one(db).await? {
        Some(_) => Ok(()),
        None => Err(Failure::Refused(Refused::AccountClosed)),
    }
}

async fn out_of_use(db: &impl ConnectionTrait, account: Option<Uuid>) -> Result<Option<Uuid>, Failure> {
    let Some(account) = account else { return Ok(None) };
    let found = Entity::find_by_id(account).filter(in_use().not()).one(db).await?;
    Ok(found.map(|account| account.id))
}

async fn change(
    db: &impl ConnectionTrait,
    account: Uuid,
    suspended: bool,
    audit: &AuditEvent,
) -> Result<Changed, Failure> {
    let open = Entity::find_by_id(account).filter(Column::ClosedAt.is_null());
    let Some(row) = open.lock_exclusive().one(db).await? else { return Ok(Changed::Unknown) };
    if row.suspended_at.is_some() == suspended {
        return Ok(Changed::AlreadySo);
    }
    let at = Expr::value(suspended.then(|| micros(audit.at)));
    Entity::update_many().col_expr(Column::SuspendedAt, at).filter(Column::Id.eq(account)).exec(db).await?;
    Ok(Changed::Done)
}
