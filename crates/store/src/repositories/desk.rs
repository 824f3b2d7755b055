//! What an official does with dossiers, for [`super::dossiers`].

use super::dossiers::{note_place, note_row, place, status};
use crate::{
    Database, audit_chain,
    database::reading,
    entities::{
        dossier::{Column, Entity, Model},
        dossier_event, dossier_reading,
    },
    failure::Failure,
    moment::{micros, moment},
};
use congdan_domain::{Cccd, DossierStatus};
use congdan_flows::ports::{
    StoreError,
    audit::AuditEvent,
    dossiers::{Queue, QueueFilter, QueuePart, QueuedDossier, Reading, ReceivedDossier, StatusChange, StatusWritten},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

impl Database {
    pub(super) async fn queue_of(
        &self,
        units: &[&str],
        filter: QueueFilter,
        part: QueuePart,
    ) -> Result<Queue, StoreError> {
        let (which, order) = in_queue(filter);
        let all = Entity::find().filter(Column::Unit.is_in(units.to_vec())).filter(which);
        let shown = all.clone().order_by(Column::SubmittedAt, order.clone()).order_by(Column::Code, order);
        reading!(self, |db| {
            let total = all.clone().count(db).await?;
            let rows = shown.clone().offset(part.skip).limit(part.limit).all(db).await?;
            let dossiers = rows.into_iter().map(|row| self.queued(row)).collect::<Result<_, Failure>>()?;
            Ok(Queue { dossiers, total })
        })
        .map_err(Failure::report)
    }

    fn queued(&self, row: Model) -> Result<QueuedDossier, Failure> {
        Ok(QueuedDossier {
            entries: self.keys().open_value(place("entries", &row.id.to_string()), &row.entries)?,
            code: row.code,
            procedure: row.procedure,
            unit: row.unit,
            status: status(row.status)?,
            submitted_at: moment(row.submitted_at)?,
        })
    }

    pub(super) async fn received(&self, db: &impl ConnectionTrait, row: Model) -> Result<ReceivedDossier, Failure> {
        let number = self.keys().open(place("number", &row.id.to_string()), &row.number)?;
        Ok(ReceivedDossier {
            id: row.id,
            account: row.account_id,
            number: Cccd::from_trusted(&number).map_err(|_| Failure::Unreadable("dossier"))?,
            version: row.version,
            dossier: self.dossier_of_row(db, row).await?,
        })
    }

    pub(super) async fn write_status(
        &self,
        db: &impl ConnectionTrait,
        change: &StatusChange,
        audit: &[AuditEvent; 2],
    ) -> Result<StatusWritten, Failure> {
        let StatusChange { dossier, version, event } = change;
        let row = Entity::find_by_id(*dossier).lock_exclusive().one(db).await?;
        let row = row.ok_or(Failure::Unreadable("dossier"))?;
        if row.version != *version {
            return Ok(StatusWritten::Outdated);
        }
        let number = i16::from(event.status.number());
        Entity::update_many()
            .col_expr(Column::Status, number.into())
            .col_expr(Column::Version, (version + 1).into())
            .filter(Column::Id.eq(row.id))
            .exec(db)
            .await?;
        let before = dossier_event::Entity::find().filter(dossier_event::Column::DossierId.eq(row.id));
        let position = i32::try_from(before.count(db).await?).map_err(|_| Failure::Unreadable("dossier_event"))? + 1;
        let note = event.note.as_ref();
        let event_row = dossier_event::Model {
            dossier_id: row.id,
            position,
            at: micros(event.at),
            status: number,
            note: note.map(|note| self.keys().seal(note_place(&note_row(row.id, position)), note)).transpose()?,
            role_id: event.role,
        };
        dossier_event::Entity::insert(event_row.into_active_model()).exec_without_returning(db).await?;
        append_both(db, audit).await?;
        Ok(StatusWritten::Done)
    }
}

/// Which rows, and whether the oldest or the newest come first.
fn in_queue(filter: QueueFilter) -> (Condition, Order) {
    let over = || DossierStatus::OVER.map(|status| i16::from(status.number()));
    let (which, is_over) = match filter {
        QueueFilter::Waiting => (Condition::all().add(Column::Status.is_not_in(over())), false),
        QueueFilter::Over => (Condition::all().add(Column::Status.is_in(over())), true),
        QueueFilter::Status(status) => {
            (Condition::all().add(Column::Status.eq(i16::from(status.number()))), status.is_over())
        }
        QueueFilter::All => (Condition::all(), true),
    };
    (which, if is_over { Order::Desc } else { Order::Asc })
}

pub(super) async fn write_reading(
    db: &impl ConnectionTrait,
    dossier: Uuid,
    reading: &Reading,
    audit: &[AuditEvent; 2],
) -> Result<(), Failure> {
    let row = dossier_reading::ActiveModel {
        id: NotSet,
        dossier_id: Set(dossier),
        at: Set(micros(reading.at)),
        unit: Set(reading.unit.clone()),
        role_id: Set(reading.role),
    };
    dossier_reading::Entity::insert(row).exec_without_returning(db).await?;
    append_both(db, audit).await
}

pub(super) async fn readings(db: &impl ConnectionTrait, code: &str, limit: u64) -> Result<Vec<Reading>, Failure> {
    let dossier = Entity::find().select_only().column(Column::Id).filter(Column::Code.eq(code));
    let Some(dossier) = dossier.into_tuple::<Uuid>().one(db).await? else { return Ok(Vec::new()) };
    let rows = dossier_reading::Entity::find()
        .filter(dossier_reading::Column::DossierId.eq(dossier))
        .order_by_desc(dossier_reading::Column::At)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok(Reading { at: moment(row.at)?, unit: row.unit, role: row.role_id })).collect()
}

async fn append_both(db: &impl ConnectionTrait, audit: &[AuditEvent; 2]) -> Result<(), Failure> {
    for event in audit {
        audit_chain::append(db, event).await?;
    }
    Ok(())
}
