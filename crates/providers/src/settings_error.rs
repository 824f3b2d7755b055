//! Settings with which nothing can be started.

use thiserror::Error;

/// A setting with which nothing can be started. Holds the configuration key, never its value.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("{key}: {problem}")]
pub struct SettingsError {
    /// The key inside its table, e.g. `issuer`.
    pub key: &'static str,
    /// What is wrong with it, as the end of a sentence that begins with the key.
    pub problem: &'static str,
}

impl SettingsError {
    pub(crate) const fn new(key: &'static str, problem: &'static str) -> Self {
        Self { key, problem }
    }
}
