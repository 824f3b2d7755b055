//! Why a call has no response.

use thiserror::Error;

/// Why there is no response. No variant carries an address or a body: both can hold codes and personal data.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum EgressError {
    /// The address is on no named host, or not over TLS.
    #[error("the address is not one that may be called")]
    NotAllowed,
    /// The time-out has passed.
    #[error("no answer in time")]
    Timeout,
    /// The peer cannot be reached.
    #[error("no connection")]
    Connect,
    /// The body is longer than the policy allows, as it came or once unpacked.
    #[error("the answer is too large")]
    TooLarge,
    /// The body is compressed otherwise than with gzip, or badly.
    #[error("the answer is compressed in a way that is not read")]
    Encoding,
    /// The connection ended before the answer did.
    #[error("the connection broke")]
    Transport,
}
