//! A provider says that a session is over, or that a person has left (OpenID Connect Back-Channel Logout 1.0).

use crate::{
    Portal,
    ports::{StoreError, audit::AuditKind, provider::ProviderError, sessions::Logout},
};
use secrecy::SecretString;

/// How a logout token was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// What it names is over, whether or not anything of it was here.
    Done,
    /// The code of the rule that it broke.
    Refused(&'static str),
    /// The provider's keys cannot be read now, so that nothing can be believed.
    Unavailable,
}

/// Ends the sessions that a logout token names. Anybody can post one: what is no provider's word leaves no row behind.
pub async fn receive(portal: &Portal, provider: &str, token: &SecretString) -> Result<Received, StoreError> {
    let Some(provider) = portal.provider(provider) else { return Ok(Received::Refused("unknown_provider")) };
    let logout = match provider.logout(token).await {
        Ok(logout) => logout,
        Err(ProviderError::Unavailable) => return Ok(Received::Unavailable),
        Err(error) => return Ok(Received::Refused(error.code())),
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
