//! Linking proves both sides in one browser within ten minutes (rule 13, ADR 14): the identity that arrives, and the account
//! that has the number. A number that was typed and matched proves nothing about who has typed it.

use super::rank::stale;
use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Identity, PendingLink},
    },
    session::{self, Browser, Demand, is_recent},
};

/// What "Liên kết" does when it is pressed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkWay {
    /// Both sides are proven: it links.
    Ready,
    /// The arriving identity was proved too long ago: it leads to the provider of this id, and the offer is made anew.
    ArrivingFirst(String),
    /// The account that has the number is not proven in this browser: it leads to the provider of this id, and links on the
    /// way back.
    HolderFirst(String),
    /// No identity of that account can be proved any more: nothing is linked here.
    Impossible,
}

/// The way of this offer, in this browser, at this time.
pub(super) async fn way(
    portal: &Portal,
    link: &PendingLink,
    holder: &Account,
    browser: &Browser,
) -> Result<LinkWay, StoreError> {
    if !is_arriving_recent(portal, link) {
        return Ok(LinkWay::ArrivingFirst(link.identity.provider.clone()));
    }
    // VNeID names the number of one of its own identities by a new subject: its one statement is about both sides.
    if stale(|id| portal.is_vneid(id), &link.identity, holder).is_some() {
        return Ok(LinkWay::Ready);
    }
    let visitor = session::visitor_of(portal, browser).await?;
    let is_holder = visitor.is_some_and(|visitor| {
        visitor.account.id == holder.id
            && proves_holder(portal, link, holder, &visitor.session.provider)
            && is_recent(portal, &visitor)
    });
    if is_holder {
        return Ok(LinkWay::Ready);
    }
    let mut strong = holder.identities.iter().filter(|own| proves_holder(portal, link, holder, &own.provider));
    let provable = strong.find(|own| can_be_proved(portal, own));
    Ok(provable.map_or(LinkWay::Impossible, |own| LinkWay::HolderFirst(own.provider.clone())))
}

/// Whether the arriving identity was proved within ten minutes. A provider that cannot state when has nothing better than the
/// sign-in that brought the person here, minutes ago.
pub(super) fn is_arriving_recent(portal: &Portal, link: &PendingLink) -> bool {
    let tells = portal.provider(&link.identity.provider).is_some_and(|provider| provider.tells_when_proven());
    !tells || portal.world.now() - link.authenticated_at < Demand::RECENT.within
}

/// Whether an identity of this provider is a proof of the account that has the number: an account that VNeID opens is proved by
/// VNeID where a weaker identity wants to join it.
pub(super) fn proves_holder(portal: &Portal, link: &PendingLink, holder: &Account, provider: &str) -> bool {
    let opened_by_vneid = holder.identities.iter().any(|own| portal.is_vneid(&own.provider));
    !opened_by_vneid || portal.is_vneid(&link.identity.provider) || portal.is_vneid(provider)
}

fn can_be_proved(portal: &Portal, identity: &Identity) -> bool {
    let provider = portal.provider(&identity.provider);
    provider.is_some_and(|provider| provider.tells_when_proven() && !portal.is_closed(provider.kind()))
}
