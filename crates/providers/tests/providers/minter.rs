//! Makes ID tokens, good ones and every other kind.

use crate::clock::NOW;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::core::CoreJsonWebKeySet;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};

pub const ISSUER: &str = "https://op.example/vneid";
pub const CLIENT: &str = "portal";
pub const NONCE: &str = "n-0S6_WzA2Mj-4b8Xz7kQpRt1VyUw3EcFgHi5JkLmNo";
pub const ACCESS_TOKEN: &str = "access-token-1";

/// A P-256 key made of a seed: the same seed is the same key.
pub struct Key {
    pub kid: String,
    signing: SigningKey,
}

impl Key {
    pub fn new(kid: &str, seed: u8) -> Self {
        Self { kid: kid.to_owned(), signing: SigningKey::from_slice(&[seed; 32]).unwrap() }
    }

    pub fn jwk(&self) -> Value {
        let point = self.signing.verifying_key().to_encoded_point(false);
        json!({
            "kty": "EC", "use": "sig", "crv": "P-256", "kid": self.kid,
            "x": encode(point.x().unwrap()), "y": encode(point.y().unwrap()),
        })
    }

    pub fn sign(&self, input: &str) -> Vec<u8> {
        let signature: Signature = self.signing.sign(input.as_bytes());
        signature.to_bytes().to_vec()
    }

    pub fn header(&self) -> Value {
        json!({ "alg": "ES256", "typ": "JWT", "kid": self.kid })
    }

    pub fn token(&self, header: &Value, claims: &Value) -> String {
        self.token_of_text(&header.to_string(), &claims.to_string())
    }

    pub fn token_of_text(&self, header: &str, claims: &str) -> String {
        let input = format!("{}.{}", encode(header), encode(claims));
        format!("{input}.{}", encode(self.sign(&input)))
    }
}

/// The claims of a token that deserves belief at [`NOW`].
pub fn good_claims() -> Value {
    json!({ "iss": ISSUER, "sub": "person-1", "aud": CLIENT, "exp": NOW + 300, "iat": NOW, "nonce": NONCE })
}

pub fn key_set(keys: &[Value]) -> CoreJsonWebKeySet {
    serde_json::from_value(json!({ "keys": keys })).unwrap()
}

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
