//! Signing in (guide I.1–2, I.4 and II.3–5): off to a provider, and back to the page that was wanted.

use crate::{
    Portal,
    authorization::{StartError, begin, proven_at},
    callback_outcome::{Finished, Next, Refusal},
    linking,
    newcomer::{newcomer, person_from, suspended},
    ports::{
        StoreError,
        accounts::{Account, Identity, Person, Revision, Written},
        audit::AuditKind,
        login_attempts::Aim,
        provider::{AssertedIdentity, IdentityProvider},
    },
    session::{self, Browser, Opening},
    synchronisation,
};
use congdan_domain::WantedPath;
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
    begin(portal, provider, wanted, Aim::SignIn, None, browser, language).await
}

/// Finds or creates the account, or asks where a number is an account's already.
pub(crate) async fn recognise(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    asserted: AssertedIdentity,
    wanted: WantedPath,
    browser: &Browser,
) -> Result<Finished, StoreError> {
    let now = portal.world.now();
    let known = portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await?;
    let account = match known {
        Some(account) => refresh(portal, provider, account, &asserted).await?,
        None => {
            if let Some(account) = portal.store.out_of_use_by_identity(&asserted.issuer, &asserted.subject).await? {
                return suspended(portal, account, wanted).await;
            }
            let account = newcomer(portal, provider, &asserted);
            let audit = portal.event(Some(account.id), AuditKind::AccountCreated, provider.id());
            match portal.store.create_account(account.clone(), audit).await? {
                Written::Done => account,
                Written::NumberTaken => return linking::ask(portal, account, asserted, wanted, browser).await,
                // Two first sign-ins at once: the other one made the account.
                Written::IdentityTaken | Written::Outdated => {
                    match portal.store.account_by_identity(&asserted.issuer, &asserted.subject).await? {
                        Some(account) => account,
                        None => return moved(portal, None, wanted).await,
                    }
                }
            }
        }
    };
    let same = |own: &&Identity| own.issuer == asserted.issuer && own.subject == asserted.subject;
    let Some(identity) = account.identities.iter().find(same) else {
        return moved(portal, Some(account.id), wanted).await;
    };
    let identity = Identity { level: asserted.level, ..identity.clone() };
    portal.store.note_sign_in(identity.id, asserted.level, now).await?;
    let said = person_from(provider.id(), &asserted, now);
    let account = synchronisation::after_sign_in(portal, provider, identity.id, account, said).await?;
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
    let next = if account.person.number.is_some() { Next::Wanted(wanted) } else { Next::AskNumber(wanted) };
    Ok(Finished::In { token, next })
}

/// The identity was taken away, or its account merged, in this very moment: a second try finds it where it is now.
async fn moved(portal: &Portal, account: Option<Uuid>, wanted: WantedPath) -> Result<Finished, StoreError> {
    let support_id = portal.refuse(account, AuditKind::SignInRefused, "identity_moved").await?;
    Ok(Finished::Refused { why: Refusal::Expired, wanted, support_id })
}

/// An account without a number takes the one its provider has come to assert (guide I.2); nothing verified is overwritten.
async fn refresh(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    account: Account,
    asserted: &AssertedIdentity,
) -> Result<Account, StoreError> {
    if account.person.number.is_some() || asserted.number.is_none() {
        return Ok(account);
    }
    let person =
        Person { contact: account.person.contact.clone(), ..person_from(provider.id(), asserted, portal.world.now()) };
    let audit = portal.event(Some(account.id), AuditKind::NumberMatched, provider.id());
    let revision = Revision::of(&account.person, person.clone());
    match portal.store.save_person(account.id, revision, audit).await? {
        Written::Done => Ok(Account { person, ..account }),
        // Another account holds it: the CCCD screen leads to the two ways on.
        Written::NumberTaken | Written::IdentityTaken | Written::Outdated => Ok(account),
    }
}
