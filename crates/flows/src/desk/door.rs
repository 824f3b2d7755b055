//! The way in for an official who is not in the session that opens the desk.

use crate::{
    Portal,
    authorization::{StartError, Visit, begin},
    ports::login_attempts::Aim,
    session::{Browser, Visitor},
};
use congdan_domain::WantedPath;
use time::Duration;
use url::Url;

/// Begins a sign-in with VNeID that leads back to the desk. VNeID asks anew who it is when the person proved it too long
/// ago, and in any case when VNeID opened the present session: that one opens no desk.
///
/// # Errors
/// As [`crate::sign_in::start`]; [`StartError::UnknownProvider`] where the portal has no VNeID.
pub async fn start_sign_in(
    portal: &Portal,
    visitor: Option<&Visitor>,
    wanted: WantedPath,
    browser: &Browser,
    language: &str,
) -> Result<Url, StartError> {
    let vneid = portal.vneid().ok_or(StartError::UnknownProvider)?;
    let came_by_vneid = visitor.is_some_and(|visitor| portal.is_vneid(&visitor.session.provider));
    let max_age = Some(if came_by_vneid { Duration::ZERO } else { portal.desk.proof_within });
    begin(portal, Visit { provider: vneid.id(), wanted, aim: Aim::SignIn, max_age, browser, language }).await
}
