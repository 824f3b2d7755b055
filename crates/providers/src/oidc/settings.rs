//! The settings of a provider.

use super::{ClaimNames, ClientAuth, Endpoints, Protocol};
use congdan_flows::ports::provider::ProviderKind;
use std::time::Duration;
use url::Url;

/// One `[provider.x]` table of the configuration.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// The path segment in our addresses, e.g. `vneid`.
    pub id: String,
    /// Which kind of account it stands for.
    pub kind: ProviderKind,
    /// The name on its button.
    pub label: String,
    /// What a code is redeemed for.
    pub protocol: Protocol,
    /// To the letter as the provider writes it in its metadata and tokens.
    pub issuer: String,
    /// Instead of metadata, with [`Protocol::OauthUserinfo`] only.
    pub endpoints: Option<Endpoints>,
    /// The name by which the provider knows us.
    pub client_id: String,
    /// How we prove that name.
    pub client_auth: ClientAuth,
    /// Whether the request goes to the provider by our own call, and only a reference to it through the browser.
    pub pushed_authorization: bool,
    /// Our callback's address.
    pub redirect_uri: Url,
    /// Where the browser comes back to after signing out there.
    pub post_logout_redirect_uri: Url,
    /// JOSE names of asymmetric signatures, e.g. `ES256`. What the provider advertises has no say. May be empty where
    /// nothing is signed.
    pub allowed_algs: Vec<String>,
    /// Hosts besides the issuer's on which its endpoints may be.
    pub allowed_hosts: Vec<String>,
    /// The lowest level (mức độ) that may sign in, 1 or 2.
    pub minimum_level: u8,
    /// Which claim holds what.
    pub claims: ClaimNames,
    /// How far the provider's clock may be from ours.
    pub clock_skew: Duration,
    /// The shortest time between two fetches of keys for tokens of an unknown key; the first is immediate.
    pub jwks_cooldown: Duration,
    /// `acr_values` of the authorization request, e.g. `LoA1`.
    pub acr_values: Option<String>,
    /// Whether the provider ends its session only with `id_token_hint`, so that the ID token has to be kept.
    pub requires_id_token_hint: bool,
}
