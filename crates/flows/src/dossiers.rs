//! A person's own dossiers and drafts, and the public dossier search by code and number.

use crate::{
    Portal,
    gate::{self, Missing},
    notifications,
    portal::Limit,
    ports::{
        StoreError,
        audit::AuditKind,
        dossiers::{Dossier, DossierSearch, DossierSearched, Draft, Reading},
        matching::Allowance,
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

/// How a public search ended.
#[derive(Debug)]
pub enum Searched {
    /// The dossier.
    Found(Box<Dossier>),
    /// One answer for every pair that is not right.
    NotFound,
    /// The number or the code has had too many misses.
    Held,
}

/// So many misses at a number are nobody's mistyping: its holder is told.
const TOLD_AT: u32 = 3;

/// The public dossier search ("tra cứu hồ sơ"): the code and the owner's number together. Misses are limited by number and by
/// code, and the number's holder is told of them. Who is signed in with the very number searches among their own: nothing is
/// counted, and nobody else's misses hold them up.
pub async fn search(
    portal: &Portal,
    visitor: Option<&Visitor>,
    code: &DossierCode,
    number: &Cccd,
) -> Result<Searched, StoreError> {
    let own = visitor.and_then(|visitor| visitor.account.person.number.as_ref());
    if own.is_some_and(|own| own.value == *number) {
        let found = portal.store.dossier_by_code_and_number(code.as_str(), number).await?;
        return Ok(found.map_or(Searched::NotFound, |dossier| Searched::Found(Box::new(dossier))));
    }
    let at = portal.world.now();
    let allowance = |limit: Limit| Allowance { count: limit.count, since: at - limit.window };
    let per_number = portal.limits.dossier_misses_per_number;
    let search = DossierSearch {
        id: portal.world.id(),
        code: code.as_str().to_owned(),
        number: number.clone(),
        at,
        per_number: allowance(per_number),
        per_code: allowance(portal.limits.dossier_misses_per_code),
    };
    match portal.store.search_dossier(search).await? {
        DossierSearched::Found(dossier) => Ok(Searched::Found(dossier)),
        DossierSearched::Missed(misses) => {
            if misses == TOLD_AT || misses == per_number.count {
                notifications::tell_of_search(portal, number, misses).await?;
            }
            Ok(Searched::NotFound)
        }
        DossierSearched::Held => Ok(Searched::Held),
    }
}
