//! The only place where a logout token is believed.

use super::jws::{Kind, Refusal, instant, is_for_us_alone, is_visible, text, verify_signature};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

/// The member of `events` that makes a token a logout token (Back-Channel Logout 1.0, section 2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// An older `iat` is a token that somebody kept. It also bounds how long a used `jti` has to be remembered.
const MAX_AGE: Duration = Duration::minutes(10);

/// What a logout token has to be: no rule comes from the token or from metadata.
#[derive(Clone, Copy, Debug)]
pub struct LogoutTokenPolicy<'a> {
    /// `iss`, to the letter.
    pub issuer: &'a str,
    /// `aud`, and nobody besides.
    pub client_id: &'a str,
    /// Asymmetric signatures only.
    pub allowed_algs: &'a [CoreJwsSigningAlgorithm],
    /// How far the provider's clock may be from ours.
    pub clock_skew: Duration,
}

/// What a logout token that passed every rule says: one session, all sessions of a person, or one session of a person.
pub struct LogoutClaims {
    pub subject: Option<String>,
    pub session: Option<String>,
    /// `jti`; who sees it a second time must refuse it.
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
/// The first rule that is broken. [`Refusal::UNKNOWN_KEY`] alone is worth another look after fetching the keys again.
pub fn verify_logout_token(
    token: &str,
    keys: &CoreJsonWebKeySet,
    policy: &LogoutTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<LogoutClaims, Refusal> {
    let claims = verify_signature(token, Kind::Logout, keys, policy.allowed_algs)?.claims;

    if text(&claims, "iss") != Some(policy.issuer) {
        return Err(Refusal("iss"));
    }
    if !is_for_us_alone(claims.get("aud"), policy.client_id) {
        return Err(Refusal("aud"));
    }
    let acceptable_until = verify_times(&claims, policy.clock_skew, now)?;
    if !claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(Refusal("events"));
    }
    // A token with a nonce is an ID token, whatever else it says.
    if claims.contains_key("nonce") {
        return Err(Refusal("nonce"));
    }
    let id = name(&claims, "jti")?.ok_or(Refusal("jti"))?;
    let (subject, session) = (name(&claims, "sub")?, name(&claims, "sid")?);
    if subject.is_none() && session.is_none() {
        return Err(Refusal("sub"));
    }
    Ok(LogoutClaims { subject, session, id, acceptable_until })
}

fn verify_times(claims: &Map<String, Value>, skew: Duration, now: OffsetDateTime) -> Result<OffsetDateTime, Refusal> {
    let expires = instant(claims, "exp")?.ok_or(Refusal("exp"))? + skew;
    if now >= expires {
        return Err(Refusal("exp"));
    }
    let issued = instant(claims, "iat")?.ok_or(Refusal("iat"))?;
    let too_old = issued + MAX_AGE + skew;
    if issued > now + skew || now >= too_old {
        return Err(Refusal("iat"));
    }
    if instant(claims, "nbf")?.is_some_and(|not_before| not_before > now + skew) {
        return Err(Refusal("nbf"));
    }
    Ok(expires.min(too_old))
}

fn name(claims: &Map<String, Value>, claim: &'static str) -> Result<Option<String>, Refusal> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(name)) if is_visible(name) => Ok(Some(name.clone())),
        Some(_) => Err(Refusal(claim)),
    }
}
