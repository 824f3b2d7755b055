//! What codes and access tokens stand for.

use super::{registration::Protocol, session::ProviderSession};
use crate::provider::fault::Fault;

/// What a code stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub client_id: String,
    pub redirect_uri: String,
    pub code_challenge: String,
    pub nonce: Option<String>,
    /// The nonce of the flow before this one, for the fault `old_nonce`.
    pub earlier_nonce: Option<String>,
    pub protocol: Protocol,
    /// The reference of the pushed request, if the request was pushed.
    pub reference: Option<String>,
    pub session: ProviderSession,
    pub fault: Fault,
    /// The code was redeemed, or somebody tried to.
    pub used: bool,
}

/// What an access token stands for.
#[derive(Clone, Debug)]
pub(crate) struct AccessGrant {
    pub protocol: Protocol,
    pub session: ProviderSession,
    pub fault: Fault,
    /// The code that was redeemed for it: a second use of the code ends the token.
    pub code: String,
}
