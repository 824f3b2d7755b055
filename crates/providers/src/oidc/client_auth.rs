//! How we prove at a provider's token and PAR endpoints that we are its client.

mod key;

pub use key::ClientKey;

use super::metadata::Method;
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::{provider::ProviderError, world::World};
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

/// What we have to prove it with.
#[derive(Clone, Debug)]
pub enum ClientAuth {
    /// A shared secret (RFC 6749, 2.3.1). Without a method the provider's metadata choose it.
    Secret {
        /// The secret that the provider gave us.
        secret: SecretString,
        /// How it is sent.
        method: Option<SecretMethod>,
    },
    /// A signed statement, fresh for each call (RFC 7523): what the provider keeps of ours is a public key.
    PrivateKey(ClientKey),
}

/// How a secret is sent (OpenID Connect Core 1.0, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretMethod {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
}

/// RFC 7523, 2.2.
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl ClientAuth {
    /// The form fields of a signed statement for one call; none where a secret is the proof.
    pub(super) fn assertion_fields(
        &self,
        client_id: &str,
        issuer: &str,
        world: &World,
    ) -> Vec<(&'static str, SecretString)> {
        match self {
            Self::Secret { .. } => Vec::new(),
            Self::PrivateKey(key) => vec![
                ("client_assertion_type", ASSERTION_TYPE.to_owned().into()),
                ("client_assertion", key.assertion(client_id, issuer, world.now(), &world.token())),
            ],
        }
    }

    /// The secret, where it is the proof.
    pub(super) fn secret(&self) -> Option<&SecretString> {
        match self {
            Self::Secret { secret, .. } => Some(secret),
            Self::PrivateKey(_) => None,
        }
    }
}

/// `Authorization` by `client_secret_basic`: both halves are form-encoded first (RFC 6749, 2.3.1).
pub(super) fn basic_header(client_id: &str, secret: &SecretString) -> Result<HeaderValue, ProviderError> {
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", encode(client_id), encode(secret.expose_secret()));
    let mut header = HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(pair)))
        .map_err(|_| ProviderError::Refused("client_secret"))?;
    header.set_sensitive(true);
    Ok(header)
}

/// The method for a provider that offers these, if there is one.
///
/// `client_secret_basic` is the default (Discovery 1.0, section 3); `client_secret_post` only where it is all there is.
pub(super) fn choose_method(auth: &ClientAuth, offered: Option<&[String]>) -> Option<Method> {
    let offers = |name: &str| offered.is_none_or(|offered| offered.iter().any(|method| method == name));
    match auth {
        ClientAuth::PrivateKey(_) => offers("private_key_jwt").then_some(Method::PrivateKey),
        ClientAuth::Secret { method, .. } => match method {
            None | Some(SecretMethod::Basic) if offers("client_secret_basic") => Some(Method::Basic),
            None | Some(SecretMethod::Post) if offers("client_secret_post") => Some(Method::Post),
            _ => None,
        },
    }
}
