//! "Đăng xuất mọi thiết bị khác" and "Đăng xuất tất cả".

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, sessions::Leaving},
    proof,
    session::{Browser, SensitiveOutcome, Visitor, is_recent},
};
use url::Url;

/// Whether the person may do what demands a recent proof: they have proved who they are, or none of their providers can say when
/// it asked them, so that a demand could never be met.
pub(crate) fn may_act(portal: &Portal, visitor: &Visitor) -> bool {
    is_recent(portal, visitor) || proof::ways(portal, visitor).next().is_none()
}

/// Ends every session of the account but this one.
pub async fn leave_others(portal: &Portal, visitor: &Visitor) -> Result<SensitiveOutcome, StoreError> {
    if !may_act(portal, visitor) {
        return Ok(SensitiveOutcome::ProofNeeded);
    }
    let account = visitor.account.id;
    let audit = portal.event(Some(account), AuditKind::SessionsEnded, "others");
    portal.store.end_sessions(account, Leaving::Others { stays: visitor.session.id }, audit).await?;
    Ok(SensitiveOutcome::Done)
}

/// Ends every session of the account, this one with them, and answers with the address that ends the provider's own session. It
/// demands no proof: whoever leaves everything gains nothing. The browser needs a new cookie of its own afterwards.
pub async fn leave_all(portal: &Portal, visitor: &Visitor, browser: &Browser) -> Result<Option<Url>, StoreError> {
    let (account, session) = (visitor.account.id, &visitor.session);
    let audit = portal.event(Some(account), AuditKind::SessionsEnded, "all");
    portal.store.end_sessions(account, Leaving::All { browser: &browser.binding }, audit).await?;
    let Some(provider) = portal.provider(&session.provider) else { return Ok(None) };
    Ok(provider.end_session_url(session.id_token.as_ref(), &portal.world.token()).await)
}
