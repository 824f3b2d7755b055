//! The sandbox from outside, over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod control;
mod faults;
mod pages;
mod people;
mod protocol;
mod provider_pages;
mod register;
mod registration;
mod relying_party;
mod sign_in;
mod support;
mod verdict;
