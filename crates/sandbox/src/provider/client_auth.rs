//! Client authentication at the token and PAR endpoints: `client_secret_basic`, `client_secret_post` (RFC 6749, section
//! 2.3.1) and `private_key_jwt` (RFC 7523).

mod assertion;

use super::{Provider, oauth_error::OAuthError};
use crate::{
    config::Client,
    inspector::check::Check,
    tools::{params::Params, secret},
};
use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use url::form_urlencoded;

/// The authenticated client and its method.
type Authenticated<'a> = Result<(&'a Client, &'static str), OAuthError>;

/// Authenticates the client. Beside it are the checks of a client assertion, if there is one.
pub(crate) fn authenticate<'a>(
    provider: &'a Provider,
    headers: &HeaderMap,
    params: &Params,
) -> (Authenticated<'a>, Vec<(Check, bool)>) {
    match params.get("client_assertion") {
        Some(assertion) => authenticate_by_assertion(provider, headers, params, assertion),
        None => (authenticate_by_secret(provider, headers, params), Vec::new()),
    }
}

fn authenticate_by_assertion<'a>(
    provider: &'a Provider,
    headers: &HeaderMap,
    params: &Params,
    assertion: &str,
) -> (Authenticated<'a>, Vec<(Check, bool)>) {
    if headers.contains_key(header::AUTHORIZATION) || params.get("client_secret").is_some() {
        return (Err(OAuthError::new("invalid_request", "two ways of client authentication at once")), Vec::new());
    }
    if params.get("client_assertion_type") != Some(assertion::TYPE) {
        return (Err(OAuthError::new("invalid_request", "client_assertion_type is not jwt-bearer")), Vec::new());
    }
    let id = params.get("client_id").map(str::to_owned).or_else(|| assertion::claimed_client(assertion));
    let client = id.and_then(|id| provider.sandbox.state.config.client(&id));
    let key = client.and_then(|client| provider.state().registrations.of(&client.id).client_key);
    let (Some(client), Some(key)) = (client, key) else {
        return (Err(OAuthError::invalid_client("no key is registered for this client")), Vec::new());
    };
    let verdicts = assertion::judge(provider, &client.id, key, assertion);
    let holds = verdicts.iter().all(|(_, holds)| *holds);
    let authenticated =
        if holds { Ok((client, "private_key_jwt")) } else { Err(OAuthError::invalid_client("bad statement")) };
    (authenticated, verdicts)
}

fn authenticate_by_secret<'a>(provider: &'a Provider, headers: &HeaderMap, params: &Params) -> Authenticated<'a> {
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
    if provider.state().registrations.of(&id).client_key.is_some() {
        return Err(OAuthError::invalid_client("this client proves itself by private_key_jwt"));
    }
    let client = provider.sandbox.state.config.client(&id).filter(|client| secret::same(&client.secret, &given));
    client.map(|client| (client, method)).ok_or(OAuthError::invalid_client("unknown client or wrong secret"))
}

/// Whether the caller tried to authenticate, by any method.
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
