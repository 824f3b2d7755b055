//! The way in for an official who is not in the session that opens the desk.

use crate::{
    Portal,
    ports::{login_attempts::Aim, provider::ProviderKind},
    session::{Browser, Visitor},
    sign_in::{self, StartError},
};
use congdan_domain::WantedPath;
use time::Duration;
use url::Url;

/// Begins a sign-in with VNeID that leads back to the desk. VNeID asks anew who it is when the person proved it too long
/// ago, and in any case when VNeID opened the present session: that one opens no desk.
///
/// # Errors
/// As [`sign_in::start`]; [`StartError::UnknownProvider`] where the portal has no VNeID.
pub async fn start_sign_in(
    portal: &Portal,
    visitor: Option<&Visitor>,
    wanted: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    let vneid = portal.provider_of_kind(ProviderKind::Vneid).ok_or(StartError::UnknownProvider)?;
    let kind = |visitor: &Visitor| portal.provider(&visitor.session.provider).map(|provider| provider.kind());
    let came_by_vneid = visitor.and_then(kind) == Some(ProviderKind::Vneid);
    let max_age = if came_by_vneid { Duration::ZERO } else { portal.desk.proof_within };
    sign_in::begin(portal, vneid.id(), wanted, Aim::SignIn, Some(max_age), browser, language).await
}
