//! The conflict page's way "prove the other account and merge" (rules 1, 8, 9 and 13; ADR 10).
//!
//! Somebody typed a number that the register confirmed and another account holds. Whoever signs in to that account from the
//! very session of the conflict may make one account of the two: a conflict, a proof and a yes, in this order, each bound to
//! the session and used once.

mod undo;

pub use undo::{Undoing, standing, undo};

use crate::{
    Portal, linking,
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::Aim,
        merging::{Conflict, Merge, Merged, ProvenHolder},
        provider::{AssertedIdentity, IdentityProvider, ProviderKind},
    },
    proof,
    session::{self, Browser, Opening, Visitor},
    sign_in::{self, ATTEMPT_LIFETIME, Finished, StartError, proven_at},
};
use congdan_domain::{Cccd, WantedPath};
use secrecy::SecretString;
use std::{collections::BTreeSet, sync::Arc};
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// How long a conflict can be resolved without typing the number again.
const CONFLICT_LIFETIME: Duration = Duration::minutes(30);

/// Remembers for this session that the register confirmed the number and another account holds it. Without that nothing can
/// be merged.
pub async fn note_conflict(
    portal: &Portal,
    visitor: &Visitor,
    number: Cccd,
    wanted: WantedPath,
) -> Result<(), StoreError> {
    let conflict = Conflict {
        account: visitor.account.id,
        session: visitor.session.id,
        number,
        wanted,
        proven: None,
        expires_at: portal.world.now() + CONFLICT_LIFETIME,
    };
    portal.store.keep_conflict(conflict).await
}

/// The providers at which the other account can be proven now.
pub fn ways(portal: &Portal) -> impl Iterator<Item = &Arc<dyn IdentityProvider>> {
    portal.providers.iter().filter(|provider| !sign_in::is_closed(portal, provider.kind()))
}

#[derive(Debug)]
pub enum Started {
    /// Off to the provider.
    Off(Url),
    /// The person has to prove first who they are: whoever finds a session open must not give its account away.
    ProofNeeded,
    /// No conflict stands in this session.
    Gone,
}

/// Off to a provider, to sign in there with the *other* account; `back` is the page where it began.
pub async fn start(
    portal: &Portal,
    visitor: &Visitor,
    provider: &str,
    back: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Started, StartError> {
    let session = visitor.session.id;
    if portal.store.conflict(session, portal.world.now()).await?.is_none() {
        return Ok(Started::Gone);
    }
    if !proof::is_recent(portal, visitor) {
        return Ok(Started::ProofNeeded);
    }
    let url =
        sign_in::begin(portal, provider, back, Aim::Merge { session }, Some(proof::MAX_AGE), browser, language).await?;
    Ok(Started::Off(url))
}

/// Why nothing was merged, as far as a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMerged {
    /// The conflict is over: too late, signed out in between, or resolved.
    Gone,
    /// The account that was proven is the one that is open.
    SameAccount,
    /// The account that was proven, if there is one, is not the one that holds the number.
    OtherAccount,
}

impl NotMerged {
    pub const ALL: [Self; 3] = [Self::Gone, Self::SameAccount, Self::OtherAccount];

    /// In the address of the page that says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gone => "het-han",
            Self::SameAccount => "cung-tai-khoan",
            Self::OtherAccount => "chua-dung",
        }
    }
}

/// Somebody came back from a provider: the question is asked when it was the holder of the number, in the session of the
/// conflict.
pub(crate) async fn conclude(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    session: Uuid,
    asserted: AssertedIdentity,
    back: WantedPath,
    browser: &Browser,
) -> Result<Finished, StoreError> {
    let now = portal.world.now();
    let visitor = match &browser.session_token {
        Some(token) => session::visitor(portal, token).await?,
        None => None,
    };
    let conflict = match &visitor {
        Some(visitor) if visitor.session.id == session => portal.store.conflict(session, now).await?,
        _ => None,
    };
    let (Some(visitor), Some(conflict)) = (visitor, conflict) else {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "merge_session").await?;
        return Ok(Finished::NotMerged { why: NotMerged::Gone, back, support_id: Some(support_id) });
    };
    let known = portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await?;
    if known.as_ref().is_some_and(|known| known.id == visitor.account.id) {
        return Ok(Finished::NotMerged { why: NotMerged::SameAccount, back, support_id: None });
    }
    let Some(holder) = known else {
        // VNeID's word about the number is stronger than either account's (rule 9): its own question comes first.
        if provider.kind() == ProviderKind::Vneid && asserted.number.as_ref() == Some(&conflict.number) {
            let newcomer = sign_in::newcomer(portal, provider, &asserted);
            return linking::ask(portal, newcomer, asserted, conflict.wanted, browser).await;
        }
        return refused(portal, &visitor, back).await;
    };
    let is_proven = |own: &&Identity| own.issuer == asserted.issuer && own.subject == asserted.subject;
    let holds = holder.person.number.as_ref().is_some_and(|number| number.value == conflict.number);
    let Some(identity) = holder.identities.iter().find(is_proven).filter(|_| holds) else {
        return refused(portal, &visitor, back).await;
    };
    portal.store.note_sign_in(identity.id, asserted.level, now).await?;
    let proven = ProvenHolder {
        account: holder.id,
        identity: Identity { level: asserted.level, ..identity.clone() },
        authenticated_at: proven_at(&asserted, now),
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
    };
    let proven = Conflict { proven: Some(proven), expires_at: now + ATTEMPT_LIFETIME, ..conflict };
    portal.store.keep_conflict(proven).await?;
    Ok(Finished::AskToMerge)
}

