//! The only place where an ID token is believed.

mod policy;

pub use policy::IdTokenPolicy;

use super::jws::{Kind, Refusal, Signed, instant, is_for_us_alone, is_visible, text, verify_signature};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{JsonWebKey, core::CoreJsonWebKeySet};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;
use time::{Duration, OffsetDateTime};

/// An older `iat` belongs to another sign-in: the code was redeemed a moment ago.
const MAX_AGE: Duration = Duration::minutes(10);

/// The claims of an ID token that passed every rule.
pub struct Claims {
    pub subject: String,
    pub authenticated_at: Option<OffsetDateTime>,
    /// `sid`, for back-channel logout.
    pub session: Option<String>,
    /// All of them, personal ones too.
    pub members: Map<String, Value>,
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Claims")
    }
}

/// Verifies signature and claims (OpenID Connect Core 1.0, 3.1.3.7, and stricter where `policy` is).
///
/// # Errors
/// The first rule that is broken. [`Refusal::UNKNOWN_KEY`] alone is worth another look after fetching the keys again.
pub fn verify_id_token(
    token: &str,
    keys: &CoreJsonWebKeySet,
    policy: &IdTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<Claims, Refusal> {
    let signed = verify_signature(token, Kind::Id, keys, policy.allowed_algs)?;
    let claims = &signed.claims;

    if text(claims, "iss") != Some(policy.issuer) {
        return Err(Refusal("iss"));
    }
    if !is_for_us_alone(claims.get("aud"), policy.client_id) {
        return Err(Refusal("aud"));
    }
    if claims.contains_key("azp") && text(claims, "azp") != Some(policy.client_id) {
        return Err(Refusal("azp"));
    }
    let subject = text(claims, "sub").filter(|sub| is_visible(sub)).ok_or(Refusal("sub"))?.to_owned();

    verify_times(claims, policy.clock_skew, now)?;

    let nonce = text(claims, "nonce").ok_or(Refusal("nonce"))?;
    if !bool::from(nonce.as_bytes().ct_eq(policy.nonce.as_bytes())) {
        return Err(Refusal("nonce"));
    }
    verify_access_token_hash(&signed, policy.access_token)?;

    let session = match claims.get("sid") {
        None => None,
        Some(Value::String(sid)) if is_visible(sid) => Some(sid.clone()),
        Some(_) => return Err(Refusal("sid")),
    };
    let authenticated_at = instant(claims, "auth_time")?;
    verify_proof(authenticated_at, policy, now)?;
    Ok(Claims { subject, authenticated_at, session, members: signed.claims })
}

fn verify_times(claims: &Map<String, Value>, skew: Duration, now: OffsetDateTime) -> Result<(), Refusal> {
    let expires = instant(claims, "exp")?.ok_or(Refusal("exp"))?;
    if now >= expires + skew {
        return Err(Refusal("exp"));
    }
    let issued = instant(claims, "iat")?.ok_or(Refusal("iat"))?;
    if issued > now + skew || issued < now - MAX_AGE - skew {
        return Err(Refusal("iat"));
    }
    if instant(claims, "nbf")?.is_some_and(|not_before| not_before > now + skew) {
        return Err(Refusal("nbf"));
    }
    Ok(())
}

/// Where a proof was asked for (`max_age`), `auth_time` is a must and has to be new (Core 1.0, 2 and 3.1.3.7).
fn verify_proof(
    proven: Option<OffsetDateTime>,
    policy: &IdTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<(), Refusal> {
    let Some(since) = policy.proven_since else { return Ok(()) };
    match proven {
        Some(at) if at >= since - policy.clock_skew && at <= now + policy.clock_skew => Ok(()),
        _ => Err(Refusal("auth_time")),
    }
}

/// `at_hash` is optional in the code flow, but a wrong one is a swapped access token (Core 1.0, 3.1.3.6).
fn verify_access_token_hash(signed: &Signed<'_>, access_token: &str) -> Result<(), Refusal> {
    let Some(claimed) = signed.claims.get("at_hash") else { return Ok(()) };
    let hash = signed.key.hash_bytes(access_token.as_bytes(), &signed.alg).map_err(|_| Refusal("at_hash"))?;
    let expected = URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2]);
    if claimed.as_str() == Some(expected.as_str()) { Ok(()) } else { Err(Refusal("at_hash")) }
}
