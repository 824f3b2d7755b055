//! A provider ends a session, or all sessions of a person (OpenID Connect Back-Channel Logout 1.0).

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, provider::ProviderError, sessions::Logout},
};
use secrecy::SecretString;

/// How a logout token was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// The sessions that it names have ended, whether or not there were any here.
    Done,
    /// It breaks the rule of this code.
    Refused(&'static str),
    /// The provider's keys cannot be read now, so that the token cannot be verified.
    Unavailable,
}

/// Ends the sessions that a logout token names. Anybody can post one: a token that cannot be verified leaves no row behind.
pub async fn receive(portal: &Portal, provider: &str, token: &SecretString) -> Result<Received, StoreError> {
    let Some(provider) = portal.provider(provider) else { return Ok(Received::Refused("unknown_provider")) };
    let logout = match provider.logout(token).await {
        Ok(logout) => logout,
        Err(ProviderError::Refused(reason)) => return Ok(Received::Refused(reason)),
        Err(ProviderError::Unavailable) => return Ok(Received::Unavailable),
    };
    let audit = portal.event(None, AuditKind::SessionEnded, format!("by_{}", provider.id()));
    match portal.store.end_provider_sessions(logout, audit).await? {
        Logout::Done(_) => Ok(Received::Done),
        Logout::Replayed => {
            portal.refuse(None, AuditKind::AccessRefused, "logout_token_replayed").await?;
            Ok(Received::Refused("jti"))
        }
    }
}
