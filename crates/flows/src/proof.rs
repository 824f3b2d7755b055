//! A recent proof for a sensitive act (journeys, rule 13): the signed-in person proves again, at their provider, who they are.

use crate::{
    Portal,
    authorization::{MAX_AGE, StartError, Visit, begin, proven_at},
    callback_outcome::CallbackOutcome,
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::{Aim, ProofOf},
        provider::{AssertedIdentity, IdentityProvider},
    },
    session::{self, Browser, Opening, Visitor},
};
use congdan_domain::{Refusal, WantedPath};
use std::sync::Arc;
use url::Url;
use uuid::Uuid;

/// The identities with which the person can prove now who they are: those whose provider states when it last asked. There may
/// be none.
pub fn ways<'a>(portal: &'a Portal, visitor: &'a Visitor) -> impl Iterator<Item = &'a Identity> {
    let can_prove =
        |provider: &Arc<dyn IdentityProvider>| provider.tells_when_proven() && !portal.is_closed(provider.kind());
    visitor.account.identities.iter().filter(move |own| portal.provider(&own.provider).is_some_and(can_prove))
}

/// Begins a proof by one of the account's identities, and answers with its provider's address.
///
/// # Errors
/// [`StartError::UnknownProvider`] also for an identity of another account.
pub async fn start(
    portal: &Portal,
    visitor: &Visitor,
    identity: Uuid,
    wanted: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    let identity = ways(portal, visitor).find(|own| own.id == identity).ok_or(StartError::UnknownProvider)?;
    let aim = Aim::Proof(ProofOf { session: visitor.session.id, identity: identity.id });
    begin(portal, Visit { provider: &identity.provider, wanted, aim, max_age: Some(MAX_AGE), browser, language }).await
}

/// The end of a proof: the session that asked gets a new id, when the identity that was asked has answered.
pub(crate) async fn conclude(
    portal: &Portal,
    proof: ProofOf,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let refused = |account: Option<Uuid>, wanted: WantedPath, reason: &'static str| async move {
        let support_id = portal.refuse(account, AuditKind::SignInRefused, reason).await?;
        Ok(CallbackOutcome::Refused { why: Refusal::NotProven, wanted, support_id })
    };
    let visitor = session::visitor_of(portal, browser).await?;
    let Some(visitor) = visitor.filter(|visitor| visitor.session.id == proof.session) else {
        return refused(None, wanted, "proof_session").await;
    };
    let account = &visitor.account;
    let is_asked = |own: &&Identity| own.id == proof.identity && own.is(&asserted.issuer, &asserted.subject);
    let Some(identity) = account.identities.iter().find(is_asked) else {
        return refused(Some(account.id), wanted, "proof_identity").await;
    };
    let now = portal.world.now();
    portal.store.record_sign_in(identity.id, asserted.level, now).await?;
    let opening = Opening {
        account: account.id,
        identity: &Identity { level: asserted.level, ..identity.clone() },
        authenticated_at: proven_at(&asserted, now),
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
        number_asked: visitor.session.number_asked,
        kind: AuditKind::IdentityProved,
    };
    match session::open(portal, browser, opening).await? {
        Some(token) => Ok(CallbackOutcome::Proven { token, wanted }),
        None => refused(Some(account.id), wanted, "identity_moved").await,
    }
}
