//! Signing in (guide I.1–2, I.4 and II.3–5): to a provider, and back to the page that was wanted.

use crate::{
    Portal,
    authorization::{StartError, Visit, begin, proven_at},
    callback_outcome::{CallbackOutcome, NextPage},
    linking,
    newcomer::{asserted_person, newcomer, suspended},
    ports::{
        StoreError,
        accounts::{Account, AccountCreated, Identity, Person, PersonWritten, Revision},
        audit::AuditKind,
        login_attempts::Aim,
        provider::{AssertedIdentity, IdentityProvider},
    },
    session::{self, Browser, Opening},
    synchronisation,
};
use congdan_domain::{Refusal, WantedPath};
use std::sync::Arc;
use url::Url;
use uuid::Uuid;

/// Begins a sign-in and answers with the provider's address for this browser.
pub async fn start(
    portal: &Portal,
    provider: &str,
    wanted: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    begin(portal, Visit { provider, wanted, aim: Aim::SignIn, max_age: None, browser, language }).await
}

/// The end of a sign-in: finds or creates the account and opens a session, or asks where an account has the number already.
pub(crate) async fn conclude(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let now = portal.world.now();
    let known = portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await?;
    let account = match known {
        Some(account) => take_asserted_number(portal, provider, account, &asserted).await?,
        None => {
            if let Some(account) = portal.store.out_of_use_by_identity(&asserted.issuer, &asserted.subject).await? {
                return suspended(portal, account, wanted).await;
            }
            let account = newcomer(portal, provider, &asserted);
            let audit = portal.event(Some(account.id), AuditKind::AccountCreated, provider.id());
            match portal.store.create_account(account.clone(), audit).await? {
                AccountCreated::Done => account,
                AccountCreated::NumberTaken => return linking::ask(portal, account, asserted, wanted, browser).await,
                // Two first sign-ins at once: the other one made the account.
                AccountCreated::IdentityTaken => {
                    match portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await? {
                        Some(account) => account,
                        None => return moved(portal, None, wanted).await,
                    }
                }
            }
        }
    };
    let own = account.identities.iter().find(|own| own.is(&asserted.issuer, &asserted.subject));
    let Some(identity) = own else { return moved(portal, Some(account.id), wanted).await };
    let identity = Identity { level: asserted.level, ..identity.clone() };
    portal.store.record_sign_in(identity.id, asserted.level, now).await?;
    let person = asserted_person(provider.id(), &asserted, now);
    let account = synchronisation::after_sign_in(portal, provider, identity.id, account, person).await?;
    let opening = Opening {
        account: account.id,
        identity: &identity,
        authenticated_at: proven_at(&asserted, now),
        id_token: asserted.id_token,
        provider_session: asserted.provider_session,
        number_asked: false,
        kind: AuditKind::SignedIn,
    };
    let Some(token) = session::open(portal, browser, opening).await? else {
        return moved(portal, Some(account.id), wanted).await;
    };
    let next = if account.person.number.is_some() { NextPage::Wanted(wanted) } else { NextPage::AskNumber(wanted) };
    Ok(CallbackOutcome::SignedIn { token, next })
}

/// The identity was taken away, or its account merged, at this very moment: a second try finds it where it is now.
async fn moved(portal: &Portal, account: Option<Uuid>, wanted: WantedPath) -> Result<CallbackOutcome, StoreError> {
    let support_id = portal.refuse(account, AuditKind::SignInRefused, "identity_moved").await?;
    Ok(CallbackOutcome::Refused { why: Refusal::Expired, wanted, support_id })
}

/// An account without a number takes the one that its provider asserts by now (guide I.2); nothing verified is overwritten.
async fn take_asserted_number(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    account: Account,
    asserted: &AssertedIdentity,
) -> Result<Account, StoreError> {
    if account.person.number.is_some() || asserted.number.is_none() {
        return Ok(account);
    }
    let contact = account.person.contact.clone();
    let person = Person { contact, ..asserted_person(provider.id(), asserted, portal.world.now()) };
    let audit = portal.event(Some(account.id), AuditKind::NumberMatched, provider.id());
    let revision = Revision::of(&account.person, person.clone());
    match portal.store.save_person(account.id, revision, audit).await? {
        PersonWritten::Done => Ok(Account { person, ..account }),
        // Another account holds it: the CCCD screen leads to the two ways on.
        PersonWritten::NumberTaken | PersonWritten::Outdated => Ok(account),
    }
}