/// Nothing of either account is told.
async fn refused(portal: &Portal, visitor: &Visitor, back: WantedPath) -> Result<Finished, StoreError> {
    let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "merge_other_account").await?;
    Ok(Finished::NotMerged { why: NotMerged::OtherAccount, back, support_id: Some(support_id) })
}

/// The open question as its page shows it: what would move, before anything does.
#[derive(Clone, Debug)]
pub struct Question {
    /// What opens this account, and would open the other.
    pub moving: Vec<Identity>,
    /// What opens the account that stays.
    pub staying: Vec<Identity>,
    /// Since when the account that stays is there.
    pub since: OffsetDateTime,
    pub dossiers: usize,
    pub drafts: usize,
    /// Of the drafts: both accounts have one for the same procedure, and the newer one is kept.
    pub drafts_in_both: usize,
    pub lookups: usize,
    pub wanted: WantedPath,
}

/// More look-ups than anybody has.
const ALL_LOOKUPS: u64 = 10_000;

pub async fn question(portal: &Portal, visitor: &Visitor) -> Result<Option<Question>, StoreError> {
    let Some((conflict, proven)) = proven(portal, visitor).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(proven.account).await? else { return Ok(None) };
    let own = visitor.account.id;
    let drafts = portal.store.drafts_of(own).await?;
    let theirs = portal.store.drafts_of(holder.id).await?;
    let procedures: BTreeSet<_> = theirs.iter().map(|draft| draft.procedure.as_str()).collect();
    Ok(Some(Question {
        moving: visitor.account.identities.clone(),
        staying: holder.identities,
        since: holder.created_at,
        dossiers: portal.store.dossiers_of(own).await?.len(),
        drafts: drafts.len(),
        drafts_in_both: drafts.iter().filter(|draft| procedures.contains(draft.procedure.as_str())).count(),
        lookups: portal.store.lookups_of(own, ALL_LOOKUPS).await?.len(),
        wanted: conflict.wanted,
    }))
}

/// How the question ended.
#[derive(Debug)]
pub enum Confirmed {
    In {
        token: SecretString,
        wanted: WantedPath,
        undo_until: OffsetDateTime,
    },
    /// It was answered before, has expired, or was never asked in this session.
    Gone,
}

/// "Gộp tài khoản": the account that holds the number stays, everything of this one moves there, and the person is signed in
/// to it with the identity that has just been proven.
pub async fn confirm(portal: &Portal, visitor: &Visitor, browser: &Browser) -> Result<Confirmed, StoreError> {
    let Some((conflict, proven)) = proven(portal, visitor).await? else { return Ok(Confirmed::Gone) };
    let (from, into, now) = (visitor.account.id, proven.account, portal.world.now());
    let merge = Merge {
        id: portal.world.id(),
        session: visitor.session.id,
        from,
        into,
        identity: proven.identity.id,
        number: conflict.number,
        at: now,
        undo_until: now + portal.policy.merge_undo,
    };
    let undo_until = merge.undo_until;
    let opening = Opening {
        account: into,
        identity: &proven.identity,
        authenticated_at: proven.authenticated_at,
        id_token: proven.id_token,
        provider_session: proven.provider_session,
        number_asked: true,
        kind: AuditKind::SignedIn,
    };
    let (session, signed_in) = session::prepare(portal, browser, opening);
    let token = session.token.clone();
    let audit = [
        portal.event(Some(from), AuditKind::AccountsMerged, "into_other"),
        portal.event(Some(into), AuditKind::AccountsMerged, "from_other"),
        signed_in,
    ];
    Ok(match portal.store.merge_accounts(merge, session, audit).await? {
        Merged::Done => Confirmed::In { token, wanted: conflict.wanted, undo_until },
        Merged::Gone => Confirmed::Gone,
    })
}

async fn proven(portal: &Portal, visitor: &Visitor) -> Result<Option<(Conflict, ProvenHolder)>, StoreError> {
    let conflict = portal.store.conflict(visitor.session.id, portal.world.now()).await?;
    Ok(conflict.and_then(|mut conflict| conflict.proven.take().map(|proven| (conflict, proven))))
}
