//! The way to a provider: every visit there begins with an authorization request (RFC 6749 4.1.1).

use crate::{
    Portal,
    ports::{
        StoreError,
        login_attempts::{Aim, LoginAttempt},
        provider::{AssertedIdentity, AttemptSecrets, AuthorizationRequest},
    },
    session::Browser,
};
use congdan_domain::WantedPath;
use secrecy::SecretString;
use thiserror::Error;
use time::{Duration, OffsetDateTime};
use url::Url;

/// How long a person may stay at the provider: long enough to find a phone or to reset a password.
pub(crate) const ATTEMPT_LIFETIME: Duration = Duration::minutes(10);

/// `max_age` where a recent proof is needed: a provider that has asked within this time need not ask again. It is much less
/// than [`crate::session::Demand::RECENT`], so that a proof is still recent when the act that needs it is done.
pub(crate) const MAX_AGE: Duration = Duration::MINUTE;

/// Why a visit to a provider cannot begin.
#[derive(Debug, Error)]
pub enum StartError {
    /// No provider has this id.
    #[error("no such provider")]
    UnknownProvider,
    /// The policy has closed this kind of account.
    #[error("this kind of account is closed")]
    Closed,
    /// The provider does not answer.
    #[error("the provider is unavailable")]
    ProviderUnavailable,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A visit to a provider that is about to begin.
pub(crate) struct Visit<'a> {
    /// The provider's id.
    pub provider: &'a str,
    /// Where the person goes on afterwards.
    pub wanted: WantedPath,
    /// What the visit is for.
    pub aim: Aim,
    /// The provider has to make sure of the person anew, unless it did within this time.
    pub max_age: Option<Duration>,
    /// The browser that is sent there.
    pub browser: &'a Browser,
    /// `vi` or `en`.
    pub language: &'a str,
}

/// Stores the attempt, and answers with the provider's address for this browser.
pub(crate) async fn begin(portal: &Portal, visit: Visit<'_>) -> Result<Url, StartError> {
    let provider = portal.provider(visit.provider).ok_or(StartError::UnknownProvider)?;
    if portal.is_closed(provider.kind()) {
        return Err(StartError::Closed);
    }
    let secrets = AttemptSecrets {
        nonce: SecretString::from(portal.world.token()),
        pkce_verifier: SecretString::from(portal.world.token()),
    };
    let request = AuthorizationRequest {
        state: portal.world.token(),
        secrets: secrets.clone(),
        language: visit.language.to_owned(),
        max_age: visit.max_age,
        anew: matches!(visit.aim, Aim::Merge { .. } | Aim::Link { .. }),
    };
    let url = provider.authorization_url(&request).await.map_err(|_| StartError::ProviderUnavailable)?;
    let attempt = LoginAttempt {
        state: request.state,
        browser: visit.browser.binding.clone(),
        provider: provider.id().to_owned(),
        secrets,
        wanted: visit.wanted,
        aim: visit.aim,
        expires_at: portal.world.now() + ATTEMPT_LIFETIME,
    };
    portal.store.begin_attempt(attempt).await?;
    Ok(url)
}

/// When the person proved who they are, as the provider states it. Where it states nothing, this is the epoch, which is never
/// recent.
pub(crate) fn proven_at(asserted: &AssertedIdentity, now: OffsetDateTime) -> OffsetDateTime {
    asserted.authenticated_at.map_or(OffsetDateTime::UNIX_EPOCH, |at| at.min(now))
}
