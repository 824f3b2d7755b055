//! One person, two accounts (guide I.4): a provider asserts a number that an account of this portal holds already.
//!
//! Linking is an act of the person, never a side effect (rule 8). The question is bound to the browser and to
//! (issuer, subject), is used once, and counts only on a recent proof ([`fresh`]).

mod fresh;

pub use fresh::{MissingProof, prove};

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Field, Identity, PendingLink, Source, Written},
        audit::AuditKind,
        provider::AssertedIdentity,
    },
    session::{self, Browser, Opening},
    sign_in::{self, ATTEMPT_LIFETIME, Finished, Next, Refusal, proven_at},
    synchronisation,
    unlinking::is_vneid,
};
use congdan_domain::WantedPath;
use secrecy::SecretString;
use uuid::Uuid;

/// Keeps the verified identity until the person has answered.
pub(crate) async fn ask(
    portal: &Portal,
    newcomer: Account,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<Finished, StoreError> {
    let now = portal.world.now();
    let holder = match &newcomer.person.number {
        Some(number) => portal.store.account_by_number(&number.value).await?,
        None => None,
    };
    if let (None, Some(number)) = (&holder, &newcomer.person.number)
        && let Some(account) = portal.store.out_of_use_by_number(&number.value).await?
    {
        return sign_in::suspended(portal, account, wanted).await;
    }
    let (Some(holder), Some(identity)) = (holder, newcomer.identities.into_iter().next()) else {
        // The holder let the number go in this very moment; a second try finds it free.
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "number_moved").await?;
        return Ok(Finished::Refused { why: Refusal::Expired, wanted, support_id });
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
    Ok(Finished::AskToLink)
}

/// The open question as its page shows it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The provider that just vouched for the person.
    pub arriving: String,
    /// The kinds of account that hold the number, by provider id.
    pub present: Vec<String>,
    pub since: time::OffsetDateTime,
    /// "Không phải tôi" can take the number only from an account that merely typed it.
    pub can_disown: bool,
    /// The provider names the same person by a new subject: linking puts it in the old one's place.
    pub renews: bool,
    /// What has to be proved before the answer counts.
    pub proof: Option<MissingProof>,
}

pub async fn question(portal: &Portal, browser: &Browser) -> Result<Option<Question>, StoreError> {
    let Some(link) = portal.store.pending_link(&browser.binding, portal.world.now()).await? else { return Ok(None) };
    let Some(holder) = portal.store.account(link.account).await? else { return Ok(None) };
    Ok(Some(Question {
        can_disown: outranks(portal, &link, &holder),
        renews: stale(portal, &link, &holder).is_some(),
        proof: fresh::missing(portal, &link, &holder, browser).await?,
        present: holder.identities.iter().map(|identity| identity.provider.clone()).collect(),
        since: holder.created_at,
        arriving: link.identity.provider,
    }))
}

/// How the question ended.
#[derive(Debug)]
pub enum Answered {
    In {
        token: SecretString,
        next: Next,
    },
    /// The question was answered before, has expired, or was never asked in this browser.
    Gone,
    /// The other account's number is as well proven as this one: only the help line can decide.
    Contested {
        support_id: String,
    },
    /// Nothing was done, and the question is still open: the page says what has to be proved first.
    ProofNeeded,
}

/// "Liên kết": both identities open the one account from now on.
pub async fn confirm(portal: &Portal, browser: &Browser) -> Result<Answered, StoreError> {
    let (link, holder) = match fresh::take(portal, browser, true).await? {
        Ok(taken) => taken,
        Err(answered) => return Ok(answered),
    };
    let same_number = |field: &Option<Field<congdan_domain::Cccd>>| field.as_ref().map(|field| field.value.clone());
    if same_number(&holder.person.number) != same_number(&link.person.number) {
        return Ok(Answered::Gone);
    }
    let audit = |kind| portal.event(Some(holder.id), kind, &link.identity.provider);
    let (store, arriving) = (&portal.store, link.identity.clone());
    let written = match stale(portal, &link, &holder) {
        Some(old) => store.renew_identity(holder.id, old, arriving, audit(AuditKind::IdentityRenewed)).await?,
        None => store.link_identity(holder.id, arriving, audit(AuditKind::IdentityLinked)).await?,
    };
    match written {
        Written::Done => {}
        Written::IdentityTaken | Written::NumberTaken | Written::Outdated => return Ok(Answered::Gone),
    }
    signed_in(portal, browser, holder.id, link).await
}

