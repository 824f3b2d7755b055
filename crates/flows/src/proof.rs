//! Recent proof for sensitive acts (journeys, rule 13): who is signed in proves again, at their provider, who they are.

use crate::{
    Portal,
    authorization::{MAX_AGE, StartError, begin, proven_at},
    callback_outcome::{Finished, Refusal},
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::{Aim, ProofOf},
        provider::{AssertedIdentity, IdentityProvider},
    },
    session::{self, Browser, Opening, Visitor},
};
use congdan_domain::WantedPath;
use std::sync::Arc;
use url::Url;
use uuid::Uuid;

/// The identities that the person can prove it with now: those whose provider says when it last asked. May be none.
pub fn ways<'a>(portal: &'a Portal, visitor: &'a Visitor) -> impl Iterator<Item = &'a Identity> {
    let is_open =
        |provider: &Arc<dyn IdentityProvider>| provider.tells_when_proven() && !portal.is_closed(provider.kind());
    visitor.account.identities.iter().filter(move |identity| portal.provider(&identity.provider).is_some_and(is_open))
}

/// Off to the provider of one of the account's identities.
///
/// # Errors
/// [`StartError::UnknownProvider`] also for an identity of somebody else.
pub async fn start(
    portal: &Portal,
    visitor: &Visitor,
    identity: Uuid,
    wanted: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    let identity = ways(portal, visitor).find(|own| own.id == identity).ok_or(StartError::UnknownProvider)?;
    let proof = ProofOf { session: visitor.session.id, identity: identity.id };
    let aim = Aim::Proof(proof);
    begin(portal, &identity.provider, wanted, aim, Some(MAX_AGE), browser, language).await
}

/// The very session that asked gets a new id, when the very identity that was asked has answered.
pub(crate) async fn conclude(
    portal: &Portal,
    proof: ProofOf,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<Finished, StoreError> {
    let visitor = match &browser.session_token {
        Some(token) => session::visitor(portal, token).await?,
        None => None,
    };
    let Some(visitor) = visitor.filter(|visitor| visitor.session.id == proof.session) else {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "proof_session").await?;
        return Ok(Finished::Refused { why: Refusal::NotProven, wanted, support_id });
    };
    let account = &visitor.account;
    let same =
        |own: &&Identity| own.id == proof.identity && own.issuer == asserted.issuer && own.subject == asserted.subject;
    let Some(identity) = account.identities.iter().find(same) else {
        let support_id = portal.refuse(Some(account.id), AuditKind::SignInRefused, "proof_identity").await?;
        return Ok(Finished::Refused { why: Refusal::NotProven, wanted, support_id });
    };
    let now = portal.world.now();
    portal.store.note_sign_in(identity.id, asserted.level, now).await?;
    let opening = Opening {
        account: account.id,
        identity: &Identity { level: asserted.level, ..identity.clone() },
        authenticated_at: proven_at(&asserted, now),
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
        number_asked: visitor.session.number_asked,
        kind: AuditKind::IdentityProved,
    };
    let Some(token) = session::open(portal, browser, opening).await? else {
        let support_id = portal.refuse(Some(account.id), AuditKind::SignInRefused, "identity_moved").await?;
        return Ok(Finished::Refused { why: Refusal::NotProven, wanted, support_id });
    };
    Ok(Finished::Proven { token, wanted })
}
