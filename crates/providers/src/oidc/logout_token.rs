//! The only place where a logout token is believed.

use super::jws::{Kind, Refusal, is_visible, verify_addressee, verify_signature, verify_times};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

/// The member of `events` that makes a token a logout token (Back-Channel Logout 1.0, section 2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What a logout token has to be: no rule comes from the token or from metadata.
#[derive(Clone, Copy, Debug)]
pub struct LogoutTokenPolicy<'a> {
    /// `iss`, to the letter.
    pub issuer: &'a str,
    /// `aud`: this client and no other.
    pub client_id: &'a str,
    /// Asymmetric signatures only.
    pub allowed_algs: &'a [CoreJwsSigningAlgorithm],
    /// How far the provider's clock may be from ours.
    pub clock_skew: Duration,
}

/// The claims of a logout token that passed every rule: they name one session, all sessions of a person, or one session of a person.
pub struct LogoutClaims {
    /// `sub`.
    pub subject: Option<String>,
    /// `sid`.
    pub session: Option<String>,
    /// `jti`; a caller that sees it a second time must refuse it.
    pub id: String,
    /// From then on the token is refused by its age alone.
    pub acceptable_until: OffsetDateTime,
}

impl std::fmt::Debug for LogoutClaims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LogoutClaims")
    }
}

/// Verifies signature and claims (OpenID Connect Back-Channel Logout 1.0, section 2.6, and stricter: `typ` is a must).
///
/// # Errors
/// The first rule that is broken. [`Refusal::UnknownKey`] alone is worth another look after fetching the keys again.
pub fn verify_logout_token(
    token: &str,
    keys: &CoreJsonWebKeySet,
    policy: &LogoutTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<LogoutClaims, Refusal> {
    let claims = verify_signature(token, Kind::Logout, keys, policy.allowed_algs)?.claims;

    verify_addressee(&claims, policy.issuer, policy.client_id)?;
    let acceptable_until = verify_times(&claims, policy.clock_skew, now)?;
    if !claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(Refusal::Rule("events"));
    }
    // A token with a nonce is an ID token, whatever else it says.
    if claims.contains_key("nonce") {
        return Err(Refusal::Rule("nonce"));
    }
    let id = name(&claims, "jti")?.ok_or(Refusal::Rule("jti"))?;
    let (subject, session) = (name(&claims, "sub")?, name(&claims, "sid")?);
    if subject.is_none() && session.is_none() {
        return Err(Refusal::Rule("sub"));
    }
    Ok(LogoutClaims { subject, session, id, acceptable_until })
}

fn name(claims: &Map<String, Value>, claim: &'static str) -> Result<Option<String>, Refusal> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(name)) if is_visible(name) => Ok(Some(name.clone())),
        Some(_) => Err(Refusal::Rule(claim)),
    }
}
