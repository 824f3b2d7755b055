//! How a client is registered at this provider, where that is not the usual way.

use p256::ecdsa::VerifyingKey;
use p256::pkcs8::{DecodePublicKey, EncodePublicKey, LineEnding};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::At;

/// What the provider speaks with the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Protocol {
    #[default]
    #[serde(rename = "oidc")]
    Oidc,
    /// OAuth 2 alone: no ID token, no nonce, all claims from userinfo.
    #[serde(rename = "oauth2-userinfo")]
    OauthUserinfo,
}

impl Protocol {
    pub const ALL: [Self; 2] = [Self::Oidc, Self::OauthUserinfo];

    /// The name of the control call.
    pub fn name(self) -> &'static str {
        match self {
            Self::Oidc => "oidc",
            Self::OauthUserinfo => "oauth2-userinfo",
        }
    }
}

/// The body of the control call; what is left out is as usual.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Registering {
    pub protocol: Protocol,
    pub pushed_authorization: bool,
    /// A public P-256 key in PEM.
    pub client_key: Option<String>,
}

/// Why a client cannot be registered so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unregistrable {
    UnknownClient,
    NoKey,
}

impl Unregistrable {
    /// In the control call's words.
    pub fn text(self) -> &'static str {
        match self {
            Self::UnknownClient => "no such client",
            Self::NoKey => "client_key is no public P-256 key in PEM",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Registration {
    pub protocol: Protocol,
    /// Only pushed requests are taken (RFC 9126).
    pub pushed_authorization: bool,
    /// With it `private_key_jwt` is the only client authentication that is taken (RFC 7523).
    pub client_key: Option<VerifyingKey>,
}

impl Registration {
    /// As it would have to be said again.
    pub fn told(&self) -> Registering {
        let pem = |key: &VerifyingKey| key.to_public_key_pem(LineEnding::LF).ok();
        Registering {
            protocol: self.protocol,
            pushed_authorization: self.pushed_authorization,
            client_key: self.client_key.as_ref().and_then(pem),
        }
    }
}

/// By the client's id.
#[derive(Debug, Default)]
pub(crate) struct Registrations(Mutex<HashMap<String, Registration>>);

impl Registrations {
    pub fn reset(&self) {
        self.lock().clear();
    }

    pub fn of(&self, client: &str) -> Registration {
        self.lock().get(client).cloned().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Registration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl At {
    /// # Errors
    /// Nobody of this id is a client, or the key is none.
    pub fn register(&self, client: &str, registering: Registering) -> Result<(), Unregistrable> {
        if self.sandbox.state.config.client(client).is_none() {
            return Err(Unregistrable::UnknownClient);
        }
        let key = registering.client_key.map(|pem| VerifyingKey::from_public_key_pem(pem.trim()));
        let registration = Registration {
            protocol: registering.protocol,
            pushed_authorization: registering.pushed_authorization,
            client_key: key.transpose().map_err(|_| Unregistrable::NoKey)?,
        };
        self.provider().registrations.lock().insert(client.to_owned(), registration);
        Ok(())
    }

    /// The usual one for clients that nobody knows.
    pub fn registration(&self, client: Option<&str>) -> Registration {
        client.map(|client| self.provider().registrations.of(client)).unwrap_or_default()
    }
}
