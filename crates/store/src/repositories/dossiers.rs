//! Drafts and dossiers, with the history of each dossier.

use super::{drafts, suspension::lock_in_use};
use crate::{
    Database, audit_chain,
    blind_index::Use,
    database::{reading, writing},
    entities::{
        dossier::{Column, Entity, Model},
        dossier_event,
    },
    failure::Failure,
    moment::{micros, moment},
    sealing::Place,
};
use async_trait::async_trait;
use congdan_domain::Cccd;
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    dossiers::{Dossier, DossierEvent, DossierStatus, Dossiers, Draft, Submission},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use std::collections::HashMap;
use uuid::Uuid;

/// PostgreSQL refuses a text with a zero byte, which no code has.
fn as_text(code: &str) -> String {
    code.replace('\0', "\u{fffd}")
}

#[async_trait]
impl Dossiers for Database {
    async fn draft(&self, account: Uuid, procedure: &str) -> Result<Option<Draft>, StoreError> {
        reading!(self, |db| Ok(self.find_drafts(db, account, Some(procedure)).await?.pop())).map_err(Failure::report)
    }

    async fn drafts_of(&self, account: Uuid) -> Result<Vec<Draft>, StoreError> {
        reading!(self, |db| self.find_drafts(db, account, None).await).map_err(Failure::report)
    }

    async fn save_draft(&self, draft: Draft) -> Result<(), StoreError> {
        writing!(self, |db| {
            lock_in_use(db, draft.account).await?;
            self.write_draft(db, &draft).await
        })
        .map_err(Failure::report)
    }

    async fn drop_draft(&self, account: Uuid, procedure: &str) -> Result<(), StoreError> {
        writing!(self, |db| drafts::remove(db, account, procedure).await).map_err(Failure::report)
    }

    async fn submit(&self, submission: Submission, audit: AuditEvent) -> Result<Dossier, StoreError> {
        writing!(self, |db| {
            lock_in_use(db, submission.draft.account).await?;
            self.file(db, &submission, &audit).await
        })
        .map_err(Failure::report)
    }

    async fn dossiers_of(&self, account: Uuid) -> Result<Vec<Dossier>, StoreError> {
        let own = Entity::find().filter(Column::AccountId.eq(account)).order_by_desc(Column::SubmittedAt);
        self.find_dossiers(own).await
    }

    async fn dossier_of(&self, account: Uuid, code: &str) -> Result<Option<Dossier>, StoreError> {
        let own = Entity::find().filter(Column::Code.eq(as_text(code))).filter(Column::AccountId.eq(account));
        Ok(self.find_dossiers(own).await?.pop())
    }

    async fn dossier_by_code_and_number(&self, code: &str, number: &Cccd) -> Result<Option<Dossier>, StoreError> {
        let indexes = self.keys().indexes_of(Use::DossierNumber, number.as_str());
        let both = Entity::find().filter(Column::Code.eq(as_text(code))).filter(Column::NumberIndex.is_in(indexes));
        Ok(self.find_dossiers(both).await?.pop())
    }

    async fn dossiers_at(&self, unit: &str, limit: u64) -> Result<Vec<Dossier>, StoreError> {
        let ends = DossierStatus::OVER.map(|status| i16::from(status.number()));
        let there = || Entity::find().filter(Column::Unit.eq(unit));
        let waiting = there().filter(Column::Status.is_not_in(ends)).order_by_asc(Column::SubmittedAt);
        let mut queue = self.find_dossiers(waiting.limit(limit)).await?;
        let ended = there().filter(Column::Status.is_in(ends)).order_by_desc(Column::SubmittedAt);
        queue.extend(self.find_dossiers(ended.limit(limit.saturating_sub(queue.len() as u64))).await?);
        Ok(queue)
    }

    async fn dossier_at(&self, unit: &str, code: &str) -> Result<Option<Dossier>, StoreError> {
        let there = Entity::find().filter(Column::Code.eq(as_text(code))).filter(Column::Unit.eq(unit));
        Ok(self.find_dossiers(there).await?.pop())
    }

