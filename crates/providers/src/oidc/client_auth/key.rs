//! The key with which we sign that we are a provider's client (RFC 7523).

use crate::SettingsError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::DecodePrivateKey,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

/// How long a statement can be used: one call away, and the clocks may differ.
const LIFETIME: Duration = Duration::MINUTE;

/// Our own P-256 key, and the name by which the provider knows its public half.
#[derive(Clone)]
pub struct ClientKey {
    id: String,
    key: SigningKey,
}

impl ClientKey {
    /// Reads a private key as `openssl` writes it: PKCS #8 or SEC 1, in PEM.
    ///
    /// # Errors
    /// `client_key_id` is empty, or `client_key_file` holds no P-256 key.
    pub fn parse(id: &str, pem: &SecretString) -> Result<Self, SettingsError> {
        if id.trim().is_empty() {
            return Err(SettingsError::new(
                "client_key_id",
                "is empty: it tells the provider which of our keys signed",
            ));
        }
        let pem = pem.expose_secret().trim();
        let key = SecretKey::from_pkcs8_pem(pem).or_else(|_| SecretKey::from_sec1_pem(pem)).map_err(|_| {
            SettingsError::new("client_key_file", "holds no private P-256 key in PEM (PRIVATE KEY or EC PRIVATE KEY)")
        })?;
        Ok(Self { id: id.to_owned(), key: key.into() })
    }

    /// A statement for one call (RFC 7523, section 3). Its audience is the issuer alone: a token endpoint's address as
    /// audience let one provider use at another what it was given (RFC 7523bis; FAPI 2.0, 5.3.2.1).
    pub(in crate::oidc) fn assertion(
        &self,
        client_id: &str,
        issuer: &str,
        now: OffsetDateTime,
        id: &str,
    ) -> SecretString {
        let issued = now.unix_timestamp();
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.id });
        let claims = json!({
            "iss": client_id, "sub": client_id, "aud": issuer, "jti": id,
            "iat": issued, "exp": issued + LIFETIME.whole_seconds(),
        });
        let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        // RFC 6979: no randomness that could be weak.
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())).into()
    }
}

impl std::fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientKey").field("id", &self.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use p256::pkcs8::{EncodePrivateKey, LineEnding};

    #[test]
    fn both_forms_that_openssl_writes_are_read_and_nothing_else() {
        let key = SecretKey::from_slice(&[7; 32]).unwrap();
        let pkcs8 = key.to_pkcs8_pem(LineEnding::LF).unwrap().to_string();
        let sec1 = key.to_sec1_pem(LineEnding::LF).unwrap().to_string();
        for pem in [&pkcs8, &sec1, &format!("\n{pkcs8}\n")] {
            assert!(ClientKey::parse("k1", &pem.clone().into()).is_ok());
        }
        let public = pkcs8.replace("PRIVATE", "PUBLIC");
        for bad in [&public, &pkcs8[..80], "", "-----BEGIN PRIVATE KEY-----"] {
            assert_eq!(ClientKey::parse("k1", &bad.to_owned().into()).unwrap_err().key, "client_key_file");
        }
        assert_eq!(ClientKey::parse(" ", &pkcs8.into()).unwrap_err().key, "client_key_id");
    }
}
