//! Rows of `draft`, for [`super::dossiers`].

use crate::{
    Database,
    entities::draft::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use congdan_flows::ports::dossiers::{Draft, DraftWritten};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select, sea_query::OnConflict,
};
use uuid::Uuid;

impl Database {
    /// The latest first; of one procedure or of all.
    pub(super) async fn find_drafts(
        &self,
        db: &impl ConnectionTrait,
        account: Uuid,
        procedure: Option<&str>,
    ) -> Result<Vec<Draft>, Failure> {
        let mut drafts = Entity::find().filter(Column::AccountId.eq(account)).order_by_desc(Column::UpdatedAt);
        if let Some(procedure) = procedure {
            drafts = drafts.filter(Column::Procedure.eq(procedure));
        }
        drafts.all(db).await?.into_iter().map(|row| self.draft_of_row(row)).collect()
    }

    /// Replaces the draft's own version, or begins one where the account has none for the procedure. Its account is locked.
    pub(super) async fn write_draft(&self, db: &impl ConnectionTrait, draft: &Draft) -> Result<DraftWritten, Failure> {
        let stored = of(draft.account, &draft.procedure).one(db).await?;
        let is_current = match &stored {
            Some(stored) => stored.id == draft.id && stored.version == draft.version,
            None => draft.version == 0,
        };
        if !is_current {
            return Ok(DraftWritten::Outdated);
        }
        let row = Model {
            id: draft.id,
            account_id: draft.account,
            procedure: draft.procedure.clone(),
            entries: self.keys().seal_value(place(&draft.id.to_string()), &draft.entries)?,
            step: draft.step.into(),
            wants_submission: draft.wants_submission,
            updated_at: micros(draft.updated_at),
            version: draft.version.saturating_add(1),
        };
        let replace = OnConflict::columns([Column::AccountId, Column::Procedure])
            .update_columns([
                Column::Id,
                Column::Entries,
                Column::Step,
                Column::WantsSubmission,
                Column::UpdatedAt,
                Column::Version,
            ])
            .to_owned();
        Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
        Ok(DraftWritten::Done)
    }

    fn draft_of_row(&self, row: Model) -> Result<Draft, Failure> {
        Ok(Draft {
            entries: self.keys().open_value(place(&row.id.to_string()), &row.entries)?,
            id: row.id,
            account: row.account_id,
            procedure: row.procedure,
            step: u8::try_from(row.step).map_err(|_| Failure::Unreadable("draft"))?,
            wants_submission: row.wants_submission,
            updated_at: moment(row.updated_at)?,
            version: row.version,
        })
    }
}

pub(super) async fn remove(db: &impl ConnectionTrait, account: Uuid, procedure: &str) -> Result<(), Failure> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Procedure.eq(procedure))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether the draft has been saved again since this version of it was read.
pub(super) async fn is_newer(db: &impl ConnectionTrait, draft: &Draft) -> Result<bool, Failure> {
    let stored = Entity::find_by_id(draft.id).one(db).await?;
    Ok(stored.is_some_and(|stored| stored.version != draft.version))
}

fn of(account: Uuid, procedure: &str) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account)).filter(Column::Procedure.eq(procedure))
}

fn place(row: &str) -> Place<'_> {
    Place { table: "draft", column: "entries", row }
}
