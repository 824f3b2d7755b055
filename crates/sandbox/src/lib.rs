#![doc = include_str!("../README.md")]

mod card;
mod clock;
mod common_page;
mod config;
mod control;
mod expiring;
mod fault_page;
mod http_client;
mod inspector;
mod jws;
mod keys;
mod page;
mod params;
mod people;
mod person_page;
mod phone;
mod provider;
mod provider_page;
mod register;
mod registration_page;
mod requests;
mod sandbox;
mod secret;
mod start_page;
mod states;
mod time_text;

pub use config::{Client, RegisterCredentials, SandboxConfig};
pub use people::{CODE, PASSWORD};
pub use sandbox::{ResetHook, Sandbox};
