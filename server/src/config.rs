//! The configuration: one file makes a portal. Bad configuration stops the start with the key's name and what is wrong.

mod check;
mod file;
mod provider;

pub use check::{Checked, check};
pub use file::{
    Claims, Database, Desk, Http, LimitRow, Limits, Metrics, OfficialRow, Policy, Population, Portal, Protocol,
    Provider, Security, Session, Settings,
};
pub use provider::CheckedProvider;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};
use thiserror::Error;

/// A key and what is wrong with it, e.g. `portal.public_url: not a URL`.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{0}")]
    Read(String),
    #[error("{key}: {problem}")]
    Key { key: String, problem: String },
}

impl ConfigError {
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
    let (lists, single): (HashMap<_, _>, HashMap<_, _>) =
        std::env::vars().filter(|(name, _)| name.starts_with("CONGDAN__")).partition(|(name, _)| is_list(name));
    // Values stay text: a secret that looks like a number must not become one.
    let environment = config::Environment::with_prefix("CONGDAN").prefix_separator("__").separator("__");
    let mut builder = config::Config::builder()
        .add_source(config::File::from_str(text, config::FileFormat::Toml))
        .add_source(environment.try_parsing(false).source(Some(single)));
    for (name, value) in lists {
        let key = name.trim_start_matches("CONGDAN__").to_lowercase().replace("__", ".");
        let values: Vec<String> = value.split(',').map(|part| part.trim().to_owned()).collect();
        builder = builder.set_override(key, values).map_err(|error| ConfigError::Read(error.to_string()))?;
    }
    builder.build().and_then(config::Config::try_deserialize).map_err(|error| ConfigError::Read(error.to_string()))
}

/// The keys that hold several values, in the environment with commas between them.
fn is_list(name: &str) -> bool {
    const LISTS: [&str; 6] = [
        "__ENCRYPTION_KEYS",
        "__INDEX_KEYS",
        "__ALLOWED_ALGS",
        "__ALLOWED_HOSTS",
        "__CLAIMS__LEVEL",
        "__TRUSTED_PROXIES",
    ];
    LISTS.iter().any(|list| name.ends_with(list))
}

/// The data folder: `CONGDAN_DATA_DIR`, or `data/`.
pub fn data_dir() -> PathBuf {
    std::env::var_os("CONGDAN_DATA_DIR").map_or_else(|| PathBuf::from("data"), PathBuf::from)
}
