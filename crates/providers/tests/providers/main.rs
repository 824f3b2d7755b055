//! The crate from outside: what a peer sees, and what it can do to us.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clock;
mod egress;
mod fake_provider;
mod guarded;
mod id_token;
mod keys;
mod logout_token;
mod minter;
mod mutations;
mod population;
mod provider_faults;
mod sign_in;
