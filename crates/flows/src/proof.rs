//! Recent proof for sensitive acts (journeys, rule 13): who is signed in proves again, at their provider, who they are.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::{Aim, ProofOf},
        provider::AssertedIdentity,
    },
    session::{self, Browser, Opening, Visitor},
    sign_in::{self, Finished, Refusal, StartError, proven_at},
};
use congdan_domain::WantedPath;
use time::Duration;
use url::Url;
use uuid::Uuid;

/// How long a proof counts.
const RECENT: Duration = Duration::minutes(10);

/// A provider that has just asked need not ask again (`max_age`). Much less than [`RECENT`], so that a proof lasts for the
/// act it was asked for.
pub(crate) const MAX_AGE: Duration = Duration::MINUTE;

/// How an act that demands a recent proof ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Act {
    Done,
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
}

pub fn is_recent(portal: &Portal, visitor: &Visitor) -> bool {
    portal.world.now() - visitor.session.authenticated_at < RECENT
}

/// The identities that the person can prove it with now.
pub fn ways<'a>(portal: &'a Portal, visitor: &'a Visitor) -> impl Iterator<Item = &'a Identity> {
    let is_open = |id: &str| portal.provider(id).is_some_and(|provider| !sign_in::is_closed(portal, provider.kind()));
    visitor.account.identities.iter().filter(move |identity| is_open(&identity.provider))
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
    sign_in::begin(portal, &identity.provider, wanted, Aim::Proof(proof), browser, language).await
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
    let token = session::open(portal, browser, opening).await?;
    Ok(Finished::Proven { token, wanted })
}
