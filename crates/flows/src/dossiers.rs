//! A person's own dossiers and drafts, and the public dossier search by code and number.

use crate::{
    Portal,
    gate::{self, Missing},
    ports::{
        StoreError,
        audit::AuditKind,
        dossiers::{Dossier, Draft, Reading},
    },
    session::Visitor,
};
use congdan_domain::{Cccd, DossierCode, GatedAct};

/// The applications that are not sent yet, the latest first.
pub async fn drafts(portal: &Portal, visitor: &Visitor) -> Result<Vec<Draft>, StoreError> {
    portal.store.drafts_of(visitor.account.id).await
}

/// The person's dossiers.
#[derive(Debug)]
pub enum OwnDossiers {
    /// All of them, newest first.
    Open(Vec<Dossier>),
    /// Earlier dossiers are closed to this person for now (guide III: the consequence of skipping the number).
    Closed(Missing),
}

/// The person's own dossiers.
pub async fn own(portal: &Portal, visitor: &Visitor) -> Result<OwnDossiers, StoreError> {
    match gate::missing(portal, Some(visitor), GatedAct::EarlierDossiers) {
        Some(missing) => Ok(OwnDossiers::Closed(missing)),
        None => Ok(OwnDossiers::Open(portal.store.dossiers_of(visitor.account.id).await?)),
    }
}

/// One dossier of the person, by its code.
#[derive(Debug)]
pub enum OwnDossier {
    /// The dossier.
    Found(Box<Dossier>),
    /// Earlier dossiers are closed to this person for now, whatever the code.
    Closed(Missing),
    /// Absent or another's, without a difference. The refusal is recorded.
    Refused {
        /// What the person can name to the help line.
        support_id: String,
    },
}

/// The person's own dossier of this code.
pub async fn own_by_code(portal: &Portal, visitor: &Visitor, code: &str) -> Result<OwnDossier, StoreError> {
    if let Some(missing) = gate::missing(portal, Some(visitor), GatedAct::EarlierDossiers) {
        return Ok(OwnDossier::Closed(missing));
    }
    match portal.store.dossier_of(visitor.account.id, code).await? {
        Some(dossier) => Ok(OwnDossier::Found(Box::new(dossier))),
        None => {
            let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "dossier").await?;
            Ok(OwnDossier::Refused { support_id })
        }
    }
}

/// How many readings a person sees of a dossier.
const READINGS: u64 = 20;

/// The latest readings of the person's own dossier by officials, newest first.
pub async fn readings(portal: &Portal, own: &Dossier) -> Result<Vec<Reading>, StoreError> {
    portal.store.readings_of(&own.code, READINGS).await
}

/// The public dossier search ("tra cứu hồ sơ"): the code and the owner's number together, and one answer for every pair that is
/// not right.
pub async fn search(portal: &Portal, code: &DossierCode, number: &Cccd) -> Result<Option<Dossier>, StoreError> {
    portal.store.dossier_by_code_and_number(code.as_str(), number).await
}
