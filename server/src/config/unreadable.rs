//! What cannot be read, by its key.

use super::ConfigError;

/// Keys and what was expected, never a value: it may be a secret.
pub(super) fn explained(error: config::ConfigError) -> ConfigError {
    match error {
        config::ConfigError::NotFound(key) => ConfigError::key(key, "is missing"),
        config::ConfigError::Type { expected, key: Some(key), .. } => {
            ConfigError::key(key, format!("must be {expected}"))
        }
        config::ConfigError::At { error, key, .. } => at(key, &error.to_string()),
        config::ConfigError::Message(problem) => at(None, &problem),
        other => ConfigError::Read(other.to_string()),
    }
}

/// serde names an unknown key, and the table around it is where it stands.
fn at(table: Option<String>, problem: &str) -> ConfigError {
    let unknown = problem.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    match (table, unknown) {
        (Some(table), Some((name, known))) => ConfigError::key(format!("{table}.{name}"), format!("is unknown{known}")),
        (None, Some((name, known))) => ConfigError::key(name, format!("is unknown{known}")),
        (Some(key), None) => ConfigError::key(key, problem),
        (None, None) => ConfigError::Read(problem.to_owned()),
    }
}
