//! The demonstration's own keys, made once in its data folder.

use crate::chance::SystemRandom;
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::world::Random;
use secrecy::SecretString;
use std::{fs, io, path::Path};

/// Reads the keys of this name, or makes them: a file that only its owner can read.
pub fn of_the_demonstration(data_dir: &Path, name: &str) -> io::Result<Vec<SecretString>> {
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
