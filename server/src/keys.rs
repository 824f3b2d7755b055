//! The keys of personal data: the configuration's, or a demonstration's own, made once in its data folder.

use crate::{
    chance::SystemRandom,
    config::{Checked, ConfigError},
    wiring::StartError,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::world::Random;
use congdan_store::Keys;
use secrecy::{ExposeSecret, SecretString};
use std::{fs, io, path::Path};

/// The keys of this configuration.
///
/// # Errors
/// A key that cannot be used, or a data folder that cannot be written.
pub fn of(config: &Checked, data_dir: &Path) -> Result<Keys, StartError> {
    let own = |keys: &[SecretString], kind: &str| {
        if keys.is_empty() {
            of_the_demonstration(data_dir, &format!("{}-{kind}", config.about.id))
        } else {
            Ok(keys.to_vec())
        }
    };
    let (encryption, index) = (own(&config.encryption_keys, "encryption")?, own(&config.index_keys, "index")?);
    Ok(parse(&encryption, &index)?)
}

/// The keys that sign checkpoints of the audit record: the configuration's, or a demonstration's own. None elsewhere is no
/// failure: then nothing is signed.
///
/// # Errors
/// A data folder that cannot be written.
pub fn of_checkpoints(config: &Checked, data_dir: &Path) -> Result<Vec<SecretString>, StartError> {
    if config.audit.signing_keys.is_empty() && config.settings.portal.demonstration == Some(true) {
        return Ok(of_the_demonstration(data_dir, &format!("{}-audit", config.about.id))?);
    }
    Ok(config.audit.signing_keys.clone())
}

/// Whether configured keys can be used.
///
/// # Errors
/// One of them cannot.
pub fn check(config: &Checked) -> Result<(), ConfigError> {
    if config.encryption_keys.is_empty() || config.index_keys.is_empty() {
        return Ok(());
    }
    parse(&config.encryption_keys, &config.index_keys).map(drop)
}

fn parse(encryption: &[SecretString], index: &[SecretString]) -> Result<Keys, ConfigError> {
    let texts = |keys: &[SecretString]| keys.iter().map(|key| key.expose_secret().to_owned()).collect::<Vec<_>>();
    Keys::parse(&texts(encryption), &texts(index))
        .map_err(|error| ConfigError::key(format!("security.{}", error.list()), error.to_string()))
}

/// Reads the keys of this name, or makes them: a file that only its owner can read.
fn of_the_demonstration(data_dir: &Path, name: &str) -> io::Result<Vec<SecretString>> {
    let file = data_dir.join(format!("{name}.key"));
    if !file.exists() {
        fs::create_dir_all(data_dir)?;
        write_private(&file, &format!("demo1:{}\n", STANDARD.encode(SystemRandom.bytes())))?;
    }
    Ok(fs::read_to_string(file)?.lines().map(|line| SecretString::from(line.trim().to_owned())).collect())
}

fn write_private(file: &Path, text: &str) -> io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)?.write_all(text.as_bytes())
}