    async fn change_status(&self, code: &str, event: DossierEvent, audit: AuditEvent) -> Result<(), StoreError> {
        writing!(self, |db| {
            let row = Entity::find().filter(Column::Code.eq(code)).lock_exclusive().one(db).await?;
            let row = row.ok_or(Failure::Unreadable("dossier"))?;
            let status = i16::from(event.status.number());
            Entity::update_many()
                .col_expr(Column::Status, status.into())
                .filter(Column::Id.eq(row.id))
                .exec(db)
                .await?;
            let before = dossier_event::Entity::find().filter(dossier_event::Column::DossierId.eq(row.id));
            let position =
                i32::try_from(before.count(db).await?).map_err(|_| Failure::Unreadable("dossier_event"))? + 1;
            let note = event.note.as_ref();
            let event_row = dossier_event::Model {
                dossier_id: row.id,
                position,
                at: micros(event.at),
                status,
                note: note.map(|note| self.keys().seal(note_place(&note_row(row.id, position)), note)).transpose()?,
            };
            dossier_event::Entity::insert(event_row.into_active_model()).exec_without_returning(db).await?;
            audit_chain::append(db, &audit).await
        })
        .map_err(Failure::report)
    }
}

impl Database {
    /// With their events, in the order of the rows.
    async fn find_dossiers(&self, which: Select<Entity>) -> Result<Vec<Dossier>, StoreError> {
        reading!(self, |db| {
            let rows = which.clone().all(db).await?;
            let mut events = self.events_of_dossiers(db, &rows).await?;
            rows.into_iter().map(|row| self.dossier(&mut events, row)).collect()
        })
        .map_err(Failure::report)
    }

    pub(super) async fn dossier_of_row(&self, db: &impl ConnectionTrait, row: Model) -> Result<Dossier, Failure> {
        let mut events = self.events_of_dossiers(db, std::slice::from_ref(&row)).await?;
        self.dossier(&mut events, row)
    }

    fn dossier(&self, events: &mut HashMap<Uuid, Vec<DossierEvent>>, row: Model) -> Result<Dossier, Failure> {
        Ok(Dossier {
            entries: self.keys().open_value(place("entries", &row.id.to_string()), &row.entries)?,
            code: row.code,
            procedure: row.procedure,
            unit: row.unit,
            status: status(row.status)?,
            submitted_at: moment(row.submitted_at)?,
            events: events.remove(&row.id).unwrap_or_default(),
        })
    }

    async fn events_of_dossiers(
        &self,
        db: &impl ConnectionTrait,
        dossiers: &[Model],
    ) -> Result<HashMap<Uuid, Vec<DossierEvent>>, Failure> {
        let rows = dossier_event::Entity::find()
            .filter(dossier_event::Column::DossierId.is_in(dossiers.iter().map(|dossier| dossier.id)))
            .order_by_asc(dossier_event::Column::DossierId)
            .order_by_asc(dossier_event::Column::Position)
            .all(db)
            .await?;
        let mut events: HashMap<Uuid, Vec<DossierEvent>> = HashMap::new();
        for row in rows {
            let id = note_row(row.dossier_id, row.position);
            let note = row.note.map(|sealed| self.keys().open(note_place(&id), &sealed)).transpose()?;
            events.entry(row.dossier_id).or_default().push(DossierEvent {
                at: moment(row.at)?,
                status: status(row.status)?,
                note: note.map(|note| note.to_string()),
            });
        }
        Ok(events)
    }
}

fn status(number: i16) -> Result<DossierStatus, Failure> {
    u8::try_from(number).ok().and_then(DossierStatus::new).ok_or(Failure::Unreadable("dossier"))
}

pub(super) fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "dossier", column, row }
}

fn note_row(dossier: Uuid, position: i32) -> String {
    format!("{dossier}/{position}")
}

fn note_place(row: &str) -> Place<'_> {
    Place { table: "dossier_event", column: "note", row }
}
