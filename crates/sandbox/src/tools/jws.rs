//! Signed tokens (RFC 7515, compact form), well made or deliberately not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use p256::ecdsa::{
    Signature, SigningKey, VerifyingKey,
    signature::{Signer, Verifier},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// `header.payload` and its signature by `sign`, which sees the signing input.
pub(crate) fn compact(header: &Value, claims: &Value, sign: impl FnOnce(&str) -> Vec<u8>) -> String {
    compact_text(&header.to_string(), &claims.to_string(), sign)
}

/// The same from texts, which need not be valid JSON.
pub(crate) fn compact_text(header: &str, payload: &str, sign: impl FnOnce(&str) -> Vec<u8>) -> String {
    let input = format!("{}.{}", encode(header), encode(payload));
    let signature = encode(sign(&input));
    format!("{input}.{signature}")
}

/// An ES256 signature: r and s, 32 bytes each (RFC 7518, section 3.4).
pub(crate) fn es256(key: &SigningKey, input: &str) -> Vec<u8> {
    let signature: Signature = key.sign(input.as_bytes());
    signature.to_bytes().to_vec()
}

/// The claims of a token whose ES256 signature one of `keys` made.
pub(crate) fn verified_claims(token: &str, keys: impl IntoIterator<Item = VerifyingKey>) -> Option<Value> {
    let (input, signature) = token.rsplit_once('.')?;
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    keys.into_iter().find(|key| key.verify(input.as_bytes(), &signature).is_ok())?;
    let payload = URL_SAFE_NO_PAD.decode(input.split_once('.')?.1).ok()?;
    serde_json::from_slice(&payload).ok()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// HMAC with SHA-256 (RFC 7518, section 3.2).
pub(crate) fn hs256(secret: &str, input: &str) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(input.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}

/// The left half of a text's SHA-256: `at_hash` (OpenID Connect Core, section 3.1.3.6).
pub(crate) fn half_hash(text: &str) -> String {
    encode(&Sha256::digest(text)[..16])
}
