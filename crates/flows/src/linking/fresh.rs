//! Recent proof for linking (journeys, rule 13; security.md, L-04). Who arrives has proved within ten minutes who they are,
//! and an account that VNeID opens takes a weaker identity only from whoever has just proved to be its owner by VNeID.

use crate::{
    Portal,
    authorization::{MAX_AGE, StartError, begin},
    ports::{
        StoreError,
        accounts::{Account, PendingLink},
        login_attempts::Aim,
    },
    session::{self, Browser, Demand, is_recent},
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
    let owners = holder.identities.iter().find(|identity| portal.is_vneid(&identity.provider));
    let Some(owners) = owners.filter(|_| !portal.is_vneid(&link.identity.provider)) else { return Ok(None) };
    let visitor = match &browser.session_token {
        Some(token) => session::visitor(portal, token).await?,
        None => None,
    };
    let is_owner = visitor.is_some_and(|visitor| {
        visitor.account.id == holder.id && portal.is_vneid(&visitor.session.provider) && is_recent(portal, &visitor)
    });
    Ok((!is_owner).then(|| MissingProof::Owner(owners.provider.clone())))
}

/// What the person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkAnswer {
    /// "Liên kết".
    Link,
    /// "Không phải tôi": such a person cannot prove that the account is theirs.
    Disown,
}

/// What became of the open question.
pub(super) enum TakenLink {
    /// It is used up, and the answer counts. The account is the one that holds the number.
    Taken(Box<PendingLink>, Account),
    /// It was answered before, has expired, or was never asked in this browser.
    Expired,
    /// It is still open: something has to be proved first.
    ProofNeeded,
}

/// Uses the question up, where it may be answered.
pub(super) async fn take(portal: &Portal, browser: &Browser, answer: LinkAnswer) -> Result<TakenLink, StoreError> {
    let now = portal.world.now();
    let Some(link) = portal.store.pending_link(&browser.binding, now).await? else { return Ok(TakenLink::Expired) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(TakenLink::Expired) };
    let missing = missing(portal, &link, &holder, browser).await?;
    if missing.is_some_and(|missing| answer == LinkAnswer::Link || matches!(missing, MissingProof::Arriving(_))) {
        return Ok(TakenLink::ProofNeeded);
    }
    // Read before and taken now: a question that was asked in between is another one, and is not answered unseen.
    let taken = portal.store.take_link(&browser.binding, now).await?;
    let same = |taken: &PendingLink| taken.account == link.account && taken.identity.id == link.identity.id;
    Ok(taken.filter(same).map_or(TakenLink::Expired, |taken| TakenLink::Taken(Box::new(taken), holder)))
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
    begin(portal, &provider, wanted, Aim::SignIn, Some(MAX_AGE), browser, language).await.map(Some)
}
