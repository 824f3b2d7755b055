//! An operator takes an account out of use, and lets it be used again (security.md, S-06).

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, suspension::Changed},
};
use thiserror::Error;
use uuid::Uuid;

/// Which account an operator means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountRef {
    /// By its id.
    Account(Uuid),
    /// What a person reads out to the help line.
    Reference(String),
}

/// Why the suspension did not change.
#[derive(Debug, Error)]
pub enum SuspensionError {
    /// No such account.
    #[error("no account has this id or this reference")]
    Unknown,
    /// Chance gave the reference twice.
    #[error("more than one account has this reference: use --account")]
    Ambiguous,
    /// The account was suspended, or in use, before.
    #[error("it was so before: nothing was changed")]
    AlreadySo,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The account.
    pub account: Uuid,
    /// The reference of its audit event.
    pub support_id: String,
}

/// Takes an account out of use: its sessions end at once, and signing in leads to a page that says so.
pub async fn suspend(portal: &Portal, account_ref: &AccountRef) -> Result<Recorded, SuspensionError> {
    let account = find(portal, account_ref).await?;
    let audit = portal.event(Some(account), AuditKind::AccountSuspended, "by_operator");
    let recorded = Recorded { account, support_id: audit.support_id.clone() };
    outcome(portal.store.suspend(account, audit).await?, recorded)
}

/// Lets a suspended account be used again.
pub async fn restore(portal: &Portal, account_ref: &AccountRef) -> Result<Recorded, SuspensionError> {
    let account = find(portal, account_ref).await?;
    let audit = portal.event(Some(account), AuditKind::AccountRestored, "by_operator");
    let recorded = Recorded { account, support_id: audit.support_id.clone() };
    outcome(portal.store.restore(account, audit).await?, recorded)
}

fn outcome(changed: Changed, recorded: Recorded) -> Result<Recorded, SuspensionError> {
    match changed {
        Changed::Done => Ok(recorded),
        Changed::AlreadySo => Err(SuspensionError::AlreadySo),
        Changed::Unknown => Err(SuspensionError::Unknown),
    }
}

async fn find(portal: &Portal, account_ref: &AccountRef) -> Result<Uuid, SuspensionError> {
    let reference = match account_ref {
        AccountRef::Account(account) => return Ok(*account),
        AccountRef::Reference(reference) => reference.trim().to_uppercase(),
    };
    match portal.store.accounts_of_reference(&reference).await?.as_slice() {
        [] => Err(SuspensionError::Unknown),
        [account] => Ok(*account),
        _ => Err(SuspensionError::Ambiguous),
    }
}
