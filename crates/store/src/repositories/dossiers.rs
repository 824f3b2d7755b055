//! Drafts and dossiers, with the history of each dossier.

use super::{desk, drafts, suspension::lock_in_use};
use crate::{
    Database,
    blind_index::Use,
    database::{reading, writing},
    entities::{
        dossier::{Column, Entity, Model},
        dossier_event,
    },
    failure::{Failure, Refused},
    moment::moment,
    sealing::Place,
};
use async_trait::async_trait;
use congdan_domain::{Cccd, DossierStatus};
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    dossiers::{
        Dossier, DossierEvent, DossierSearch, DossierSearched, Dossiers, Draft, DraftWritten, Queue, QueueFilter,
        QueuePart, Reading, ReceivedDossier, StatusChange, StatusWritten, Submission,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
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

    async fn save_draft(&self, draft: Draft) -> Result<DraftWritten, StoreError> {
        let written = writing!(self, |db| {
            lock_in_use(db, draft.account).await?;
            self.write_draft(db, &draft).await
        });
        match written {
            Err(Failure::Refused(_)) => Ok(DraftWritten::AccountClosed),
            written => written.map_err(Failure::report),
        }
    }

    async fn drop_draft(&self, account: Uuid, procedure: &str) -> Result<(), StoreError> {
        writing!(self, |db| drafts::remove(db, account, procedure).await).map_err(Failure::report)
    }

    async fn submit(&self, submission: Submission, audit: AuditEvent) -> Result<Option<Dossier>, StoreError> {
        let filed = writing!(self, |db| {
            lock_in_use(db, submission.draft.account).await?;
            self.file(db, &submission, &audit).await
        });
        match filed {
            Err(Failure::Refused(Refused::AccountClosed)) => Ok(None),
            filed => filed.map_err(Failure::report),
        }
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
        Ok(self.find_dossiers(self.with_code_and_number(code, number)).await?.pop())
    }

    async fn search_dossier(&self, search: DossierSearch) -> Result<DossierSearched, StoreError> {
        writing!(self, |db| self.searched(db, &search).await).map_err(Failure::report)
    }

    async fn queue(&self, units: &[&str], filter: QueueFilter, part: QueuePart) -> Result<Queue, StoreError> {
        self.queue_of(units, filter, part).await
    }

    async fn received_dossier(&self, units: &[&str], code: &str) -> Result<Option<ReceivedDossier>, StoreError> {
        let there = Entity::find().filter(Column::Code.eq(as_text(code))).filter(Column::Unit.is_in(units.to_vec()));
        reading!(self, |db| {
            let Some(row) = there.clone().one(db).await? else { return Ok(None) };
            self.received(db, row).await.map(Some)
        })
        .map_err(Failure::report)
    }

    async fn record_reading(&self, dossier: Uuid, reading: Reading, audit: [AuditEvent; 2]) -> Result<(), StoreError> {
        writing!(self, |db| desk::write_reading(db, dossier, &reading, &audit).await).map_err(Failure::report)
    }

    async fn readings_of(&self, dossier: &str, limit: u64) -> Result<Vec<Reading>, StoreError> {
        let code = as_text(dossier);
        reading!(self, |db| desk::readings(db, &code, limit).await).map_err(Failure::report)
    }

    async fn change_status(&self, change: StatusChange, audit: [AuditEvent; 2]) -> Result<StatusWritten, StoreError> {
        writing!(self, |db| self.write_status(db, &change, &audit).await).map_err(Failure::report)
    }
}

impl Database {
    /// Those that the number of their owner finds.
    pub(super) fn with_code_and_number(&self, code: &str, number: &Cccd) -> Select<Entity> {
        let indexes = self.keys().indexes_of(Use::DossierNumber, number.as_str());
        Entity::find().filter(Column::Code.eq(as_text(code))).filter(Column::NumberIndex.is_in(indexes))
    }

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
                role: row.role_id,
            });
        }
        Ok(events)
    }
}

pub(super) fn status(number: i16) -> Result<DossierStatus, Failure> {
    u8::try_from(number).ok().and_then(DossierStatus::new).ok_or(Failure::Unreadable("dossier"))
}

pub(super) fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "dossier", column, row }
}

pub(super) fn note_row(dossier: Uuid, position: i32) -> String {
    format!("{dossier}/{position}")
}

pub(super) fn note_place(row: &str) -> Place<'_> {
    Place { table: "dossier_event", column: "note", row }
}
