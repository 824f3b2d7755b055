//! Whether a key made a signature (RFC 7518, section 3), by ring: it takes a fraction of the time of the pure-Rust curves behind
//! openidconnect's own verification, and it is the library that TLS stands on here already.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm as Alg};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
    RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;

/// The public members of a key (RFC 7518, 6.2.1 and 6.3.1; RFC 8037, 2), each base64url.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Members {
    crv: String,
    x: String,
    y: String,
    n: String,
    e: String,
}

/// A key whose members do not fit the algorithm has made no signature.
pub(super) fn is_signed_by(key: &CoreJsonWebKey, alg: &Alg, message: &[u8], signature: &[u8]) -> bool {
    let Ok(members) = serde_json::to_value(key).and_then(serde_json::from_value::<Members>) else { return false };
    let rsa = |parameters| members.rsa(parameters, message, signature);
    let valid = match alg {
        Alg::EcdsaP256Sha256 => members.curve("P-256", 32, &ECDSA_P256_SHA256_FIXED, message, signature),
        Alg::EcdsaP384Sha384 => members.curve("P-384", 48, &ECDSA_P384_SHA384_FIXED, message, signature),
        Alg::EdDsa => members.edwards(message, signature),
        Alg::RsaSsaPkcs1V15Sha256 => rsa(&RSA_PKCS1_2048_8192_SHA256),
        Alg::RsaSsaPkcs1V15Sha384 => rsa(&RSA_PKCS1_2048_8192_SHA384),
        Alg::RsaSsaPkcs1V15Sha512 => rsa(&RSA_PKCS1_2048_8192_SHA512),
        Alg::RsaSsaPssSha256 => rsa(&RSA_PSS_2048_8192_SHA256),
        Alg::RsaSsaPssSha384 => rsa(&RSA_PSS_2048_8192_SHA384),
        Alg::RsaSsaPssSha512 => rsa(&RSA_PSS_2048_8192_SHA512),
        // `algorithm` names no other.
        _ => None,
    };
    valid.is_some()
}

impl Members {
    /// The uncompressed point (SEC 1, 2.3.3). A coordinate without its leading zeros, which RFC 7518 wants, gets them back.
    fn curve(
        &self,
        name: &str,
        width: usize,
        algorithm: &'static dyn VerificationAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Option<()> {
        let mut point = vec![4];
        for coordinate in [&self.x, &self.y] {
            let bytes = bytes(coordinate)?;
            point.resize(point.len() + width.checked_sub(bytes.len())?, 0);
            point.extend(bytes);
        }
        let is_of_curve = self.crv == name;
        is_of_curve.then(|| UnparsedPublicKey::new(algorithm, point).verify(message, signature).ok())?
    }

    fn edwards(&self, message: &[u8], signature: &[u8]) -> Option<()> {
        let is_of_curve = self.crv == "Ed25519";
        is_of_curve.then_some(())?;
        UnparsedPublicKey::new(&ED25519, bytes(&self.x)?).verify(message, signature).ok()
    }

    /// ring takes numbers without leading zeros.
    fn rsa(&self, parameters: &RsaParameters, message: &[u8], signature: &[u8]) -> Option<()> {
        let number = |member: &str| Some(bytes(member)?.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<_>>());
        let key = RsaPublicKeyComponents { n: number(&self.n)?, e: number(&self.e)? };
        key.verify(parameters, message, signature).ok()
    }
}

fn bytes(member: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(member).ok()
}

#[cfg(test)]
mod tests;
