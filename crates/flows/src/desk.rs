//! The official's desk (cán bộ): what arrived at their unit.

use crate::{
    Portal,
    ports::{
        StoreError,
        audit::AuditKind,
        dossiers::{Dossier, DossierEvent, DossierStatus},
    },
    session::Visitor,
};

/// The person is no official of this portal. The refusal is recorded under this reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnOfficial {
    pub support_id: String,
}

pub async fn arrived(portal: &Portal, visitor: &Visitor) -> Result<Result<Vec<Dossier>, NotAnOfficial>, StoreError> {
    match unit(portal, visitor).await? {
        Ok(unit) => Ok(Ok(portal.store.dossiers_at(unit, 200).await?)),
        Err(refused) => Ok(Err(refused)),
    }
}

pub async fn dossier(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
) -> Result<Result<Option<Dossier>, NotAnOfficial>, StoreError> {
    match unit(portal, visitor).await? {
        Ok(unit) => Ok(Ok(portal.store.dossier_at(unit, code).await?)),
        Err(refused) => Ok(Err(refused)),
    }
}

/// Moves a dossier of the official's own unit on, with a word to the citizen.
pub async fn change_status(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    status: DossierStatus,
    note: Option<String>,
) -> Result<Result<bool, NotAnOfficial>, StoreError> {
    let dossier = match dossier(portal, visitor, code).await? {
        Ok(Some(dossier)) => dossier,
        Ok(None) => return Ok(Ok(false)),
        Err(refused) => return Ok(Err(refused)),
    };
    let event = DossierEvent { at: portal.world.now(), status, note };
    let audit = portal.event(Some(visitor.account.id), AuditKind::DossierStatusChanged, status.number().to_string());
    portal.store.change_status(&dossier.code, event, audit).await?;
    Ok(Ok(true))
}

/// Authorisation is here, whatever led to the page; a refusal is recorded.
pub(crate) async fn unit<'a>(
    portal: &'a Portal,
    visitor: &Visitor,
) -> Result<Result<&'a str, NotAnOfficial>, StoreError> {
    match visitor.official_unit(portal) {
        Some(unit) => Ok(Ok(unit)),
        None => {
            let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "desk").await?;
            Ok(Err(NotAnOfficial { support_id }))
        }
    }
}
