//! The OpenID relying party (OpenID Connect Core 1.0, RFC 6749, RFC 7523, RFC 7636, RFC 9126, RFC 9207, RFC 9700).

mod algorithms;
mod authorization;
mod claim_names;
mod client_auth;
mod code_exchange;
mod directory;
mod id_token;
mod jws;
mod lenient;
mod level;
mod logout_token;
mod metadata;
mod person;
mod protocol;
mod provider;
mod pushed_request;
mod settings;
mod unreadable;
mod userinfo;

pub use claim_names::ClaimNames;
pub use client_auth::{ClientAuth, ClientKey, SecretMethod};
pub use id_token::{Claims, IdTokenPolicy, verify_id_token};
pub use jws::Refusal;
pub use logout_token::{LogoutClaims, LogoutTokenPolicy, verify_logout_token};
pub use protocol::{Endpoints, Protocol};
pub use provider::OidcProvider;
pub use settings::ProviderSettings;
