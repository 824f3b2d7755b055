//! The configuration: one file makes a portal. Bad configuration stops the start with the key's name and what is wrong.

mod address;
mod check;
mod desk;
mod environment;
mod file;
mod provider;
mod unreadable;

pub use address::PublicAddress;
pub use check::{Checked, CheckedAudit, check};
pub use file::{
    Audit, Database, Desk, Http, LimitRow, Limits, Metrics, OfficialRow, Policy, Population, Portal, Protocol,
    Provider, Security, Session, Settings, UnitRow,
};
pub use provider::CheckedProvider;

use std::path::{Path, PathBuf};
use thiserror::Error;

/// A key and what is wrong with it, e.g. `portal.public_url: not a URL`.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file as a whole cannot be read.
    #[error("{0}")]
    Read(String),
    /// One key is wrong.
    #[error("{key}: {problem}")]
    Key {
        /// As it is written, with its table: `portal.public_url`.
        key: String,
        /// For the operator; never a value, which may be a secret.
        problem: String,
    },
}

impl ConfigError {
    /// This key has this problem.
    pub fn key(key: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Key { key: key.into(), problem: problem.into() }
    }
}

/// Reads a file; `CONGDAN__SECTION__KEY` in the environment overrides any key.
pub fn read(file: &Path) -> Result<Settings, ConfigError> {
    let text =
        std::fs::read_to_string(file).map_err(|error| ConfigError::Read(format!("{}: {error}", file.display())))?;
    parse(&text)
}

/// As [`read`], of a text.
pub fn parse(text: &str) -> Result<Settings, ConfigError> {
    let file = config::Config::builder().add_source(config::File::from_str(text, config::FileFormat::Toml));
    let all = environment::over(file, std::env::vars())?;
    all.build().and_then(config::Config::try_deserialize).map_err(unreadable::explained)
}

/// The data folder: `CONGDAN_DATA_DIR`, or `data/`.
pub fn data_dir() -> PathBuf {
    std::env::var_os("CONGDAN_DATA_DIR").map_or_else(|| PathBuf::from("data"), PathBuf::from)
}
