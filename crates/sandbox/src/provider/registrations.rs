//! Adding clients that are registered in an unusual way, and looking registrations up.

use super::{
    Provider,
    state::registration::{Registration, RegistrationError, RegistrationRequest},
};
use p256::{ecdsa::VerifyingKey, pkcs8::DecodePublicKey};

impl Provider {
    /// Adds a client of the sandbox to this provider in the way that the request names, in place of the earlier one.
    ///
    /// # Errors
    /// No client has this id, or `client_key` is not a key.
    pub fn add_client(&self, client: &str, request: RegistrationRequest) -> Result<(), RegistrationError> {
        if self.sandbox.state.config.client(client).is_none() {
            return Err(RegistrationError::UnknownClient);
        }
        let key = request.client_key.map(|pem| VerifyingKey::from_public_key_pem(pem.trim()));
        let registration = Registration {
            protocol: request.protocol,
            pushed_authorization: request.pushed_authorization,
            client_key: key.transpose().map_err(|_| RegistrationError::NoKey)?,
        };
        self.state().registrations.set(client, registration);
        Ok(())
    }

    /// The client's registration: the usual one where nothing else was asked for, and for unknown clients.
    pub fn registration(&self, client: Option<&str>) -> Registration {
        client.map(|client| self.state().registrations.of(client)).unwrap_or_default()
    }
}
