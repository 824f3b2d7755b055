#![doc = include_str!("../README.md")]

pub mod apply;
pub mod authorization;
pub mod callback;
pub mod callback_outcome;
pub mod cccd;
pub mod deletion;
pub mod desk;
pub mod dossiers;
pub mod gate;
pub mod linking;
pub mod merge;
mod newcomer;
pub mod portal;
pub mod ports;
pub mod profile;
pub mod proof;
pub mod provider_logout;
pub mod resolution;
pub mod session;
pub mod sign_in;
pub mod standing;
pub mod synchronisation;
pub mod telling;
pub mod unlinking;

pub use portal::Portal;
