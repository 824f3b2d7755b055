//! How a draft becomes a dossier, for [`super::dossiers`].

use super::drafts;
use crate::{
    Database, audit_chain,
    blind_index::Use,
    entities::{dossier, dossier_counter, dossier_event},
    failure::Failure,
    moment::micros,
};
use congdan_domain::DossierStatus;
use congdan_flows::ports::{
    audit::AuditEvent,
    dossiers::{Dossier, Owner, Submission},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, IntoActiveModel,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use time::Date;

impl Database {
    /// The dossier of this draft: the one that is there, or a new one. `None` where the draft has been saved again since it was
    /// read.
    pub(super) async fn file(
        &self,
        db: &impl ConnectionTrait,
        submission: &Submission,
        audit: &AuditEvent,
    ) -> Result<Option<Dossier>, Failure> {
        let draft = &submission.draft;
        if let Some(row) = dossier::Entity::find_by_id(draft.id).one(db).await? {
            return self.dossier_of_row(db, row).await.map(Some);
        }
        if drafts::is_newer(db, draft).await? {
            return Ok(None);
        }
        drafts::remove(db, draft.account, &draft.procedure).await?;
        let day = day_code(submission.day);
        let running = next_number(db, &submission.unit, &day).await?;
        let id = draft.id.to_string();
        let status = i16::from(DossierStatus::REGISTERED.number());
        let submitted_at = micros(submission.at);
        let number = submission.number.as_str();
        let row = dossier::Model {
            id: draft.id,
            code: format!("{}-{day}-{running:04}", submission.unit),
            account_id: draft.account,
            procedure: draft.procedure.clone(),
            unit: submission.unit.clone(),
            entries: self.keys().seal_value(super::dossiers::place("entries", &id), &draft.entries)?,
            number: self.keys().seal(super::dossiers::place("number", &id), number)?,
            number_index: self.keys().index_of(Use::DossierNumber, &found_by(submission)),
            status,
            submitted_at,
            version: 1,
        };
        let first = dossier_event::Model {
            dossier_id: draft.id,
            position: 1,
            at: submitted_at,
            status,
            note: None,
            role_id: None,
        };
        dossier::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
        dossier_event::Entity::insert(first.into_active_model()).exec_without_returning(db).await?;
        audit_chain::append(db, audit).await?;
        self.dossier_of_row(db, row).await.map(Some)
    }
}

/// What the public search finds it by: its owner's number. Where the owner is another person whose number was not entered,
/// no number does: the applicant's is not the owner's.
fn found_by(submission: &Submission) -> String {
    match &submission.owner {
        Owner::Applicant => submission.number.as_str().to_owned(),
        Owner::Other(Some(number)) => number.as_str().to_owned(),
        Owner::Other(None) => submission.draft.id.to_string(),
    }
}

/// `yyMMdd`, as in the code.
fn day_code(day: Date) -> String {
    format!("{:02}{:02}{:02}", day.year().rem_euclid(100), u8::from(day.month()), day.day())
}

/// Counts up in one statement. The row stays locked until the transaction ends, so an undone one leaves no gap.
async fn next_number(db: &impl ConnectionTrait, unit: &str, day: &str) -> Result<i32, Failure> {
    use dossier_counter::{Column, Entity};
    let next = Expr::col((Entity, Column::Last)).add(1);
    let count = Query::insert()
        .into_table(Entity)
        .columns([Column::Unit, Column::Day, Column::Last])
        .values_panic([unit.into(), day.into(), 1.into()])
        .on_conflict(OnConflict::columns([Column::Unit, Column::Day]).value(Column::Last, next).to_owned())
        .returning_col(Column::Last)
        .to_owned();
    let row = db.query_one(&count).await?.ok_or(Failure::Unreadable("dossier_counter"))?;
    Ok(row.try_get_by_index(0)?)
}
