//! A person's own dossiers and drafts, and the public look-up by code and number.

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
use congdan_domain::{Cccd, DossierCode};

/// What is kept of applications that are not sent yet, the latest first.
pub async fn drafts(portal: &Portal, visitor: &Visitor) -> Result<Vec<Draft>, StoreError> {
    portal.store.drafts_of(visitor.account.id).await
}

/// The person's dossiers, newest first; closed while something is missing (the guide's consequence of skipping the
/// number).
pub async fn own(portal: &Portal, visitor: &Visitor) -> Result<Result<Vec<Dossier>, Missing>, StoreError> {
    match gate::missing(Some(visitor)) {
        Some(missing) => Ok(Err(missing)),
        None => Ok(Ok(portal.store.dossiers_of(visitor.account.id).await?)),
    }
}

/// One dossier, asked for by its code.
#[derive(Debug)]
pub enum Own {
    Found(Box<Dossier>),
    /// Earlier dossiers are closed to this person for now, whatever the code.
    Closed(Missing),
    /// Absent or another's, without a difference; recorded.
    Refused {
        support_id: String,
    },
}

pub async fn own_by_code(portal: &Portal, visitor: &Visitor, code: &str) -> Result<Own, StoreError> {
    if let Some(missing) = gate::missing(Some(visitor)) {
        return Ok(Own::Closed(missing));
    }
    match portal.store.dossier_of(visitor.account.id, code).await? {
        Some(dossier) => Ok(Own::Found(Box::new(dossier))),
        None => {
            let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "dossier").await?;
            Ok(Own::Refused { support_id })
        }
    }
}

/// How many readings a person sees of a dossier.
const READINGS: u64 = 20;

/// The latest readings of the person's own dossier by officials, newest first.
pub async fn readings(portal: &Portal, own: &Dossier) -> Result<Vec<Reading>, StoreError> {
    portal.store.readings_of(&own.code, READINGS).await
}

/// The public look-up: the code and the owner's number together, and one answer for every pair that is not right.
pub async fn look_up(portal: &Portal, code: &DossierCode, number: &Cccd) -> Result<Option<Dossier>, StoreError> {
    portal.store.dossier_by_code_and_number(code.as_str(), number).await
}
