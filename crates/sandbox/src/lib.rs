#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod config;
mod control;
mod inspector;
mod middleware;
mod pages;
mod people;
mod phone;
mod provider;
mod register;
mod router;
mod sandbox;
mod tools;

pub use config::{Client, RegisterCredentials, SandboxConfig};
pub use people::credentials::{CODE, PASSWORD};
pub use sandbox::{ResetHook, Sandbox};
