//! Rows of `draft`, for [`super::dossiers`].

use crate::{
    Database,
    entities::draft::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use congdan_flows::ports::dossiers::Draft;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::OnConflict,
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

    /// Replaces the account's draft of the same procedure.
    pub(super) async fn write_draft(&self, db: &impl ConnectionTrait, draft: &Draft) -> Result<(), Failure> {
        let row = Model {
            id: draft.id,
            account_id: draft.account,
            procedure: draft.procedure.clone(),
            entries: self.keys().seal_value(place(&draft.id.to_string()), &draft.entries)?,
            step: draft.step.into(),
            wants_submission: draft.wants_submission,
            updated_at: micros(draft.updated_at),
        };
        let replace = OnConflict::columns([Column::AccountId, Column::Procedure])
            .update_columns([Column::Id, Column::Entries, Column::Step, Column::WantsSubmission, Column::UpdatedAt])
            .to_owned();
        Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
        Ok(())
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

fn place(row: &str) -> Place<'_> {
    Place { table: "draft", column: "entries", row }
}
