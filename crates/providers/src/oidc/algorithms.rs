//! Which signatures a provider's tokens may have.

use crate::SettingsError;
use openidconnect::core::CoreJwsSigningAlgorithm as Alg;

/// The signatures a provider's tokens may have: asymmetric ones only, whatever anybody configures or advertises.
pub(crate) fn parse_algorithms(names: &[String]) -> Result<Vec<Alg>, SettingsError> {
    if names.is_empty() {
        return Err(SettingsError::new("allowed_algs", "at least one is needed"));
    }
    names.iter().map(|name| algorithm(name)).collect::<Option<_>>().ok_or(SettingsError::new(
        "allowed_algs",
        "only ES256, ES384, EdDSA, RS256, RS384, RS512, PS256, PS384 and PS512 can be allowed",
    ))
}

/// RFC 7518 3.1 and RFC 8037 3.1; names are case-sensitive.
pub(crate) fn algorithm(name: &str) -> Option<Alg> {
    Some(match name {
        "ES256" => Alg::EcdsaP256Sha256,
        "ES384" => Alg::EcdsaP384Sha384,
        "EdDSA" => Alg::EdDsa,
        "RS256" => Alg::RsaSsaPkcs1V15Sha256,
        "RS384" => Alg::RsaSsaPkcs1V15Sha384,
        "RS512" => Alg::RsaSsaPkcs1V15Sha512,
        "PS256" => Alg::RsaSsaPssSha256,
        "PS384" => Alg::RsaSsaPssSha384,
        "PS512" => Alg::RsaSsaPssSha512,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nothing_that_a_shared_secret_or_nobody_signs_can_be_configured() {
        for name in ["none", "None", "HS256", "HS512", "es256", "RSA1_5", ""] {
            assert_eq!(parse_algorithms(&[name.to_owned()]).unwrap_err().key, "allowed_algs", "{name}");
        }
        assert!(parse_algorithms(&[]).is_err());
        assert_eq!(parse_algorithms(&["ES256".to_owned()]).unwrap(), [Alg::EcdsaP256Sha256]);
    }
}
