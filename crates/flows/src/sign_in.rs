//! Signing in (guide I.1–2, I.4 and II.3–5): off to a provider, and back to the page that was wanted.

use crate::{
    Portal, linking,
    merge::{self, NotMerged},
    ports::{
        StoreError,
        accounts::{Account, Field, Identity, Person, Revision, Source, Written},
        audit::AuditKind,
        login_attempts::{Aim, LoginAttempt, Taken},
        provider::{
            AssertedIdentity, AttemptSecrets, AuthorizationRequest, CallbackAnswer, Ending, IdentityProvider,
            ProviderError, ProviderKind,
        },
    },
    proof,
    session::{self, Browser, Opening},
    synchronisation,
};
use congdan_domain::{WantedPath, policy::NationalAccount};
use secrecy::SecretString;
use std::sync::Arc;
use thiserror::Error;
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// How long a person may stay at the provider: a lost phone found, a password looked up.
pub const ATTEMPT_LIFETIME: Duration = Duration::minutes(10);

#[derive(Debug, Error)]
pub enum StartError {
    #[error("no such provider")]
    UnknownProvider,
    /// The policy has closed this kind of account.
    #[error("this kind of account is closed")]
    Closed,
    #[error("the provider is unavailable")]
    ProviderUnavailable,
    #[error(transparent)]
    Store(#[from] StoreError),
}

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

/// With `max_age` the provider is asked to make sure of the person anew.
pub(crate) async fn begin(
    portal: &Portal,
    provider: &str,
    wanted: WantedPath,
    aim: Aim,
    max_age: Option<Duration>,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    let provider = portal.provider(provider).ok_or(StartError::UnknownProvider)?;
    if is_closed(portal, provider.kind()) {
        return Err(StartError::Closed);
    }
    let secrets = AttemptSecrets {
        nonce: SecretString::from(portal.world.token()),
        pkce_verifier: SecretString::from(portal.world.token()),
    };
    let request = AuthorizationRequest {
        state: portal.world.token(),
        secrets: secrets.clone(),
        language: language.to_owned(),
        max_age,
        anew: matches!(aim, Aim::Merge { .. }),
    };
    let url = provider.authorization_url(&request).await.map_err(|_| StartError::ProviderUnavailable)?;
    let attempt = LoginAttempt {
        state: request.state,
        browser: browser.binding.clone(),
        provider: provider.id().to_owned(),
        secrets,
        wanted,
        aim,
        expires_at: portal.world.now() + ATTEMPT_LIFETIME,
    };
    portal.store.begin_attempt(attempt).await?;
    Ok(url)
}

/// Whether the policy has closed this kind of account today.
pub fn is_closed(portal: &Portal, kind: ProviderKind) -> bool {
    kind == ProviderKind::National && portal.policy.national_account_on(portal.world.today()) == NationalAccount::Closed
}

/// What the provider's redirect brought, each parameter at most once.
#[derive(Debug, Default)]
pub struct Callback {
    pub state: Option<String>,
    pub code: Option<SecretString>,
    pub iss: Option<String>,
    pub error: Option<String>,
    pub error_description: Option<String>,
}

/// How a sign-in ended.
#[derive(Debug)]
pub enum Finished {
    /// Signed in; `next` is the wanted page, or the CCCD screen in front of it.
    In {
        token: SecretString,
        next: Next,
    },
    /// Who was signed in has proved it again; the session has a new id.
    Proven {
        token: SecretString,
        wanted: WantedPath,
    },
    /// The asserted number belongs to an account already: the person is asked first.
    AskToLink,
    /// The other account is theirs, too: the person is asked before the two become one.
    AskToMerge,
    /// Nothing was merged; `back` is the page where the proof was asked for.
    NotMerged {
        why: NotMerged,
        back: WantedPath,
        /// Of a refusal.
        support_id: Option<String>,
    },
    /// "Cần tài khoản định danh mức độ 2".
    LevelTooLow {
        wanted: WantedPath,
    },
    /// The person turned back at the provider.
    Cancelled {
        wanted: WantedPath,
    },
    Refused {
        why: Refusal,
        wanted: WantedPath,
        support_id: String,
    },
}

/// Where a person goes after signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Wanted(WantedPath),
    /// The CCCD screen, which leads on to the wanted page (guide I.2).
    AskNumber(WantedPath),
}

/// Why a sign-in did not happen, as far as a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A link that this browser did not ask for, or an answer that cannot be believed.
    NotVerified,
    /// A proof that was asked for, and another person or an old sign-in came back.
    NotProven,
    /// The same answer came twice.
    AlreadyUsed,
    /// Too long at the provider.
    Expired,
    /// The provider cannot be reached now.
    ProviderUnavailable,
    /// An organisation's account: this is the citizens' door.
    Organisation,
    /// The policy has closed this kind of account.
    Closed,
    /// An operator has taken the account out of use.
    Suspended,
}

impl Refusal {
    /// The path segment of its page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotVerified => "khong-xac-minh",
            Self::NotProven => "chua-xac-nhan-lai",
            Self::AlreadyUsed => "da-dung",
            Self::Expired => "het-han",
            Self::ProviderUnavailable => "tam-gian-doan",
            Self::Organisation => "to-chuc",
            Self::Closed => "da-dong",
            Self::Suspended => "tam-khoa",
        }
    }
}