/// The detail of [`AuditKind::NumberReleased`] where VNeID has asserted the number for somebody else.
pub(crate) const ASSERTED_BY_VNEID: &str = "asserted_by_vneid";

/// "Không phải tôi": a number asserted by VNeID is stronger than one typed and matched (rule 9), so the person
/// gets an account with it, and the earlier claim loses its force.
pub async fn disown(portal: &Portal, browser: &Browser) -> Result<Answered, StoreError> {
    let (link, holder) = match fresh::take(portal, browser, false).await? {
        Ok(taken) => taken,
        Err(answered) => return Ok(answered),
    };
    if !outranks(portal, &link, &holder) {
        let support_id = portal.refuse(Some(holder.id), AuditKind::AccessRefused, "number_contested").await?;
        return Ok(Answered::Contested { support_id });
    }
    let account = Account {
        id: portal.world.id(),
        created_at: portal.world.now(),
        identities: vec![link.identity.clone()],
        person: link.person.clone(),
    };
    let audit = [
        portal.event(Some(holder.id), AuditKind::NumberReleased, ASSERTED_BY_VNEID),
        portal.event(Some(account.id), AuditKind::AccountCreated, &link.identity.provider),
    ];
    let id = account.id;
    match portal.store.move_number_to_new_account(holder.id, account, audit).await? {
        Written::Done => signed_in(portal, browser, id, link).await,
        Written::NumberTaken | Written::IdentityTaken | Written::Outdated => Ok(Answered::Gone),
    }
}

/// Whether the arriving proof of the number is stronger than the holder's.
fn outranks(portal: &Portal, link: &PendingLink, holder: &Account) -> bool {
    let held_by_vneid = holder.identities.iter().any(|identity| is_vneid(portal, &identity.provider))
        || matches!(holder.person.number.as_ref().map(|number| &number.source),
            Some(Source::Provider(id)) if is_vneid(portal, id));
    is_vneid(portal, &link.identity.provider) && !held_by_vneid
}

/// VNeID has one subject for a number. Where it names the same number by a new one, the identity that it knew the person by
/// before opens the account no more.
fn stale(portal: &Portal, link: &PendingLink, holder: &Account) -> Option<Uuid> {
    let arriving = &link.identity;
    let mut of_issuer = holder.identities.iter().filter(|own| own.issuer == arriving.issuer);
    of_issuer.find(|own| is_vneid(portal, &own.provider) && own.subject != arriving.subject).map(|own| own.id)
}

async fn signed_in(
    portal: &Portal,
    browser: &Browser,
    account: Uuid,
    link: PendingLink,
) -> Result<Answered, StoreError> {
    let PendingLink { identity: arriving, .. } = &link;
    // Another browser may have been faster with the same identity: then it has its row already, by another id.
    let opens = portal.store.account_by_identity(&arriving.issuer, &arriving.subject).await?;
    let mut rows = opens.filter(|opens| opens.id == account).into_iter().flat_map(|opens| opens.identities);
    let known = rows.find(|own| own.issuer == arriving.issuer && own.subject == arriving.subject);
    let Some(known) = known else { return Ok(Answered::Gone) };
    let identity = Identity { level: arriving.level, ..known };
    synchronisation::note(portal, account, identity.id, &link.person).await?;
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
    Ok(token.map_or(Answered::Gone, |token| Answered::In { token, next: Next::Wanted(link.wanted) }))
}
