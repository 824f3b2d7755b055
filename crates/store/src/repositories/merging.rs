//! Two accounts that become one, and two again.

mod moving;
mod returning;

use super::{identities, sessions};
use crate::{
    Database, audit_chain,
    database::{reading, writing},
    entities::{account, merge_log, pending_merge, session},
    failure::Failure,
    moment::{micros, moment},
    records::{ConflictRecord, MergeRecord},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    merging::{Conflict, Merge, MergeRow, Merged, Merging, Undo, Undone},
    sessions::NewSession,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict, Query},
};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Merging for Database {
    async fn save_conflict(&self, conflict: Conflict) -> Result<(), StoreError> {
        use pending_merge::Column;
        writing!(self, |db| {
            let row = pending_merge::Model {
                account_id: conflict.account,
                session_id: conflict.session,
                conflict: self
                    .keys()
                    .seal_value(of_conflict(&conflict.account.to_string()), &ConflictRecord::of(&conflict))?,
                expires_at: micros(conflict.expires_at),
            };
            let replace = OnConflict::column(Column::AccountId)
                .update_columns([Column::SessionId, Column::Conflict, Column::ExpiresAt])
                .to_owned();
            pending_merge::Entity::insert(row.into_active_model())
                .on_conflict(replace)
                .exec_without_returning(db)
                .await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn conflict(&self, session: Uuid, now: OffsetDateTime) -> Result<Option<Conflict>, StoreError> {
        use pending_merge::Column;
        reading!(self, |db| {
            let row = pending_merge::Entity::find()
                .filter(Column::SessionId.eq(session))
                .filter(Column::ExpiresAt.gt(micros(now)))
                .one(db)
                .await?;
            let Some(row) = row else { return Ok(None) };
            let record = self.open_conflict(&row)?;
            record.into_conflict(row.account_id, row.session_id, row.expires_at).map(Some)
        })
        .map_err(Failure::report)
    }

    async fn merge_accounts(
        &self,
        merge: Merge,
        session: NewSession,
        audit: [AuditEvent; 3],
    ) -> Result<Merged, StoreError> {
        writing!(self, |db| {
            if !self.may_merge(db, &merge).await? || !use_up(db, &merge).await? {
                return Ok(Merged::Outdated);
            }
            let contents = self.move_all(db, &merge).await?;
            set_closed(db, merge.from, Some(micros(merge.at))).await?;
            for account in [merge.from, merge.into] {
                sessions::end_all(db, account, merge.at).await?;
            }
            self.insert_session(db, &session).await?;
            let row = merge_log::Model {
                id: merge.id,
                from_account_id: merge.from,
                into_account_id: merge.into,
                merged_at: micros(merge.at),
                undo_until: micros(merge.undo_until),
                undone_at: None,
                contents: Some(self.keys().seal_value(of_log(&merge.id.to_string()), &contents)?),
            };
            merge_log::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
            for event in &audit {
                audit_chain::append(db, event).await?;
            }
            Ok(Merged::Done)
        })
        .map_err(Failure::report)
    }

    async fn merges_into(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<MergeRow>, StoreError> {
        use merge_log::Column;
        reading!(self, |db| {
            let rows = merge_log::Entity::find()
                .filter(Column::IntoAccountId.eq(account))
                .filter(Column::UndoneAt.is_null())
                .filter(Column::UndoUntil.gt(micros(now)))
                .order_by_desc(Column::MergedAt)
                .all(db)
                .await?;
            let mut merges = Vec::new();
            for row in rows {
                let Some(contents) = self.open_log(&row)? else { continue };
                merges.push(MergeRow {
                    id: row.id,
                    at: moment(row.merged_at)?,
                    undo_until: moment(row.undo_until)?,
                    identities: contents.identities,
                    dossiers: contents.dossiers.len(),
                });
            }
            Ok(merges)
        })
        .map_err(Failure::report)
    }

    async fn undo_merge(&self, undo: Undo, audit: AuditEvent) -> Result<Undone, StoreError> {
        use merge_log::Column;
        writing!(self, |db| {
            let row = merge_log::Entity::find_by_id(undo.merge)
                .filter(Column::IntoAccountId.eq(undo.account))
                .filter(Column::UndoneAt.is_null())
                .filter(Column::UndoUntil.gt(micros(undo.at)))
                .lock_exclusive()
                .one(db)
                .await?;
            let Some(row) = row else { return Ok(Undone::NotPossible) };
            let (from, into) = (row.from_account_id, row.into_account_id);
            let Some(contents) = self.open_log(&row)? else { return Ok(Undone::NotPossible) };
            if !is_open(&lock(db, from, into).await?, into) {
                return Ok(Undone::NotPossible);
            }
            // Neither account may be left without a way in.
            let identities = identities::of_account(db, into).await?;
            let returning = identities.iter().filter(|identity| contents.identities.contains(&identity.id)).count();
            if returning == 0 || returning == identities.len() {
                return Ok(Undone::NotPossible);
            }
            self.give_back(db, from, into, contents).await?;
            set_closed(db, from, None).await?;
            for account in [from, into] {
                sessions::end_all(db, account, undo.at).await?;
            }
            merge_log::Entity::update_many()
                .col_expr(Column::UndoneAt, micros(undo.at).into())
                .col_expr(Column::Contents, Expr::value(None::<String>))
                .filter(Column::Id.eq(row.id))
                .exec(db)
                .await?;
            for account in [from, into] {
                audit_chain::append(db, &AuditEvent { account: Some(account), ..audit.clone() }).await?;
            }
            Ok(Undone::Done)
        })
        .map_err(Failure::report)
    }
}

impl Database {
    fn open_conflict(&self, row: &pending_merge::Model) -> Result<ConflictRecord, Failure> {
        self.keys().open_value(of_conflict(&row.account_id.to_string()), &row.conflict)
    }

    fn open_log(&self, row: &merge_log::Model) -> Result<Option<MergeRecord>, Failure> {
        let open = |sealed| self.keys().open_value(of_log(&row.id.to_string()), sealed);
        row.contents.as_deref().map(open).transpose()
    }
}

/// Of several at once, the delete lets one through.
async fn use_up(db: &impl ConnectionTrait, merge: &Merge) -> Result<bool, Failure> {
    let used = pending_merge::Entity::delete_by_id(merge.from)
        .filter(pending_merge::Column::SessionId.eq(merge.session))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Both accounts, and nothing is added to them until the transaction ends: what refers to an account locks it, too.
async fn lock(db: &impl ConnectionTrait, one: Uuid, other: Uuid) -> Result<Vec<account::Model>, Failure> {
    let both = account::Entity::find().filter(account::Column::Id.is_in([one, other]));
    Ok(both.order_by_asc(account::Column::Id).lock_exclusive().all(db).await?)
}

/// Neither closed nor suspended.
fn is_open(accounts: &[account::Model], id: Uuid) -> bool {
    let in_use = |account: &account::Model| account.closed_at.is_none() && account.suspended_at.is_none();
    accounts.iter().any(|account| account.id == id && in_use(account))
}

pub(super) async fn set_closed(
    db: &impl ConnectionTrait,
    account: Uuid,
    closed_at: Option<i64>,
) -> Result<(), Failure> {
    account::Entity::update_many()
        .col_expr(account::Column::ClosedAt, Expr::value(closed_at))
        .filter(account::Column::Id.eq(account))
        .exec(db)
        .await?;
    Ok(())
}

/// A session that is renewed for the same account hands its conflict on.
pub(super) async fn hand_on(
    db: &impl ConnectionTrait,
    replaced: &str,
    account: Uuid,
    session: Uuid,
) -> Result<(), Failure> {
    use pending_merge::Column;
    let before = Query::select()
        .column(session::Column::Id)
        .from(session::Entity)
        .and_where(session::Column::TokenHash.eq(replaced))
        .and_where(session::Column::EndedAt.is_null())
        .to_owned();
    pending_merge::Entity::update_many()
        .col_expr(Column::SessionId, session.into())
        .filter(Column::AccountId.eq(account))
        .filter(Column::SessionId.in_subquery(before))
        .exec(db)
        .await?;
    Ok(())
}

fn of_conflict(row: &str) -> Place<'_> {
    Place { table: "pending_merge", column: "conflict", row }
}

fn of_log(row: &str) -> Place<'_> {
    Place { table: "merge_log", column: "contents", row }
}
