//! "Xóa tài khoản": the person takes their data back (Luật 91/2025/QH15), on a recent proof (rule 13).
//!
//! The proof must be as strong as everything that goes: an account with VNeID is deleted by VNeID only, as it is unlinked.

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, deletion::Deleted},
    session::Visitor,
    unlinking,
};
use url::Url;

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Ended {
    /// The account is no more; where the provider's own session is ended, as at a sign-out.
    Done { at_provider: Option<Url> },
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
    /// Nothing was done: the account is out of use by now, and this session is over.
    Gone,
}

pub async fn delete(portal: &Portal, visitor: &Visitor) -> Result<Ended, StoreError> {
    let (account, session) = (&visitor.account, &visitor.session);
    if !account.identities.iter().all(|identity| unlinking::is_proven(portal, visitor, identity)) {
        return Ok(Ended::ProofNeeded);
    }
    let audit = portal.event(Some(account.id), AuditKind::AccountDeleted, "by_owner");
    match portal.store.delete_account(account.id, audit).await? {
        Deleted::Done => {}
        Deleted::Gone => return Ok(Ended::Gone),
    }
    let Some(provider) = portal.provider(&session.provider) else { return Ok(Ended::Done { at_provider: None }) };
    let at_provider = provider.end_session_url(session.id_token.as_ref(), &portal.world.token()).await;
    Ok(Ended::Done { at_provider })
}
