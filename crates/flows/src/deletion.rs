//! "Xóa tài khoản": the person takes their data back (Luật 91/2025/QH15), on a recent proof (rule 13).
//!
//! The proof must be as strong as everything that goes: an account with VNeID is deleted by VNeID only, as it is unlinked.

use crate::{
    Portal,
    ports::{StoreError, accounts::AccountWritten, audit::AuditKind},
    session::{Browser, Visitor},
    unlinking,
};
use url::Url;

/// How a deletion ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum DeletionOutcome {
    /// The account is deleted.
    Done {
        /// The address that ends the provider's own session, as at a sign-out.
        at_provider: Option<Url>,
    },
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
    /// Nothing was done: the account is out of use by now, and this session has ended.
    AccountClosed,
}

/// Deletes the account of a person who has just proved who they are. The browser needs a new cookie of its own afterwards.
pub async fn delete(portal: &Portal, visitor: &Visitor, browser: &Browser) -> Result<DeletionOutcome, StoreError> {
    let account = &visitor.account;
    let session = &visitor.session;
    if !account.identities.iter().all(|identity| unlinking::is_proven(portal, visitor, identity)) {
        return Ok(DeletionOutcome::ProofNeeded);
    }
    let audit = portal.event(Some(account.id), AuditKind::AccountDeleted, "by_owner");
    match portal.store.delete_account(account.id, &browser.binding, audit).await? {
        AccountWritten::Done => {}
        AccountWritten::AccountClosed => return Ok(DeletionOutcome::AccountClosed),
    }
    let Some(provider) = portal.provider(&session.provider) else {
        return Ok(DeletionOutcome::Done { at_provider: None });
    };
    let at_provider = provider.end_session_url(session.id_token.as_ref(), &portal.world.token()).await;
    Ok(DeletionOutcome::Done { at_provider })
}
