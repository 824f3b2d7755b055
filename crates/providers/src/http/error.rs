//! Why a call has no response.

use thiserror::Error;

/// Why there is no response. No variant carries an address or a body: both can hold codes and personal data.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum EgressError {
    #[error("the address is not one that may be called")]
    NotAllowed,
    #[error("no answer in time")]
    Timeout,
    #[error("no connection")]
    Connect,
    #[error("the answer is too large")]
    TooLarge,
    #[error("the connection broke")]
    Transport,
}
