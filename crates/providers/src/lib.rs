#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod http;
pub mod oidc;
pub mod population;
mod settings_error;

pub use http::{EgressClient, HttpPolicy};
pub use oidc::{ClaimNames, ClientAuth, ClientKey, Endpoints, OidcProvider, Protocol, ProviderSettings, SecretMethod};
pub use population::{BreakerRules, GuardedRegister, PopulationClient, PopulationSettings, ReplySigns};
pub use settings_error::SettingsError;
