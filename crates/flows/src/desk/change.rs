//! A new status for a dossier, with a word to the citizen.

use super::{DeskError, DossierMention, reading::find};
use crate::{
    Portal,
    ports::{
        audit::AuditKind,
        dossiers::{DossierEvent, StatusChange, StatusWritten},
    },
    session::Visitor,
};
use congdan_domain::DossierStatus;

/// What the official decided, on the version of the dossier that they saw. The words are the citizen's: not for logs.
#[derive(Clone)]
pub struct Change {
    /// The version that the page showed.
    pub version: i32,
    /// `None` where none was chosen.
    pub status: Option<DossierStatus>,
    /// The words to the citizen.
    pub note: Option<String>,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change").field("version", &self.version).field("status", &self.status).finish_non_exhaustive()
    }
}

/// How a change ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum ChangeOutcome {
    /// It was written and recorded.
    Done,
    /// Another official changed it meanwhile: nothing was written.
    Outdated,
    /// No status was chosen, or one that may not follow the present one.
    NotOffered,
    /// This status needs a word to the citizen.
    ReasonMissing,
}

/// Gives a dossier of the official's unit its next status. It is recorded for the citizen and for the official.
///
/// # Errors
/// As [`super::check`].
pub async fn change(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    change: Change,
) -> Result<ChangeOutcome, DeskError> {
    let (role, found) = find(portal, visitor, code).await?;
    let dossier = &found.dossier;
    if change.version != found.version {
        return Ok(ChangeOutcome::Outdated);
    }
    let Some(status) = change.status.filter(|status| status.may_follow(dossier.status)) else {
        return Ok(ChangeOutcome::NotOffered);
    };
    let note = change.note.filter(|note| !note.trim().is_empty());
    if status.needs_reason() && note.is_none() {
        return Ok(ChangeOutcome::ReasonMissing);
    }
    let mention = DossierMention { code: &dossier.code, unit: &dossier.unit };
    let number = status.number().to_string();
    let audit = [
        portal.event(Some(found.account), AuditKind::DossierStatusChanged, mention.detail(&number)),
        portal.event(
            Some(visitor.account.id),
            AuditKind::DossierDecided,
            mention.detail(&format!("{number} {}", role.id)),
        ),
    ];
    let event = DossierEvent { at: portal.world.now(), status, note, role: Some(role.id) };
    let change = StatusChange { dossier: found.id, version: found.version, event };
    Ok(match portal.store.change_status(change, audit).await? {
        StatusWritten::Done => ChangeOutcome::Done,
        StatusWritten::Outdated => ChangeOutcome::Outdated,
    })
}
