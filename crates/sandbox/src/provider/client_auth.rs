//! Client authentication at the token endpoint: `client_secret_basic` and `client_secret_post` (RFC 6749, section 2.3.1).

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use super::oauth_error::OAuthError;
use crate::config::{Client, SandboxConfig};
use crate::params::Params;
use crate::secret;

/// The client that proved itself, and how.
pub(crate) fn authenticate<'a>(
    config: &'a SandboxConfig,
    headers: &HeaderMap,
    params: &Params,
) -> Result<(&'a Client, &'static str), OAuthError> {
    let (id, given, method) = match headers.get(header::AUTHORIZATION) {
        Some(_) if params.get("client_secret").is_some() => {
            return Err(OAuthError::new("invalid_request", "two ways of client authentication at once"));
        }
        Some(value) => {
            let (id, given) =
                value.to_str().ok().and_then(basic).ok_or(OAuthError::invalid_client("not Basic credentials"))?;
            (id, given, "client_secret_basic")
        }
        None => {
            let missing = || OAuthError::invalid_client("no client credentials");
            let id = params.get("client_id").ok_or_else(missing)?;
            let given = params.get("client_secret").ok_or_else(missing)?;
            (id.to_owned(), given.to_owned(), "client_secret_post")
        }
    };
    if params.get("client_id").is_some_and(|other| other != id) {
        return Err(OAuthError::new("invalid_request", "client_id differs from the authenticated client"));
    }
    let client = config.client(&id).filter(|client| secret::same(&client.secret, &given));
    client.map(|client| (client, method)).ok_or(OAuthError::invalid_client("unknown client or wrong secret"))
}

/// Whether the caller tried to prove who it is, by whatever method.
pub(crate) fn has_credentials(headers: &HeaderMap, params: &Params) -> bool {
    headers.contains_key(header::AUTHORIZATION)
        || ["client_secret", "client_assertion"].iter().any(|name| params.get(name).is_some())
}

/// Both halves are form-encoded before they are joined.
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, given) = decoded.split_once(':')?;
    Some((form_decoded(id), form_decoded(given)))
}

fn form_decoded(text: &str) -> String {
    form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |(name, _)| name.into_owned())
}
