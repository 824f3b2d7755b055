//! One person, two accounts (guide I.4): a provider asserts a number that an account of this portal has already.
//!
//! Linking is an act of the person, never a side effect (journeys, rule 8). The offer to link is bound to the browser and to
//! (issuer, subject), is answered once, and the answer counts only on a recent proof ([`fresh`]).

mod fresh;

pub use fresh::{MissingProof, prove};

use crate::{
    Portal,
    authorization::{ATTEMPT_LIFETIME, proven_at},
    callback_outcome::{CallbackOutcome, NextPage},
    newcomer::suspended,
    ports::{
        StoreError,
        accounts::{Account, Identity, IdentityWritten, NumberMoved, PendingLink, Person, Source},
        audit::{AuditKind, ReleaseReason},
        provider::AssertedIdentity,
    },
    session::{self, Browser, Opening},
    synchronisation,
};
use congdan_domain::{Cccd, Refusal, WantedPath};
use fresh::{LinkAnswer, TakenLink};
use secrecy::SecretString;
use time::OffsetDateTime;
use uuid::Uuid;

/// Stores the verified identity until the person has answered.
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

/// The open offer as its page shows it.
#[derive(Clone, Debug)]
pub struct LinkOffer {
    /// The id of the provider that has just vouched for the person.
    pub arriving: String,
    /// The ids of the providers whose identities open the account that has the number.
    pub present: Vec<String>,
    /// When that account was created.
    pub since: OffsetDateTime,
    /// "Không phải tôi" takes the number from that account; otherwise it leads to the help line.
    pub can_disown: bool,
    /// The provider names the same person by a new subject: linking puts it in the old one's place.
    pub renews: bool,
    /// What has to be proved before the answer counts.
    pub proof: Option<MissingProof>,
}

/// The offer that this browser has not answered yet.
pub async fn offer(portal: &Portal, browser: &Browser) -> Result<Option<LinkOffer>, StoreError> {
    let Some(link) = portal.store.pending_link(&browser.binding, portal.world.now()).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(None) };
    let is_vneid = |id: &str| portal.is_vneid(id);
    Ok(Some(LinkOffer {
        can_disown: outranks(is_vneid, &link.identity, &holder),
        renews: stale(is_vneid, &link.identity, &holder).is_some(),
        proof: fresh::missing(portal, &link, &holder, browser).await?,
        present: holder.identities.iter().map(|identity| identity.provider.clone()).collect(),
        since: holder.created_at,
        arriving: link.identity.provider,
    }))
}

/// How the person's answer ended.
#[derive(Debug)]
pub enum LinkOutcome {
    /// The person is signed in.
    SignedIn {
        /// The session's cookie.
        token: SecretString,
        /// Where the person goes on.
        next: NextPage,
    },
    /// The offer was answered before, has expired, or was never made in this browser.
    Expired,
    /// The other account's number is as well proven as this one: only the help line can decide.
    Contested {
        /// What the person can name to the help line.
        support_id: String,
    },
    /// Nothing was done, and the offer is still open: the page says what has to be proved first.
    ProofNeeded,
}

/// "Liên kết": both identities open the one account from now on.
pub async fn confirm(portal: &Portal, browser: &Browser) -> Result<LinkOutcome, StoreError> {
    let (link, holder) = match fresh::take(portal, browser, LinkAnswer::Link).await? {
        TakenLink::Taken(link, holder) => (*link, *holder),
        TakenLink::Expired => return Ok(LinkOutcome::Expired),
        TakenLink::ProofNeeded => return Ok(LinkOutcome::ProofNeeded),
    };
    if number_of(&holder.person) != number_of(&link.person) {
        return Ok(LinkOutcome::Expired);
    }
    let audit = |kind| portal.event(Some(holder.id), kind, &link.identity.provider);
    let (store, arriving) = (&portal.store, link.identity.clone());
    let written = match stale(|id| portal.is_vneid(id), &link.identity, &holder) {
        Some(old) => store.renew_identity(holder.id, old, arriving, audit(AuditKind::IdentityRenewed)).await?,
        None => store.link_identity(holder.id, arriving, audit(AuditKind::IdentityLinked)).await?,
    };
    match written {
        IdentityWritten::Done => signed_in(portal, browser, holder.id, link).await,
        IdentityWritten::IdentityTaken | IdentityWritten::AccountClosed => Ok(LinkOutcome::Expired),
    }
}

