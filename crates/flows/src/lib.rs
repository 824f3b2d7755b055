#![doc = include_str!("../README.md")]

pub mod apply;
pub mod cccd;
pub mod deferred;
pub mod deletion;
pub mod desk;
pub mod dossiers;
pub mod gate;
pub mod linking;
pub mod merge;
pub mod portal;
pub mod ports;
pub mod profile;
pub mod proof;
pub mod provider_logout;
pub mod resolution;
pub mod roles;
pub mod session;
pub mod sign_in;
pub mod standing;
pub mod synchronisation;
pub mod telling;
pub mod unlinking;

pub use portal::Portal;
