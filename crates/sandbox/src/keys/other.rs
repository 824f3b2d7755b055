//! Keys of algorithms that nobody agreed on: real, published, and still to be refused.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

/// A key of the algorithm that `alg` names.
pub(crate) struct OtherKey {
    pub alg: &'static str,
    kid: String,
    pair: Pair,
}

enum Pair {
    P384(Box<EcdsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl OtherKey {
    /// Nothing where the machine gives no randomness.
    pub fn es384() -> Option<Self> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random).ok()?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, document.as_ref(), &random).ok()?;
        Some(Self { alg: "ES384", kid: super::new_kid(), pair: Pair::P384(Box::new(pair)) })
    }

    /// Likewise.
    pub fn eddsa() -> Option<Self> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).ok()?;
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).ok()?;
        Some(Self { alg: "EdDSA", kid: super::new_kid(), pair: Pair::Ed25519(pair) })
    }

    pub fn kid(&self) -> &str {
        &self.kid
    }

    pub fn sign(&self, input: &str) -> Vec<u8> {
        match &self.pair {
            Pair::P384(pair) => {
                pair.sign(&SystemRandom::new(), input.as_bytes()).map(|made| made.as_ref().to_vec()).unwrap_or_default()
            }
            Pair::Ed25519(pair) => pair.sign(input.as_bytes()).as_ref().to_vec(),
        }
    }

    /// RFC 7518, section 6.2; RFC 8037, section 2.
    pub fn jwk(&self) -> Value {
        let (kid, alg) = (&self.kid, self.alg);
        match &self.pair {
            Pair::P384(pair) => {
                // Uncompressed: a byte 4, then x and y.
                let point = pair.public_key().as_ref();
                let (x, y) = point[1..].split_at((point.len() - 1) / 2);
                let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
                json!({ "kty": "EC", "crv": "P-384", "use": "sig", "alg": alg, "kid": kid, "x": x, "y": y })
            }
            Pair::Ed25519(pair) => {
                let x = URL_SAFE_NO_PAD.encode(pair.public_key());
                json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": alg, "kid": kid, "x": x })
            }
        }
    }
}
