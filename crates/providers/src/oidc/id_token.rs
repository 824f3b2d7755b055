//! The only place where an ID token is believed.

mod policy;

pub use policy::IdTokenPolicy;

use super::jws::{Kind, Refusal, Signed, instant, is_visible, text, verify_addressee, verify_signature, verify_times};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{JsonWebKey, core::CoreJsonWebKeySet};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;
use time::OffsetDateTime;

/// The claims of an ID token that passed every rule.
pub struct Claims {
    /// `sub`.
    pub subject: String,
    /// `auth_time`: when the person last proved who they are.
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
/// The first rule that is broken. [`Refusal::UnknownKey`] alone is worth another look after fetching the keys again.
pub fn verify_id_token(
    token: &str,
    keys: &CoreJsonWebKeySet,
    policy: &IdTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<Claims, Refusal> {
    let mut signed = verify_signature(token, Kind::Id, keys, policy.allowed_algs)?;
    // Some providers write null where they have nothing to state.
    signed.claims.retain(|_, value| !value.is_null());
    let claims = &signed.claims;

    verify_addressee(claims, policy.issuer, policy.client_id)?;
    if claims.contains_key("azp") && text(claims, "azp") != Some(policy.client_id) {
        return Err(Refusal::Rule("azp"));
    }
    let subject = text(claims, "sub").filter(|sub| is_visible(sub)).ok_or(Refusal::Rule("sub"))?.to_owned();

    verify_times(claims, policy.clock_skew, now)?;

    let nonce = text(claims, "nonce").ok_or(Refusal::Rule("nonce"))?;
    if !bool::from(nonce.as_bytes().ct_eq(policy.nonce.as_bytes())) {
        return Err(Refusal::Rule("nonce"));
    }
    verify_access_token_hash(&signed, policy.access_token)?;

    let session = match claims.get("sid") {
        None => None,
        Some(Value::String(sid)) if is_visible(sid) => Some(sid.clone()),
        Some(_) => return Err(Refusal::Rule("sid")),
    };
    // An unreadable time proves nothing.
    let authenticated_at = match (instant(claims, "auth_time"), policy.proven_since) {
        (Err(_), Some(_)) => return Err(Refusal::ProofTooOld),
        (stated, _) => stated?,
    };
    verify_proof(authenticated_at, policy, now)?;
    Ok(Claims { subject, authenticated_at, session, members: signed.claims })
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
        _ => Err(Refusal::ProofTooOld),
    }
}

/// `at_hash` is optional in the code flow, but a wrong one is a swapped access token (Core 1.0, 3.1.3.6).
fn verify_access_token_hash(signed: &Signed<'_>, access_token: &str) -> Result<(), Refusal> {
    let Some(claimed) = signed.claims.get("at_hash") else { return Ok(()) };
    let hash = signed.key.hash_bytes(access_token.as_bytes(), &signed.alg).map_err(|_| Refusal::Rule("at_hash"))?;
    let expected = URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2]);
    if claimed.as_str() == Some(expected.as_str()) { Ok(()) } else { Err(Refusal::Rule("at_hash")) }
}
