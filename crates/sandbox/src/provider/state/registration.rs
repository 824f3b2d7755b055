//! How clients are registered at a provider. Only registrations that differ from the usual one are kept.

use crate::tools::{listed::listed, wire_name::wire_name};
use p256::{
    ecdsa::VerifyingKey,
    pkcs8::{EncodePublicKey, LineEnding},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

listed! {
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
}

impl Protocol {
    /// The name in the control call.
    pub fn name(self) -> String {
        wire_name(&self)
    }
}

/// The body of the control call; a member that is left out has its usual value.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RegistrationRequest {
    pub protocol: Protocol,
    pub pushed_authorization: bool,
    /// A public P-256 key in PEM.
    pub client_key: Option<String>,
}

/// Why a client cannot be added so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegistrationError {
    UnknownClient,
    NoKey,
}

impl RegistrationError {
    /// The control call's answer.
    pub fn text(self) -> &'static str {
        match self {
            Self::UnknownClient => "no such client",
            Self::NoKey => "client_key is no public P-256 key in PEM",
        }
    }
}

/// What the provider expects from a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registration {
    pub protocol: Protocol,
    /// Only pushed requests are accepted (RFC 9126).
    pub pushed_authorization: bool,
    /// With it `private_key_jwt` is the only client authentication that is accepted (RFC 7523).
    pub client_key: Option<VerifyingKey>,
}

impl Registration {
    /// The request that leads to this registration.
    pub fn to_request(&self) -> RegistrationRequest {
        let pem = |key: &VerifyingKey| key.to_public_key_pem(LineEnding::LF).ok();
        RegistrationRequest {
            protocol: self.protocol,
            pushed_authorization: self.pushed_authorization,
            client_key: self.client_key.as_ref().and_then(pem),
        }
    }
}

/// The unusual registrations, by the client's id.
#[derive(Debug, Default)]
pub(crate) struct Registrations(Mutex<HashMap<String, Registration>>);

impl Registrations {
    pub fn reset(&self) {
        self.lock().clear();
    }

    pub fn set(&self, client: &str, registration: Registration) {
        self.lock().insert(client.to_owned(), registration);
    }

    pub fn of(&self, client: &str) -> Registration {
        self.lock().get(client).cloned().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Registration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
