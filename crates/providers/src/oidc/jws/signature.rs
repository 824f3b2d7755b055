//! Signatures of compact tokens (RFC 7515), and which key a token is verified with.

use super::{json::UniqueMembers, refusal::Refusal, verification::is_signed_by};
use crate::oidc::algorithms::algorithm;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{
    JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm,
    core::{CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm},
};
use serde_json::{Map, Value};

/// Longer tokens are not read, in bytes.
const MAX_TOKEN: usize = 16 * 1024;

/// Header parameters that would let a token bring its own key, change what is signed, or wrap another token.
const REFUSED_PARAMETERS: [&str; 8] = ["crit", "jku", "x5u", "jwk", "x5c", "b64", "cty", "zip"];

/// Which tokens a reader takes, by their `typ`: one kind must never pass for another (RFC 8725, 3.11).
#[derive(Clone, Copy)]
pub(in crate::oidc) enum Kind {
    /// `JWT`, or nothing: ID tokens are older than the rule.
    Id,
    /// `logout+jwt` and nothing else.
    Logout,
}

/// A token whose signature is right.
pub(in crate::oidc) struct Signed<'k> {
    pub claims: Map<String, Value>,
    pub key: &'k CoreJsonWebKey,
    pub alg: CoreJwsSigningAlgorithm,
}

/// Reads a compact JWS (RFC 7515, section 7.1), its payload only after its signature was verified.
pub(in crate::oidc) fn verify_signature<'k>(
    token: &str,
    kind: Kind,
    keys: &'k CoreJsonWebKeySet,
    allowed: &[CoreJwsSigningAlgorithm],
) -> Result<Signed<'k>, Refusal> {
    if token.len() > MAX_TOKEN {
        return Err(Refusal::Rule("token_size"));
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refusal::Rule("token_format"))?;
    let (header, payload) = signed.split_once('.').ok_or(Refusal::Rule("token_format"))?;
    // A third dot would be one of an encrypted token, which we never ask for.
    if payload.contains('.') {
        return Err(Refusal::Rule("token_format"));
    }

    let header = object(header).ok_or(Refusal::Rule("header"))?;
    if REFUSED_PARAMETERS.iter().any(|name| header.contains_key(*name)) {
        return Err(Refusal::Rule("header"));
    }
    match (kind, header.get("typ")) {
        (Kind::Id, None) => {}
        (Kind::Id, Some(Value::String(typ))) if typ.eq_ignore_ascii_case("JWT") => {}
        (Kind::Logout, Some(Value::String(typ))) if typ.eq_ignore_ascii_case("logout+jwt") => {}
        _ => return Err(Refusal::Rule("typ")),
    }
    let alg = header.get("alg").and_then(Value::as_str).and_then(algorithm).filter(|alg| allowed.contains(alg));
    let alg = alg.ok_or(Refusal::Rule("alg"))?;

    let candidates = candidates(header.get("kid"), &alg, keys)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refusal::Rule("signature"))?;
    let made_it = |key: &&CoreJsonWebKey| is_signed_by(key, &alg, signed.as_bytes(), &signature);
    let key = candidates.into_iter().find(made_it).ok_or(Refusal::Rule("signature"))?;

    let claims = object(payload).ok_or(Refusal::Rule("payload"))?;
    Ok(Signed { claims, key, alg })
}

/// The keys that the token names, or the only one there is (OpenID Connect Core 1.0, 10.1), as far as they fit the algorithm: a
/// provider may give a key for encryption, or one of another type, the same `kid` (RFC 7517, 4.5).
fn candidates<'k>(
    kid: Option<&Value>,
    alg: &CoreJwsSigningAlgorithm,
    keys: &'k CoreJsonWebKeySet,
) -> Result<Vec<&'k CoreJsonWebKey>, Refusal> {
    let fitting = |key: &&CoreJsonWebKey| fits(key, alg);
    match kid {
        None => match keys.keys().iter().filter(fitting).collect::<Vec<_>>() {
            only if only.len() == 1 => Ok(only),
            _ => Err(Refusal::Rule("kid")),
        },
        Some(Value::String(kid)) => {
            let is_named = |key: &&CoreJsonWebKey| key.key_id().is_some_and(|id| id.as_str() == kid);
            if !keys.keys().iter().any(|key| is_named(&key)) {
                return Err(Refusal::UnknownKey);
            }
            Ok(keys.keys().iter().filter(is_named).filter(fitting).collect())
        }
        Some(_) => Err(Refusal::Rule("kid")),
    }
}

/// Whether `use`, `alg` and `kty` of a key allow this signature (RFC 7517, 4.1 to 4.4).
fn fits(key: &CoreJsonWebKey, alg: &CoreJwsSigningAlgorithm) -> bool {
    let allows_alg = match key.signing_alg() {
        JsonWebKeyAlgorithm::Algorithm(own) => own == alg,
        JsonWebKeyAlgorithm::Unspecified => true,
        JsonWebKeyAlgorithm::Unsupported => false,
    };
    let is_for_signatures = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
    allows_alg && is_for_signatures && alg.key_type().as_ref() == Some(key.key_type())
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice::<UniqueMembers>(&bytes).ok().map(|members| members.0)
}
