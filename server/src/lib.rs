#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod chance;
pub mod checkpoints;
pub mod config;
pub mod connections;
pub mod demo;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod metrics;
pub mod operator;
pub mod running;
pub mod telemetry;
pub mod wiring;
