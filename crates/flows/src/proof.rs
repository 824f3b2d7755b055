//! Recent proof for sensitive acts (rule 13): who is signed in proves again, at their provider, who they are.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::{Aim, ProofOf},
        provider::{AssertedIdentity, IdentityProvider},
        sessions::Session,
    },
    session::{self, Browser, Opening, Visitor},
    sign_in::{self, Finished, Refusal, StartError, proven_at},
};
use congdan_domain::WantedPath;
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// What an act demands of a session: a level of identity, and a proof that is not older.
///
/// A server function whose act is dangerous asks [`Demand::is_met_by`] in the flow that does the work and answers with
/// [`Act::ProofNeeded`] where it is not; the page then leads to `/xac-nhan-lai` and back. Where a level is too low, only a
/// sign-in with another account helps, which the page of that act has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The lowest level (mức độ). What a provider does not state, or states in words that nobody knows, is 0.
    pub level: u8,
    /// Since the person last proved who they are. What a provider does not say was never.
    pub within: Duration,
}

impl Demand {
    /// Of an act that endangers the account itself: whoever may sign in may do it, after a proof of now.
    pub const RECENT: Self = Self { level: 0, within: Duration::minutes(10) };

    pub fn is_met_by(self, session: &Session, now: OffsetDateTime) -> bool {
        session.level >= self.level && now - session.authenticated_at < self.within
    }
}

/// A provider that has just asked need not ask again (`max_age`). Much less than [`Demand::RECENT`], so that a proof lasts for the
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
    Demand::RECENT.is_met_by(&visitor.session, portal.world.now())
}

/// The identities that the person can prove it with now: those whose provider says when it last asked. May be none.
pub fn ways<'a>(portal: &'a Portal, visitor: &'a Visitor) -> impl Iterator<Item = &'a Identity> {
    let is_open = |provider: &Arc<dyn IdentityProvider>| {
        provider.tells_when_proven() && !sign_in::is_closed(portal, provider.kind())
    };
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
    sign_in::begin(portal, &identity.provider, wanted, aim, Some(MAX_AGE), browser, language).await
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

#[cfg(test)]
mod tests {
    use super::*;

    fn session(level: u8, authenticated_at: OffsetDateTime) -> Session {
        let (id, at) = (Uuid::nil(), authenticated_at);
        Session {
            id,
            account: id,
            identity: id,
            provider: "vneid".into(),
            level,
            device: String::new(),
            number_asked: false,
            authenticated_at,
            created_at: at,
            seen_at: at,
            idle_until: at,
            absolute_until: at,
            id_token: None,
        }
    }

    #[test]
    fn t21_t22_an_act_is_done_only_at_its_level_and_soon_after_a_proof() {
        let now = OffsetDateTime::UNIX_EPOCH + Duration::days(20_000);
        let demand = Demand { level: 2, within: Duration::minutes(10) };
        let recent = now - Duration::minutes(9);
        assert!(demand.is_met_by(&session(2, recent), now), "the twin");
        // Level 1, none stated, and a word that nobody knows (0 as well).
        for level in [1, 0] {
            assert!(!demand.is_met_by(&session(level, recent), now), "{level}");
        }
        // Too long ago, and never as far as anybody said.
        for at in [now - Duration::minutes(10), now - Duration::DAY, OffsetDateTime::UNIX_EPOCH] {
            assert!(!demand.is_met_by(&session(2, at), now), "{at}");
        }
        assert!(Demand::RECENT.is_met_by(&session(1, recent), now));
    }
}
