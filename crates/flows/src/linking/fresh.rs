//! Recent proof for linking (journeys, rule 13; security.md, L-04). The arriving identity was proved within ten minutes, and
//! an account that VNeID opens takes a weaker identity only from a person who has just proved by VNeID to be its owner.

use crate::{
    Portal,
    authorization::{MAX_AGE, StartError, Visit, begin},
    ports::{
        StoreError,
        accounts::{Account, PendingLink},
        login_attempts::Aim,
    },
    session::{self, Browser, Demand, is_recent},
};
use congdan_domain::WantedPath;
use url::Url;

/// Which proof is missing, with the id of the provider that can give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingProof {
    /// The arriving identity was proved too long ago, or its provider did not state when.
    Arriving(String),
    /// The account's owner has to prove by VNeID that the account is theirs: the arriving identity is weaker.
    Owner(String),
}

/// What has to be proved before "Liên kết" counts.
pub(super) async fn missing(
    portal: &Portal,
    link: &PendingLink,
    holder: &Account,
    browser: &Browser,
) -> Result<Option<MissingProof>, StoreError> {
    // A provider that cannot state when has nothing better than the sign-in that brought the person here, minutes ago.
    let tells = portal.provider(&link.identity.provider).is_some_and(|provider| provider.tells_when_proven());
    if tells && portal.world.now() - link.authenticated_at >= Demand::RECENT.within {
        return Ok(Some(MissingProof::Arriving(link.identity.provider.clone())));
    }
    let owners = holder.identities.iter().find(|identity| portal.is_vneid(&identity.provider));
    let Some(owners) = owners.filter(|_| !portal.is_vneid(&link.identity.provider)) else { return Ok(None) };
    let visitor = session::visitor_of(portal, browser).await?;
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

/// What became of the open offer.
pub(super) enum TakenLink {
    /// It is used up, and the answer counts. The account is the one that has the number.
    Taken(Box<PendingLink>, Box<Account>),
    /// It was answered before, has expired, or was never made in this browser.
    Expired,
    /// It is still open: something has to be proved first.
    ProofNeeded,
}

/// Uses the offer up, where it may be answered.
pub(super) async fn take(portal: &Portal, browser: &Browser, answer: LinkAnswer) -> Result<TakenLink, StoreError> {
    let now = portal.world.now();
    let Some(link) = portal.store.pending_link(&browser.binding, now).await? else { return Ok(TakenLink::Expired) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(TakenLink::Expired) };
    let missing = missing(portal, &link, &holder, browser).await?;
    if missing.is_some_and(|missing| answer == LinkAnswer::Link || matches!(missing, MissingProof::Arriving(_))) {
        return Ok(TakenLink::ProofNeeded);
    }
    // Read before and taken now: an offer that was made in between is another one, and is not answered unseen.
    let taken = portal.store.take_link(&browser.binding, now).await?;
    let same = |taken: &PendingLink| taken.account == link.account && taken.identity.id == link.identity.id;
    Ok(taken.filter(same).map_or(TakenLink::Expired, |taken| TakenLink::Taken(Box::new(taken), Box::new(holder))))
}

/// Begins the missing proof, and answers with the address of its provider. Nothing is stored of it: the answer to the offer
/// looks at the proof's own time. `None` where nothing is missing (any more).
pub async fn prove(portal: &Portal, browser: &Browser, language: &str) -> Result<Option<Url>, StartError> {
    let Some(link) = portal.store.pending_link(&browser.binding, portal.world.now()).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(None) };
    let (provider, wanted) = match missing(portal, &link, &holder, browser).await? {
        None => return Ok(None),
        // Coming back makes the offer anew.
        Some(MissingProof::Arriving(provider)) => (provider, link.wanted),
        Some(MissingProof::Owner(provider)) => (provider, WantedPath::parse_or_home("/lien-ket")),
    };
    let visit = Visit { provider: &provider, wanted, aim: Aim::SignIn, max_age: Some(MAX_AGE), browser, language };
    begin(portal, visit).await.map(Some)
}
