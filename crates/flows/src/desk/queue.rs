//! The queue of the official's units, a page at a time.

use super::{DeskError, enter};
use crate::{
    Portal,
    ports::{
        audit::AuditKind,
        dossiers::{Queue, QueueFilter, QueuePart, QueuedDossier},
        world::VIETNAM,
    },
    session::Visitor,
};
use congdan_domain::{DossierStatus, FullName};
use time::{Date, OffsetDateTime};

/// Dossiers on one page.
pub const PAGE: u64 = 25;

/// One page of a queue, with nothing in it that tells a person apart from others of a like name.
#[derive(Clone, Debug)]
pub struct ShownQueue {
    /// e.g. `H44.12`.
    pub units: Vec<String>,
    /// Its dossiers.
    pub rows: Vec<QueueRow>,
    /// From 1.
    pub page: u64,
    /// At least 1.
    pub pages: u64,
    /// Of the whole queue.
    pub total: u64,
}

/// One dossier in the queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// The dossier's code.
    pub code: String,
    /// The code of its procedure.
    pub procedure: String,
    /// Masked: `N. V. An`.
    pub applicant: Option<String>,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// Calendar days since then, in Vietnam; `None` when nothing waits any more.
    pub waiting_days: Option<i64>,
    /// Its present status.
    pub status: DossierStatus,
}

impl QueueRow {
    fn of(dossier: QueuedDossier, today: Date) -> Self {
        let name = dossier.entries.get("applicant_name").and_then(|name| FullName::parse(name).ok());
        let waited = (today - dossier.submitted_at.to_offset(VIETNAM).date()).whole_days();
        Self {
            code: dossier.code,
            procedure: dossier.procedure,
            applicant: name.map(|name| name.masked()),
            submitted_at: dossier.submitted_at,
            waiting_days: (!dossier.status.is_over()).then_some(waited),
            status: dossier.status,
        }
    }
}

/// Shows a page of the queue; a page behind the last one is the last one. It is recorded for the official which page of
/// which units was shown. For the citizens nothing is recorded: the list has masked names and no number, and a row of it for
/// each of them would bury the readings that count.
///
/// # Errors
/// [`DeskError::NotAnOfficial`]; or the database failed.
pub async fn queue(
    portal: &Portal,
    visitor: &Visitor,
    filter: QueueFilter,
    page: u64,
) -> Result<ShownQueue, DeskError> {
    let official = enter(portal, visitor).await?;
    let units = official.units();
    let part = |page: u64| QueuePart { skip: (page - 1).saturating_mul(PAGE), limit: PAGE };
    let pages = |total: u64| total.div_ceil(PAGE).max(1);
    let mut page = page.max(1);
    let mut found: Queue = portal.store.queue(&units, filter, part(page)).await?;
    if page > pages(found.total) {
        page = pages(found.total);
        found = portal.store.queue(&units, filter, part(page)).await?;
    }
    let detail = format!("{} {page}", official.all_units());
    portal.store.record(portal.event(Some(visitor.account.id), AuditKind::QueueShown, detail)).await?;
    let today = portal.world.today();
    Ok(ShownQueue {
        units: units.into_iter().map(str::to_owned).collect(),
        rows: found.dossiers.into_iter().map(|dossier| QueueRow::of(dossier, today)).collect(),
        page,
        pages: pages(found.total),
        total: found.total,
    })
}
