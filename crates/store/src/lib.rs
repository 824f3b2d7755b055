#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod audit_chain;
mod blind_index;
mod database;
mod digest;
mod entities;
mod failure;
mod keys;
mod migrations;
mod moment;
mod records;
mod repositories;
mod sealing;

pub use audit_chain::{AuditChain, AuditHead, ChainBreak};
pub use database::{Database, OpenError};
pub use keys::{KeyError, Keys, generate_key};
