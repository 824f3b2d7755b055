//! One person, two accounts (guide I.4): a provider asserts a number that an account of this portal has already.
//!
//! Linking is an act of the person, never a side effect (rule 8). The offer to link is bound to the browser and to (issuer,
//! subject), is answered once, and the answer counts only where both sides are proven ([`LinkWay`]).

mod confirm;
mod disown;
mod outcome;
mod question;
mod rank;
mod stop;
mod way;

pub(crate) use confirm::conclude;
pub use confirm::confirm;
pub use disown::disown;
pub use outcome::LinkOutcome;
pub use stop::stop;
pub use way::LinkWay;

use crate::{
    Portal,
    authorization::{ATTEMPT_LIFETIME, proven_at},
    callback_outcome::CallbackOutcome,
    newcomer::suspended,
    notifications,
    ports::{
        StoreError,
        accounts::{Account, PendingLink},
        audit::AuditKind,
        provider::AssertedIdentity,
    },
    session::{self, Browser},
};
use congdan_domain::{Refusal, WantedPath};
use question::{open_question, value_of};
use rank::{outranks, stale};
use time::OffsetDateTime;
use uuid::Uuid;
use way::way;

/// Stores the verified identity until the person has answered, and tells the account that has the number.
pub(crate) async fn ask(
    portal: &Portal,
    newcomer: Account,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let now = portal.world.now();
    let holder = match &newcomer.person.number {
        Some(number) => portal.store.account_by_number(&number.value).await?,
        None => None,
    };
    if let (None, Some(number)) = (&holder, &newcomer.person.number)
        && let Some(account) = portal.store.out_of_use_by_number(&number.value).await?
    {
        return suspended(portal, account, wanted).await;
    }
    let (Some(holder), Some(identity)) = (holder, newcomer.identities.into_iter().next()) else {
        // The holder let the number go at this very moment; a second try finds it free.
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "number_moved").await?;
        return Ok(CallbackOutcome::Refused { why: Refusal::Expired, wanted, support_id });
    };
    if !is_open_here(portal, &holder, browser).await? {
        notifications::tell_of_claim(portal, holder.id, &identity.provider).await?;
    }
    let authenticated_at = proven_at(&asserted, now);
    let link = PendingLink {
        browser: browser.binding.clone(),
        account: holder.id,
        identity,
        person: newcomer.person,
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
        authenticated_at,
        wanted,
        expires_at: now + ATTEMPT_LIFETIME,
    };
    portal.store.begin_link(link).await?;
    Ok(CallbackOutcome::AskToLink)
}

/// The open offer as its pages show it.
#[derive(Clone, Debug)]
pub struct LinkOffer {
    /// What an answer has to carry: the answer of another page does nothing.
    pub question: Uuid,
    /// The id of the provider that has just vouched for the person.
    pub arriving: String,
    /// The ids of the providers whose identities open the account that has the number.
    pub present: Vec<String>,
    /// When that account was created.
    pub since: OffsetDateTime,
    /// Until when it can be answered.
    pub until: OffsetDateTime,
    /// "Tài khoản kia không phải của tôi" takes the number from that account; otherwise it leads to the help line.
    pub can_disown: bool,
    /// That account is open in this browser.
    pub is_open_here: bool,
    /// The provider names the same person by a new subject: linking puts it in the old one's place.
    pub renews: bool,
    /// What "Liên kết" does.
    pub way: LinkWay,
}

/// The offer that this browser has not answered yet.
pub async fn offer(portal: &Portal, browser: &Browser) -> Result<Option<LinkOffer>, StoreError> {
    let Some((link, holder)) = open_question(portal, browser).await? else { return Ok(None) };
    let is_vneid = |id: &str| portal.is_vneid(id);
    Ok(Some(LinkOffer {
        question: value_of(&link),
        can_disown: outranks(is_vneid, &link.identity, &holder),
        is_open_here: is_open_here(portal, &holder, browser).await?,
        renews: stale(is_vneid, &link.identity, &holder).is_some(),
        way: way(portal, &link, &holder, browser).await?,
        present: holder.identities.iter().map(|identity| identity.provider.clone()).collect(),
        since: holder.created_at,
        until: link.expires_at,
        arriving: link.identity.provider,
    }))
}

async fn is_open_here(portal: &Portal, holder: &Account, browser: &Browser) -> Result<bool, StoreError> {
    let visitor = session::visitor_of(portal, browser).await?;
    Ok(visitor.is_some_and(|visitor| visitor.account.id == holder.id))
}
