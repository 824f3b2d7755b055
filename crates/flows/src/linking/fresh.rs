//! Recent proof for linking (rule 13; L-04). Who arrives has proved within ten minutes who they are,
//! and an account that VNeID opens takes a weaker identity only from whoever has just proved to be its owner by VNeID.

use super::Answered;
use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, PendingLink},
        login_attempts::Aim,
    },
    proof::{self, Demand, MAX_AGE},
    session::{self, Browser},
    sign_in::{self, StartError},
    unlinking::is_vneid,
};
use congdan_domain::WantedPath;
use url::Url;

/// Whose proof is missing, by provider id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingProof {
    /// The arriving identity was proved too long ago, or its provider did not say when.
    Arriving(String),
    /// The account's own, by VNeID: what arrives is weaker.
    Owner(String),
}

pub(super) async fn missing(
    portal: &Portal,
    link: &PendingLink,
    holder: &Account,
    browser: &Browser,
) -> Result<Option<MissingProof>, StoreError> {
    // A provider that cannot say when has nothing better than the sign-in that brought the person here, minutes ago.
    let tells = portal.provider(&link.identity.provider).is_some_and(|provider| provider.tells_when_proven());
    if tells && portal.world.now() - link.authenticated_at >= Demand::RECENT.within {
        return Ok(Some(MissingProof::Arriving(link.identity.provider.clone())));
    }
    let owners = holder.identities.iter().find(|identity| is_vneid(portal, &identity.provider));
    let Some(owners) = owners.filter(|_| !is_vneid(portal, &link.identity.provider)) else { return Ok(None) };
    let visitor = match &browser.session_token {
        Some(token) => session::visitor(portal, token).await?,
        None => None,
    };
    let is_owner = visitor.is_some_and(|visitor| {
        visitor.account.id == holder.id
            && is_vneid(portal, &visitor.session.provider)
            && proof::is_recent(portal, &visitor)
    });
    Ok((!is_owner).then(|| MissingProof::Owner(owners.provider.clone())))
}

/// Uses the question up, where it may be answered. Who says that the account is not theirs (`links` is false) cannot prove
/// that it is.
pub(super) async fn take(
    portal: &Portal,
    browser: &Browser,
    links: bool,
) -> Result<Result<(PendingLink, Account), Answered>, StoreError> {
    let now = portal.world.now();
    let Some(link) = portal.store.pending_link(&browser.binding, now).await? else { return Ok(Err(Answered::Gone)) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(Err(Answered::Gone)) };
    let missing = missing(portal, &link, &holder, browser).await?;
    if missing.is_some_and(|missing| links || matches!(missing, MissingProof::Arriving(_))) {
        return Ok(Err(Answered::ProofNeeded));
    }
    // Looked at before, taken now: a question that came in between is another one, and is not answered unseen.
    let taken = portal.store.take_link(&browser.binding, now).await?;
    let same = |taken: &PendingLink| taken.account == link.account && taken.identity.id == link.identity.id;
    Ok(taken.filter(same).map(|taken| (taken, holder)).ok_or(Answered::Gone))
}

/// Off to the provider whose proof is missing, and back to the question. Nothing is stored of it: the answer looks at the
/// proof's own time. `None` where nothing is missing (any more).
pub async fn prove(portal: &Portal, browser: &Browser, language: &str) -> Result<Option<Url>, StartError> {
    let Some(link) = portal.store.pending_link(&browser.binding, portal.world.now()).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(None) };
    let (provider, wanted) = match missing(portal, &link, &holder, browser).await? {
        None => return Ok(None),
        // Coming back asks the question anew.
        Some(MissingProof::Arriving(provider)) => (provider, link.wanted),
        Some(MissingProof::Owner(provider)) => (provider, WantedPath::parse_or_home("/lien-ket")),
    };
    sign_in::begin(portal, &provider, wanted, Aim::SignIn, Some(MAX_AGE), browser, language).await.map(Some)
}
