//! One set of cases, on SQLite and on a PostgreSQL that the tests start themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod cases;
mod cluster;
mod frozen;
mod killed;
mod plans;
mod postgres;
mod setup;
mod sqlite;
mod values;
