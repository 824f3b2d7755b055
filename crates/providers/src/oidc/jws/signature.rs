use super::{json::UniqueMembers, refusal::Refusal};
use crate::oidc::algorithms::algorithm;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{
    JsonWebKey,
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
        return Err(Refusal("token_size"));
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refusal("token_format"))?;
    let (header, payload) = signed.split_once('.').ok_or(Refusal("token_format"))?;
    // A third dot would be one of an encrypted token, which we never ask for.
    if payload.contains('.') {
        return Err(Refusal("token_format"));
    }

    let header = object(header).ok_or(Refusal("header"))?;
    if REFUSED_PARAMETERS.iter().any(|name| header.contains_key(*name)) {
        return Err(Refusal("header"));
    }
    match (kind, header.get("typ")) {
        (Kind::Id, None) => {}
        (Kind::Id, Some(Value::String(typ))) if typ.eq_ignore_ascii_case("JWT") => {}
        (Kind::Logout, Some(Value::String(typ))) if typ.eq_ignore_ascii_case("logout+jwt") => {}
        _ => return Err(Refusal("typ")),
    }
    let alg = header.get("alg").and_then(Value::as_str).and_then(algorithm).filter(|alg| allowed.contains(alg));
    let alg = alg.ok_or(Refusal("alg"))?;

    let key = choose_key(header.get("kid"), keys)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refusal("signature"))?;
    // Also refuses a key of another type, curve or use than the algorithm's.
    key.verify_signature(&alg, signed.as_bytes(), &signature).map_err(|_| Refusal("signature"))?;

    let claims = object(payload).ok_or(Refusal("payload"))?;
    Ok(Signed { claims, key, alg })
}

/// The key that the token names, or the only one there is (OpenID Connect Core 1.0, 10.1).
fn choose_key<'k>(kid: Option<&Value>, keys: &'k CoreJsonWebKeySet) -> Result<&'k CoreJsonWebKey, Refusal> {
    match (kid, keys.keys().as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(Refusal("kid")),
        (Some(Value::String(kid)), keys) => {
            let named = |key: &&CoreJsonWebKey| key.key_id().is_some_and(|id| id.as_str() == kid);
            keys.iter().find(named).ok_or(Refusal::UNKNOWN_KEY)
        }
        (Some(_), _) => Err(Refusal("kid")),
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice::<UniqueMembers>(&bytes).ok().map(|members| members.0)
}