/// Takes the provider's answer, once, in the browser that began.
pub async fn finish(
    portal: &Portal,
    provider_id: &str,
    callback: Callback,
    browser: &Browser,
) -> Result<Finished, StoreError> {
    let refused = |why: Refusal, wanted: WantedPath, reason: &'static str| async move {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, reason).await?;
        Ok(Finished::Refused { why, wanted, support_id })
    };
    let home = WantedPath::home;
    let Some(provider) = portal.provider(provider_id) else {
        return refused(Refusal::NotVerified, home(), "unknown_provider").await;
    };
    let Some(state) = callback.state.filter(|state| !state.is_empty()) else {
        return refused(Refusal::NotVerified, home(), "state_missing").await;
    };
    let attempt = match portal.store.take_attempt(&state, &browser.binding, portal.world.now()).await? {
        Taken::Yes(attempt) => *attempt,
        Taken::Unknown => return refused(Refusal::NotVerified, home(), "state_unknown").await,
        Taken::Used { wanted } => return refused(Refusal::AlreadyUsed, wanted, "state_used").await,
        Taken::Expired { wanted } => return refused(Refusal::Expired, wanted, "state_expired").await,
    };
    let wanted = attempt.wanted;
    if attempt.provider != provider_id {
        return refused(Refusal::NotVerified, wanted, "provider_mixed_up").await;
    }
    if is_closed(portal, provider.kind()) {
        return refused(Refusal::Closed, wanted, "kind_closed").await;
    }
    if callback.iss.as_deref().is_some_and(|iss| iss != provider.issuer()) {
        return refused(Refusal::NotVerified, wanted, "iss_parameter").await;
    }
    match callback.error.as_deref().map(|error| Ending::of(error, callback.error_description.as_deref())) {
        None => {}
        Some(Ending::Cancelled) => return Ok(Finished::Cancelled { wanted }),
        Some(Ending::Expired) => return refused(Refusal::Expired, wanted, "provider_expired").await,
        Some(Ending::Unavailable) => return refused(Refusal::ProviderUnavailable, wanted, "provider_error").await,
        Some(Ending::Failed) => return refused(Refusal::NotVerified, wanted, "provider_error").await,
    }
    let Some(code) = callback.code else {
        return refused(Refusal::NotVerified, wanted, "code_missing").await;
    };
    let answer = CallbackAnswer { code, iss: callback.iss };
    let is_proof = attempt.aim != Aim::SignIn;
    let proven_since = is_proof.then(|| attempt.expires_at - ATTEMPT_LIFETIME - proof::MAX_AGE);
    let asserted = match provider.identify(&answer, &attempt.secrets, proven_since).await {
        Ok(asserted) => asserted,
        Err(error) => {
            let why = match error {
                ProviderError::Unavailable => Refusal::ProviderUnavailable,
                ProviderError::Organisation => Refusal::Organisation,
                ProviderError::ProofTooOld => Refusal::NotProven,
                ProviderError::Refused(_) => Refusal::NotVerified,
            };
            return refused(why, wanted, error.code()).await;
        }
    };
    if asserted.level < provider.minimum_level() {
        portal.refuse(None, AuditKind::SignInRefused, "level_too_low").await?;
        return Ok(Finished::LevelTooLow { wanted });
    }
    match attempt.aim {
        Aim::SignIn => recognise(portal, provider, asserted, wanted, browser).await,
        Aim::Proof(proof) => proof::conclude(portal, proof, asserted, wanted, browser).await,
        Aim::Merge { session } => merge::conclude(portal, provider, session, asserted, wanted, browser).await,
    }
}

/// When the person proved who they are, as far as the provider said. Who does not say has proved nothing lately.
pub(crate) fn proven_at(asserted: &AssertedIdentity, now: OffsetDateTime) -> OffsetDateTime {
    asserted.authenticated_at.map_or(OffsetDateTime::UNIX_EPOCH, |at| at.min(now))
}

/// Finds or creates the account, or asks where a number is an account's already.
async fn recognise(
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

/// An account out of use opens nothing, and nothing is joined to it: the help line has the reference.
pub(crate) async fn suspended(portal: &Portal, account: Uuid, wanted: WantedPath) -> Result<Finished, StoreError> {
    let support_id = portal.refuse(Some(account), AuditKind::SignInRefused, "account_suspended").await?;
    Ok(Finished::Refused { why: Refusal::Suspended, wanted, support_id })
}

/// What a first sign-in would make.
pub(crate) fn newcomer(portal: &Portal, provider: &Arc<dyn IdentityProvider>, asserted: &AssertedIdentity) -> Account {
    let now = portal.world.now();
    let identity = Identity {
        id: portal.world.id(),
        provider: provider.id().to_owned(),
        issuer: asserted.issuer.clone(),
        subject: asserted.subject.clone(),
        level: asserted.level,
        linked_at: now,
        last_used_at: now,
    };
    let person = person_from(provider.id(), asserted, now);
    Account { id: portal.world.id(), created_at: now, identities: vec![identity], person }
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

fn person_from(provider: &str, asserted: &AssertedIdentity, at: OffsetDateTime) -> Person {
    use secrecy::ExposeSecret;
    let source = || Source::Provider(provider.to_owned());
    fn field<T>(value: Option<T>, source: Source, at: OffsetDateTime) -> Option<Field<T>> {
        value.map(|value| Field { value, source, at })
    }
    let text = |secret: &Option<SecretString>| secret.as_ref().map(|secret| secret.expose_secret().to_owned());
    Person {
        full_name: field(asserted.full_name.clone(), source(), at),
        birth_date: field(asserted.birth_date, source(), at),
        sex: field(asserted.sex, source(), at),
        number: field(asserted.number.clone(), source(), at),
        address: None,
        contact: crate::ports::accounts::Contact {
            phone: text(&asserted.phone),
            email: text(&asserted.email),
            address: None,
        },
        matched_at: None,
    }
}
