//! Keys of algorithms that were not agreed on: real, published, and still to be refused.

use crate::tools::secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::{KeyPair as RsaKeyPair, PublicKeyComponents},
    signature::{
        ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA512, RSA_PSS_SHA256,
        RsaEncoding,
    },
};
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
    Rsa(Box<RsaKeyPair>, &'static dyn RsaEncoding),
}

/// The one key that is not made at the start: making an RSA key takes too long, and every token that it signs is refused.
const RSA: &[u8] = include_bytes!("../../../assets/rsa_for_refused_tokens.der");

impl OtherKey {
    /// Nothing where the machine gives no randomness.
    pub fn es384() -> Option<Self> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random).ok()?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, document.as_ref(), &random).ok()?;
        Some(Self { alg: "ES384", kid: secret::key_id(), pair: Pair::P384(Box::new(pair)) })
    }

    /// Nothing where the machine gives no randomness.
    pub fn eddsa() -> Option<Self> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).ok()?;
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).ok()?;
        Some(Self { alg: "EdDSA", kid: secret::key_id(), pair: Pair::Ed25519(pair) })
    }

    pub fn ps256() -> Option<Self> {
        Self::rsa("PS256", &RSA_PSS_SHA256)
    }

    pub fn rs512() -> Option<Self> {
        Self::rsa("RS512", &RSA_PKCS1_SHA512)
    }

    fn rsa(alg: &'static str, encoding: &'static dyn RsaEncoding) -> Option<Self> {
        let pair = Pair::Rsa(Box::new(RsaKeyPair::from_pkcs8(RSA).ok()?), encoding);
        Some(Self { alg, kid: secret::key_id(), pair })
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
            Pair::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let made = pair.sign(*encoding, &SystemRandom::new(), input.as_bytes(), &mut signature);
                made.map(|()| signature).unwrap_or_default()
            }
        }
    }

    /// RFC 7518, sections 6.2 and 6.3; RFC 8037, section 2.
    pub fn jwk(&self) -> Value {
        let kid = &self.kid;
        let alg = self.alg;
        match &self.pair {
            Pair::P384(pair) => {
                // Uncompressed: a byte 4, then x and y.
                let point = pair.public_key().as_ref();
                let (x, y) = point[1..].split_at((point.len() - 1) / 2);
                let x = URL_SAFE_NO_PAD.encode(x);
                let y = URL_SAFE_NO_PAD.encode(y);
                json!({ "kty": "EC", "crv": "P-384", "use": "sig", "alg": alg, "kid": kid, "x": x, "y": y })
            }
            Pair::Ed25519(pair) => {
                let x = URL_SAFE_NO_PAD.encode(pair.public_key());
                json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": alg, "kid": kid, "x": x })
            }
            Pair::Rsa(pair, _) => {
                let public = PublicKeyComponents::<Vec<u8>>::from(pair.public());
                let n = URL_SAFE_NO_PAD.encode(public.n);
                let e = URL_SAFE_NO_PAD.encode(public.e);
                json!({ "kty": "RSA", "use": "sig", "alg": alg, "kid": kid, "n": n, "e": e })
            }
        }
    }
}
