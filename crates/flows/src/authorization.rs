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

/// How long a person may stay at the provider: a lost phone found, a password looked up.
pub const ATTEMPT_LIFETIME: Duration = Duration::minutes(10);

/// A provider that has just asked need not ask again (`max_age`). Much less than [`Demand::RECENT`], so that a proof lasts for the
/// act it was asked for.
pub(crate) const MAX_AGE: Duration = Duration::MINUTE;

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

/// When the person proved who they are, as far as the provider said. Who does not say has proved nothing lately.
pub(crate) fn proven_at(asserted: &AssertedIdentity, now: OffsetDateTime) -> OffsetDateTime {
    asserted.authenticated_at.map_or(OffsetDateTime::UNIX_EPOCH, |at| at.min(now))
}
