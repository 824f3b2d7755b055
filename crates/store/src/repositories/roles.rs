//! Which identity is an official of which unit, and for how long.

use crate::{
    Database, audit_chain,
    database::{reading, writing},
    entities::official_role::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    roles::{Granted, Role, RoleKind, Roles},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, SimpleExpr},
};
use time::OffsetDateTime;

#[async_trait]
impl Roles for Database {
    async fn roles_in_force(
        &self,
        provider: &str,
        subject: &str,
        now: OffsetDateTime,
    ) -> Result<Vec<Role>, StoreError> {
        let in_force = is_of(provider, subject)
            .add(Column::Kind.eq(RoleKind::Desk.code()))
            .add(Column::ValidFrom.lte(micros(now)))
            .add(is_open(now));
        reading!(self, |db| {
            let rows = Entity::find().filter(in_force.clone()).order_by_asc(Column::Unit).all(db).await?;
            rows.into_iter().map(role_of_row).collect()
        })
        .map_err(Failure::report)
    }

    async fn roles(&self, limit: u64) -> Result<Vec<Role>, StoreError> {
        reading!(self, |db| {
            // Every grant has a time after 1970; with it the index is used from end to end and the table is not read whole.
            let all = Entity::find().filter(Column::GrantedAt.gt(0)).order_by_desc(Column::GrantedAt).limit(limit);
            all.all(db).await?.into_iter().map(role_of_row).collect()
        })
        .map_err(Failure::report)
    }

    async fn grant_role(&self, role: Role, audit: AuditEvent) -> Result<Granted, StoreError> {
        writing!(self, |db| {
            match find(db, &role).await? {
                Some(row) if role_of_row(row.clone())?.is_open(role.granted_at) => return Ok(Granted::AlreadyThere),
                Some(row) => renew(db, &row, &role).await?,
                None => insert(db, &role).await?,
            }
            audit_chain::append(db, &audit).await?;
            Ok(Granted::Done)
        })
        .map_err(Failure::report)
    }

    async fn seed_role(&self, role: Role, audit: AuditEvent) -> Result<Granted, StoreError> {
        writing!(self, |db| {
            if find(db, &role).await?.is_some() {
                return Ok(Granted::AlreadyThere);
            }
            insert(db, &role).await?;
            audit_chain::append(db, &audit).await?;
            Ok(Granted::Done)
        })
        .map_err(Failure::report)
    }

    async fn revoke_roles(
        &self,
        provider: &str,
        subject: &str,
        unit: Option<&str>,
        audit: AuditEvent,
    ) -> Result<u64, StoreError> {
        let mut which = is_of(provider, subject).add(is_open(audit.at));
        if let Some(unit) = unit {
            which = which.add(Column::Unit.eq(unit));
        }
        writing!(self, |db| {
            let revoked = Entity::update_many()
                .col_expr(Column::RevokedAt, micros(audit.at).into())
                .filter(which.clone())
                .exec(db)
                .await?
                .rows_affected;
            if revoked > 0 {
                audit_chain::append(db, &audit).await?;
            }
            Ok(revoked)
        })
        .map_err(Failure::report)
    }
}

fn is_of(provider: &str, subject: &str) -> Condition {
    Condition::all().add(Column::Provider.eq(provider)).add(Column::Subject.eq(subject))
}

/// As [`Role::is_open`].
fn is_open(now: OffsetDateTime) -> Condition {
    let goes_on: SimpleExpr = Column::ValidUntil.gt(micros(now));
    Condition::all()
        .add(Column::RevokedAt.is_null())
        .add(Condition::any().add(Column::ValidUntil.is_null()).add(goes_on))
}

/// The row of this identity and unit, locked.
async fn find(db: &impl ConnectionTrait, role: &Role) -> Result<Option<Model>, Failure> {
    let same = Entity::find().filter(is_of(&role.provider, &role.subject)).filter(Column::Unit.eq(role.unit.as_str()));
    Ok(same.lock_exclusive().one(db).await?)
}

async fn insert(db: &impl ConnectionTrait, role: &Role) -> Result<(), Failure> {
    let row = Model {
        id: role.id,
        provider: role.provider.clone(),
        subject: role.subject.clone(),
        unit: role.unit.clone(),
        kind: role.kind.code().to_owned(),
        valid_from: micros(role.from),
        valid_until: role.until.map(micros),
        granted_at: micros(role.granted_at),
        revoked_at: role.revoked_at.map(micros),
    };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The row keeps its id.
async fn renew(db: &impl ConnectionTrait, row: &Model, role: &Role) -> Result<(), Failure> {
    Entity::update_many()
        .col_expr(Column::Kind, role.kind.code().into())
        .col_expr(Column::ValidFrom, micros(role.from).into())
        .col_expr(Column::ValidUntil, Expr::value(role.until.map(micros)))
        .col_expr(Column::GrantedAt, micros(role.granted_at).into())
        .col_expr(Column::RevokedAt, Expr::value(None::<i64>))
        .filter(Column::Id.eq(row.id))
        .exec(db)
        .await?;
    Ok(())
}

fn role_of_row(row: Model) -> Result<Role, Failure> {
    Ok(Role {
        id: row.id,
        provider: row.provider,
        subject: row.subject,
        unit: row.unit,
        kind: RoleKind::from_code(&row.kind).ok_or(Failure::Unreadable("official_role"))?,
        from: moment(row.valid_from)?,
        until: row.valid_until.map(moment).transpose()?,
        granted_at: moment(row.granted_at)?,
        revoked_at: row.revoked_at.map(moment).transpose()?,
    })
}
