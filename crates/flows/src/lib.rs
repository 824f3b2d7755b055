#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

// The first floor: what the flows need from the world.
pub mod ports;

// The second floor: what a portal and a session know.
pub mod authorization;
pub mod callback_outcome;
pub mod consent;
pub mod form_stamp;
pub mod gate;
mod newcomer;
pub mod own_data;
pub mod portal;
pub mod session;
pub mod synchronisation;
pub mod vouching;

// The third floor: the acts.
pub mod apply;
pub mod cccd;
pub mod deletion;
pub mod desk;
pub mod dossiers;
pub mod leaving;
pub mod linking;
pub mod merge;
pub mod notifications;
pub mod profile;
pub mod proof;
pub mod provider_logout;
pub mod resolution;
pub mod roles;
pub mod sign_in;
pub mod suspension;
pub mod unlinking;

// The roof: what comes back from a provider.
pub mod callback;

#[cfg(test)]
mod testing;

pub use portal::Portal;
