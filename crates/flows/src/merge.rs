//! The conflict page's way "prove the other account and merge" (rules 1, 8, 9 and 13; ADR 10).
//!
//! A person typed a number that the register confirmed and another account has. If they sign in to that account from the
//! session of this conflict, they may make one account of the two: a conflict, a proof and a confirmation, in this order, each
//! bound to the session and used once.

mod undo;

pub use undo::{UndoOutcome, undo, undoable};

use crate::{
    Portal,
    authorization::{ATTEMPT_LIFETIME, MAX_AGE, StartError, Visit, begin, proven_at},
    callback_outcome::CallbackOutcome,
    linking,
    newcomer::newcomer,
    notifications,
    ports::{
        StoreError,
        accounts::Identity,
        audit::AuditKind,
        login_attempts::Aim,
        merging::{Conflict, Merge, Merged, ProvenHolder},
        provider::{AssertedIdentity, IdentityProvider},
    },
    session::{self, Browser, Opening, Visitor, is_recent},
};
use congdan_domain::{Cccd, NotMerged, WantedPath};
use secrecy::SecretString;
use std::{collections::BTreeSet, sync::Arc};
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// How long a conflict can be resolved without typing the number again.
const CONFLICT_LIFETIME: Duration = Duration::minutes(30);

/// Records for this session that the register confirmed the number and another account has it, and tells that account. Without
/// that nothing can be merged.
pub async fn record_conflict(
    portal: &Portal,
    visitor: &Visitor,
    number: Cccd,
    wanted: WantedPath,
) -> Result<(), StoreError> {
    notifications::tell_of_conflict(portal, &number).await?;
    let conflict = Conflict {
        account: visitor.account.id,
        session: visitor.session.id,
        number,
        wanted,
        proven: None,
        expires_at: portal.world.now() + CONFLICT_LIFETIME,
    };
    portal.store.save_conflict(conflict).await
}

/// The providers at which the other account can be proven now.
pub fn ways(portal: &Portal) -> impl Iterator<Item = &Arc<dyn IdentityProvider>> {
    portal.providers.iter().filter(|provider| !portal.is_closed(provider.kind()))
}

/// How the proof of the other account began.
#[derive(Debug)]
pub enum MergeStart {
    /// The browser goes to the provider.
    Redirect(Url),
    /// The person has to prove first who they are: a stranger at an open session must not give its account away.
    ProofNeeded,
    /// This session has no open conflict.
    Expired,
}

/// Begins a sign-in at a provider with the *other* account; `back` is the page where it began.
pub async fn start(
    portal: &Portal,
    visitor: &Visitor,
    provider: &str,
    back: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<MergeStart, StartError> {
    let session = visitor.session.id;
    if portal.store.conflict(session, portal.world.now()).await?.is_none() {
        return Ok(MergeStart::Expired);
    }
    if !is_recent(portal, visitor) {
        return Ok(MergeStart::ProofNeeded);
    }
    let aim = Aim::Merge { session };
    let visit = Visit { provider, wanted: back, aim, max_age: Some(MAX_AGE), browser, language };
    begin(portal, visit).await.map(MergeStart::Redirect)
}

/// The end of that sign-in: the person may merge when they proved the account that has the number, in the session of the
/// conflict.
pub(crate) async fn conclude(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    session: Uuid,
    asserted: AssertedIdentity,
    back: WantedPath,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let now = portal.world.now();
    let visitor = session::visitor_of(portal, browser).await?;
    let conflict = match &visitor {
        Some(visitor) if visitor.session.id == session => portal.store.conflict(session, now).await?,
        _ => None,
    };
    let (Some(visitor), Some(conflict)) = (visitor, conflict) else {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "merge_session").await?;
        return Ok(CallbackOutcome::NotMerged { why: NotMerged::Expired, back, support_id: Some(support_id) });
    };
    let known = portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await?;
    if known.as_ref().is_some_and(|known| known.id == visitor.account.id) {
        return Ok(CallbackOutcome::NotMerged { why: NotMerged::SameAccount, back, support_id: None });
    }
    let Some(holder) = known else {
        // What VNeID asserts about the number is stronger than either account (rule 9): its own offer comes first.
        if portal.is_vneid(provider.id()) && asserted.number.as_ref() == Some(&conflict.number) {
            let account = newcomer(portal, provider, &asserted);
            return linking::ask(portal, account, asserted, conflict.wanted, browser).await;
        }
        return refused(portal, &visitor, back).await;
    };
    let holds = holder.person.number.as_ref().is_some_and(|number| number.value == conflict.number);
    let Some(identity) =
        holder.identities.iter().find(|own| own.is(&asserted.issuer, &asserted.subject)).filter(|_| holds)
    else {
        return refused(portal, &visitor, back).await;
    };
    portal.store.record_sign_in(identity.id, asserted.level, now).await?;
    let proven = ProvenHolder {
        account: holder.id,
        identity: Identity { level: asserted.level, ..identity.clone() },
        authenticated_at: proven_at(&asserted, now),
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
    };
    let proven = Conflict { proven: Some(proven), expires_at: now + ATTEMPT_LIFETIME, ..conflict };
    portal.store.save_conflict(proven).await?;
    Ok(CallbackOutcome::AskToMerge)
}

