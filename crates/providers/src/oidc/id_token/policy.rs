//! The rules for ID tokens and for userinfo that is signed.

use openidconnect::core::CoreJwsSigningAlgorithm;
use time::{Duration, OffsetDateTime};

/// What an ID token has to be, written down in one place: no rule comes from the token or from metadata.
#[derive(Clone, Copy)]
pub struct IdTokenPolicy<'a> {
    /// `iss`, to the letter.
    pub issuer: &'a str,
    /// `aud`: this client and no other.
    pub client_id: &'a str,
    /// Asymmetric signatures only.
    pub allowed_algs: &'a [CoreJwsSigningAlgorithm],
    /// The `nonce` of this very sign-in.
    pub nonce: &'a str,
    /// What came with the token, for `at_hash`.
    pub access_token: &'a str,
    /// The person has to have proved who they are then or later.
    pub proven_since: Option<OffsetDateTime>,
    /// How far the provider's clock may be from ours.
    pub clock_skew: Duration,
}

impl std::fmt::Debug for IdTokenPolicy<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdTokenPolicy").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
