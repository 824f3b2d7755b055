//! `CONGDAN__SECTION__KEY`: any key of the file, from the environment.

use super::ConfigError;
use config::{ConfigBuilder, Environment, File, FileFormat, builder::DefaultState};

const PREFIX: &str = "CONGDAN__";

/// Adds the environment's values, which replace those of the file.
pub(super) fn over(
    mut builder: ConfigBuilder<DefaultState>,
    variables: impl Iterator<Item = (String, String)>,
) -> Result<ConfigBuilder<DefaultState>, ConfigError> {
    let ours = variables.filter(|(name, _)| name.starts_with(PREFIX));
    let (structured, single): (Vec<_>, Vec<_>) = ours.partition(|(name, _)| Shape::of(name).is_some());
    // Values stay text: a secret that looks like a number must not become one.
    let environment = Environment::with_prefix("CONGDAN").prefix_separator("__").separator("__");
    builder = builder.add_source(environment.try_parsing(false).source(Some(single.into_iter().collect())));
    for (name, value) in structured {
        let key = name.trim_start_matches(PREFIX).to_lowercase().replace("__", ".");
        if Shape::of(&name) == Some(Shape::List) && !value.trim_start().starts_with('[') {
            let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
            let values: Vec<String> = parts.map(str::to_owned).collect();
            builder = builder.set_override(&key, values).map_err(|_| wrong(&key))?;
        } else {
            let read = config::Config::builder().add_source(File::from_str(&toml(&key, &value), FileFormat::Toml));
            let read = read.build().and_then(|read| read.get::<config::Value>(&key)).map_err(|_| wrong(&key))?;
            builder = builder.set_override(&key, read).map_err(|_| wrong(&key))?;
        }
    }
    Ok(builder)
}

/// Without the value: it may be a secret.
fn wrong(key: &str) -> ConfigError {
    ConfigError::key(
        key,
        "is not what the key takes: several values are [\"a\", \"b\"] or a,b, a limit is { count = 5, minutes = 60 }",
    )
}

fn toml(key: &str, value: &str) -> String {
    let path: Vec<String> = key.split('.').map(|part| format!("{part:?}")).collect();
    format!("{} = {value}", path.join("."))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A list: with commas between its values, or as TOML.
    List,
    /// A table: as TOML.
    Table,
}

impl Shape {
    /// Of a key that holds more than one value.
    fn of(name: &str) -> Option<Self> {
        const LISTS: [&str; 11] = [
            "__ENCRYPTION_KEYS",
            "__INDEX_KEYS",
            "__SIGNING_KEYS",
            "__ALLOWED_ALGS",
            "__ALLOWED_HOSTS",
            "__CLAIMS__LEVEL",
            "__TRUSTED_PROXIES",
            "__INACTIVE_STATUSES",
            "__REJECTED_FAULTS",
            "__DESK__OFFICIALS",
            "__DESK__UNITS",
        ];
        if LISTS.iter().any(|list| name.ends_with(list)) {
            return Some(Self::List);
        }
        let limit = name.strip_prefix("CONGDAN__LIMITS__")?;
        (!limit.contains("__")).then_some(Self::Table)
    }
}
