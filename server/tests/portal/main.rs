//! The portal from outside: a browser, the sandbox, and what a person or a protocol would see.
//!
//! Every hostile case stands beside its honest twin, so that a portal which refuses everything does not pass.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answer;
mod application;
mod authorisation;
mod browser;
mod callback;
mod configuration;
mod cross_site;
mod deferred;
mod explainer;
mod forwarded;
mod functions;
mod headers;
mod health;
mod journey;
mod ledger;
mod limits;
mod linking;
mod logs;
mod markup;
mod merging;
mod minting;
mod observatory;
mod oracle;
mod page_states;
mod people;
mod privacy;
mod proof;
mod provider_down;
mod provider_logout;
mod redirects;
mod register;
mod session;
mod stalling;
mod tokens;
mod verdict;
mod world;
