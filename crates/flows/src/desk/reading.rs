//! One dossier of the official's unit.

use super::{DeskError, DossierMention, enter};
use crate::{
    Portal,
    ports::{
        audit::AuditKind,
        dossiers::{Dossier, Reading, ReceivedDossier},
        roles::Role,
    },
    session::Visitor,
};

/// A dossier before an official, recorded already.
#[derive(Clone, Debug)]
pub struct ShownDossier {
    /// The dossier.
    pub dossier: Dossier,
    /// What a change has to name.
    pub version: i32,
}

/// Opens a dossier. It is recorded for the citizen and for the official before anything is answered.
///
/// # Errors
/// As [`check`].
pub async fn open(portal: &Portal, visitor: &Visitor, code: &str) -> Result<ShownDossier, DeskError> {
    let (role, found) = find(portal, visitor, code).await?;
    let mention = DossierMention { code: &found.dossier.code, unit: &found.dossier.unit };
    let audit = [
        portal.event(Some(found.account), AuditKind::DossierOpened, mention.detail("")),
        portal.event(Some(visitor.account.id), AuditKind::DossierShown, mention.detail(&role.id.to_string())),
    ];
    let reading = Reading { at: portal.world.now(), unit: role.unit, role: role.id };
    portal.store.record_reading(found.id, reading, audit).await?;
    Ok(ShownDossier { dossier: found.dossier, version: found.version })
}

/// Whether the official may touch this dossier; nothing of it is answered.
///
/// # Errors
/// [`DeskError::NotAnOfficial`], [`DeskError::NotFound`] for one that is absent or another unit's,
/// [`DeskError::OwnDossier`] for one that the official's account or number applied for: each is recorded.
pub async fn check(portal: &Portal, visitor: &Visitor, code: &str) -> Result<(), DeskError> {
    find(portal, visitor, code).await.map(drop)
}

/// The dossier, and the role in which the official may touch it.
pub(super) async fn find(portal: &Portal, visitor: &Visitor, code: &str) -> Result<(Role, ReceivedDossier), DeskError> {
    let official = enter(portal, visitor).await?;
    let refuse = |reason| portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, reason);
    let found = portal.store.received_dossier(&official.units(), code).await?;
    let found = found.and_then(|found| Some((official.role_at(&found.dossier.unit)?.clone(), found)));
    let Some((role, found)) = found else {
        return Err(DeskError::NotFound { support_id: refuse("desk_dossier").await? });
    };
    let own_number = visitor.account.person.number.as_ref().is_some_and(|number| number.value == found.number);
    if found.account == visitor.account.id || own_number {
        return Err(DeskError::OwnDossier { support_id: refuse("own_dossier").await? });
    }
    Ok((role, found))
}