/// The answer says nothing of either account.
async fn refused(portal: &Portal, visitor: &Visitor, back: WantedPath) -> Result<CallbackOutcome, StoreError> {
    let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "merge_other_account").await?;
    Ok(CallbackOutcome::NotMerged { why: NotMerged::OtherAccount, back, support_id: Some(support_id) })
}

/// What a merge would do, before anything is done.
#[derive(Clone, Debug)]
pub struct MergePreview {
    /// What opens this account, and would open the other.
    pub moving: Vec<Identity>,
    /// What opens the account that stays.
    pub staying: Vec<Identity>,
    /// When the account that stays was created.
    pub since: OffsetDateTime,
    /// How many dossiers move.
    pub dossiers: usize,
    /// How many drafts move.
    pub drafts: usize,
    /// Of the drafts: both accounts have one for the same procedure, and the newer one is kept.
    pub drafts_in_both: usize,
    /// How many rows of the ledger of queries move.
    pub queries: usize,
    /// Where the person goes on afterwards.
    pub wanted: WantedPath,
}

/// More queries than any account has.
const ALL_QUERIES: u64 = 10_000;

/// The merge that this session may confirm.
pub async fn preview(portal: &Portal, visitor: &Visitor) -> Result<Option<MergePreview>, StoreError> {
    let Some((conflict, proven)) = proven(portal, visitor).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(proven.account).await? else { return Ok(None) };
    let own = visitor.account.id;
    let drafts = portal.store.drafts_of(own).await?;
    let theirs = portal.store.drafts_of(holder.id).await?;
    let procedures: BTreeSet<_> = theirs.iter().map(|draft| draft.procedure.as_str()).collect();
    Ok(Some(MergePreview {
        moving: visitor.account.identities.clone(),
        staying: holder.identities,
        since: holder.created_at,
        dossiers: portal.store.dossiers_of(own).await?.len(),
        drafts: drafts.len(),
        drafts_in_both: drafts.iter().filter(|draft| procedures.contains(draft.procedure.as_str())).count(),
        queries: portal.store.queries_of(own, ALL_QUERIES).await?.len(),
        wanted: conflict.wanted,
    }))
}

/// How a merge ended.
#[derive(Debug)]
pub enum MergeOutcome {
    /// The two are one account, and the person is signed in to it.
    SignedIn {
        /// The session's cookie.
        token: SecretString,
        /// Where the person goes on.
        wanted: WantedPath,
        /// Until when it can be undone.
        undo_until: OffsetDateTime,
    },
    /// It was confirmed before, has expired, or was never offered in this session.
    Expired,
}

/// "Gộp tài khoản": the account that holds the number stays, everything of this one moves there, and the person is signed in
/// to it with the identity that has just been proven.
pub async fn confirm(portal: &Portal, visitor: &Visitor, browser: &Browser) -> Result<MergeOutcome, StoreError> {
    let Some((conflict, proven)) = proven(portal, visitor).await? else { return Ok(MergeOutcome::Expired) };
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
        Merged::Done => MergeOutcome::SignedIn { token, wanted: conflict.wanted, undo_until },
        Merged::Outdated => MergeOutcome::Expired,
    })
}

async fn proven(portal: &Portal, visitor: &Visitor) -> Result<Option<(Conflict, ProvenHolder)>, StoreError> {
    let conflict = portal.store.conflict(visitor.session.id, portal.world.now()).await?;
    Ok(conflict.and_then(|mut conflict| conflict.proven.take().map(|proven| (conflict, proven))))
}
