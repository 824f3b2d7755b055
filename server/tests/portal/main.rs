//! The portal from outside: a browser, the sandbox, and what a person or a protocol would see.
//!
//! Every hostile case stands beside its honest twin, so that a portal which refuses everything does not pass.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod answer;
mod application;
mod as_they_answer;
mod authorisation;
mod both_sides;
mod browser;
mod callback;
mod checkpoints;
mod client_proof;
mod clocks;
#[path = "../../../crates/store/tests/repositories/cluster.rs"]
mod cluster;
mod configuration;
mod consent;
mod contact;
mod cross_site;
mod cut_off;
mod deferred;
mod deletion;
mod desk;
mod door;
mod ending;
mod explainer;
mod forwarded;
mod full_disk;
mod functions;
mod headers;
mod health;
mod history;
mod journey;
mod journey_map;
mod kiosk;
mod leaving;
mod ledger;
mod limits;
mod linked;
mod linking;
mod linking_cells;
mod logs;
mod markup;
mod merging;
mod minting;
mod nonces;
mod observatory;
mod oracle;
mod outage;
mod outcomes;
mod page_states;
mod people;
mod privacy;
mod proof;
mod provider_down;
mod provider_logout;
mod redirects;
mod register;
mod reminders;
mod second_protocol;
mod sending;
mod session;
mod side_by_side;
mod slips;
mod slow_register;
mod stalling;
mod suspended;
mod synchronise;
mod tokens;
mod unlinking;
mod verdict;
mod vouching;
mod ways;
mod world;
