//! "Liên kết": both identities open the one account from now on.

use super::{
    outcome::{LinkOutcome, signed_in},
    question::{question_of_page, take},
    rank::stale,
    way::{LinkWay, is_arriving_recent, proves_holder, way},
};
use crate::{
    Portal,
    authorization::{MAX_AGE, StartError, Visit, begin},
    callback_outcome::CallbackOutcome,
    ports::{
        StoreError,
        accounts::{Account, IdentityWritten, PendingLink},
        audit::AuditKind,
        login_attempts::Aim,
        provider::AssertedIdentity,
    },
    session::Browser,
};
use congdan_domain::WantedPath;
use uuid::Uuid;

/// The press. Where a side is not proven, it begins the proof and answers with the address of its provider.
///
/// # Errors
/// The visit to that provider cannot begin, or the database failed.
pub async fn confirm(
    portal: &Portal,
    browser: &Browser,
    question: Uuid,
    language: &str,
) -> Result<LinkOutcome, StartError> {
    let Some((link, holder)) = question_of_page(portal, browser, question).await? else {
        return Ok(LinkOutcome::Expired);
    };
    let (provider, aim, wanted) = match way(portal, &link, &holder, browser).await? {
        LinkWay::Ready => return Ok(join(portal, browser, link, holder).await?),
        LinkWay::Impossible => return Ok(LinkOutcome::ProofNeeded),
        LinkWay::ArrivingFirst(provider) => (provider, Aim::SignIn, link.wanted),
        LinkWay::HolderFirst(provider) => (provider, Aim::Link { question }, WantedPath::parse_or_home("/lien-ket")),
    };
    let visit = Visit { provider: &provider, wanted, aim, max_age: Some(MAX_AGE), browser, language };
    begin(portal, visit).await.map(LinkOutcome::Redirect)
}

/// The end of a proof of the account that has the number: it links, without another press.
pub(crate) async fn conclude(
    portal: &Portal,
    question: Uuid,
    asserted: &AssertedIdentity,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let Some((link, holder)) = question_of_page(portal, browser, question).await? else {
        return Ok(CallbackOutcome::AskToLink);
    };
    let known = holder.identities.iter().find(|own| own.is(&asserted.issuer, &asserted.subject));
    let Some(own) = known.filter(|own| proves_holder(portal, &link, &holder, &own.provider)) else {
        let support_id = portal.refuse(Some(holder.id), AuditKind::AccessRefused, "link_other_identity").await?;
        return Ok(CallbackOutcome::NotLinked { question, support_id });
    };
    portal.store.record_sign_in(own.id, asserted.level, portal.world.now()).await?;
    if !is_arriving_recent(portal, &link) {
        return Ok(CallbackOutcome::AskToLink);
    }
    Ok(match join(portal, browser, link, holder).await? {
        LinkOutcome::SignedIn { token, wanted } => CallbackOutcome::Linked { token, wanted },
        _ => CallbackOutcome::AskToLink,
    })
}

/// Joins the arriving identity to the account. Both sides are proven.
async fn join(
    portal: &Portal,
    browser: &Browser,
    link: PendingLink,
    holder: Account,
) -> Result<LinkOutcome, StoreError> {
    let Some(link) = take(portal, browser, &link).await? else { return Ok(LinkOutcome::Expired) };
    let audit = |kind| portal.event(Some(holder.id), kind, &link.identity.provider);
    let store = &portal.store;
    let arriving = link.identity.clone();
    let written = match stale(|id| portal.is_vneid(id), &link.identity, &holder) {
        Some(old) => store.renew_identity(holder.id, old, arriving, audit(AuditKind::IdentityRenewed)).await?,
        None => store.link_identity(holder.id, arriving, audit(AuditKind::IdentityLinked)).await?,
    };
    match written {
        IdentityWritten::Done => signed_in(portal, browser, holder.id, link).await,
        IdentityWritten::IdentityTaken | IdentityWritten::AccountClosed => Ok(LinkOutcome::Expired),
    }
}
