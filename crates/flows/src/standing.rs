//! An operator takes an account out of use, and lets it be used again (S-06).

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, standing::Changed},
};
use thiserror::Error;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    Account(Uuid),
    /// What a person reads out to the help line.
    Reference(String),
}

#[derive(Debug, Error)]
pub enum StandingError {
    #[error("no account has this id or this reference")]
    Unknown,
    #[error("more than one account has this reference: use --account")]
    Ambiguous,
    #[error("it was so before: nothing was changed")]
    AlreadySo,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was done, to whom, and the reference under which it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub account: Uuid,
    pub support_id: String,
}

/// Its sessions end at once, and signing in leads to a page that says so.
pub async fn suspend(portal: &Portal, whose: &Whose) -> Result<Recorded, StandingError> {
    let account = find(portal, whose).await?;
    let audit = portal.event(Some(account), AuditKind::AccountSuspended, "by_operator");
    let recorded = Recorded { account, support_id: audit.support_id.clone() };
    told(portal.store.suspend(account, audit).await?, recorded)
}

pub async fn restore(portal: &Portal, whose: &Whose) -> Result<Recorded, StandingError> {
    let account = find(portal, whose).await?;
    let audit = portal.event(Some(account), AuditKind::AccountRestored, "by_operator");
    let recorded = Recorded { account, support_id: audit.support_id.clone() };
    told(portal.store.restore(account, audit).await?, recorded)
}

fn told(changed: Changed, recorded: Recorded) -> Result<Recorded, StandingError> {
    match changed {
        Changed::Done => Ok(recorded),
        Changed::AlreadySo => Err(StandingError::AlreadySo),
        Changed::Unknown => Err(StandingError::Unknown),
    }
}

async fn find(portal: &Portal, whose: &Whose) -> Result<Uuid, StandingError> {
    let reference = match whose {
        Whose::Account(account) => return Ok(*account),
        Whose::Reference(reference) => reference.trim().to_uppercase(),
    };
    match portal.store.accounts_of_reference(&reference).await?.as_slice() {
        [] => Err(StandingError::Unknown),
        [account] => Ok(*account),
        _ => Err(StandingError::Ambiguous),
    }
}