/// "Không phải tôi": a number that VNeID asserts is stronger than one that was typed and matched (journeys, rule 9). The person
/// gets an account with it, and the account that had it loses it.
pub async fn disown(portal: &Portal, browser: &Browser) -> Result<LinkOutcome, StoreError> {
    let (link, holder) = match fresh::take(portal, browser, LinkAnswer::Disown).await? {
        TakenLink::Taken(link, holder) => (*link, *holder),
        TakenLink::Expired => return Ok(LinkOutcome::Expired),
        TakenLink::ProofNeeded => return Ok(LinkOutcome::ProofNeeded),
    };
    if !outranks(|id| portal.is_vneid(id), &link.identity, &holder) {
        let support_id = portal.refuse(Some(holder.id), AuditKind::AccessRefused, "number_contested").await?;
        return Ok(LinkOutcome::Contested { support_id });
    }
    let account = Account {
        id: portal.world.id(),
        created_at: portal.world.now(),
        identities: vec![link.identity.clone()],
        person: link.person.clone(),
    };
    let audit = [
        portal.event(Some(holder.id), AuditKind::NumberReleased, ReleaseReason::AssertedByVneid.code()),
        portal.event(Some(account.id), AuditKind::AccountCreated, &link.identity.provider),
    ];
    let id = account.id;
    match portal.store.move_number_to_new_account(holder.id, account, audit).await? {
        NumberMoved::Done => signed_in(portal, browser, id, link).await,
        NumberMoved::Outdated => Ok(LinkOutcome::Expired),
    }
}

fn number_of(person: &Person) -> Option<&Cccd> {
    person.number.as_ref().map(|number| &number.value)
}

/// Whether the arriving identity vouches more strongly for the number than the account that has it (journeys, rule 9): it is
/// VNeID's, and VNeID neither opens that account nor asserted its number.
fn outranks(is_vneid: impl Fn(&str) -> bool, arriving: &Identity, holder: &Account) -> bool {
    let opened_by_vneid = holder.identities.iter().any(|identity| is_vneid(&identity.provider));
    let asserted_by_vneid = matches!(holder.person.number.as_ref().map(|number| &number.source),
        Some(Source::Provider(id)) if is_vneid(id));
    is_vneid(&arriving.provider) && !opened_by_vneid && !asserted_by_vneid
}

/// The identity that the arriving one replaces. VNeID has one subject for a number: where it names the same number by a new
/// subject, the identity with the old one opens the account no more.
fn stale(is_vneid: impl Fn(&str) -> bool, arriving: &Identity, holder: &Account) -> Option<Uuid> {
    let mut of_issuer = holder.identities.iter().filter(|own| own.issuer == arriving.issuer);
    of_issuer.find(|own| is_vneid(&own.provider) && own.subject != arriving.subject).map(|own| own.id)
}

async fn signed_in(
    portal: &Portal,
    browser: &Browser,
    account: Uuid,
    link: PendingLink,
) -> Result<LinkOutcome, StoreError> {
    let PendingLink { identity: arriving, .. } = &link;
    // Another browser may have been faster with the same identity: then it has its row already, by another id.
    let opens = portal.store.account_by_identity(&arriving.issuer, &arriving.subject).await?;
    let mut rows = opens.filter(|opens| opens.id == account).into_iter().flat_map(|opens| opens.identities);
    let known = rows.find(|own| own.is(&arriving.issuer, &arriving.subject));
    let Some(known) = known else { return Ok(LinkOutcome::Expired) };
    let identity = Identity { level: arriving.level, ..known };
    synchronisation::record_asserted(portal, account, identity.id, &link.person).await?;
    let opening = Opening {
        account,
        identity: &identity,
        authenticated_at: link.authenticated_at,
        id_token: link.id_token,
        provider_session: link.provider_session,
        number_asked: false,
        kind: AuditKind::SignedIn,
    };
    let token = session::open(portal, browser, opening).await?;
    let next = NextPage::Wanted(link.wanted);
    Ok(token.map_or(LinkOutcome::Expired, |token| LinkOutcome::SignedIn { token, next }))
}

#[cfg(test)]
mod tests;
