//! Signed checkpoints of the audit record: what the database alone cannot prove. They go to the log and, by configuration, to a
//! file outside the database. `congdan audit verify` compares the record with them
//! ([ADR 19](../../docs/adr/0019-consents-and-checkpoints.md)).

pub mod note;

use crate::config::{Checked, ConfigError};
use congdan_store::{AuditHead, Database};
use note::{Checkpoint, NoteKey};
use secrecy::SecretString;
use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};
use thiserror::Error;

/// The portal's checkpoints.
#[derive(Debug)]
pub struct Checkpoints {
    /// The first signs, all verify.
    keys: Vec<NoteKey>,
    file: Option<PathBuf>,
    every: Duration,
    last: Mutex<u64>,
}

/// Why a file of checkpoints says nothing.
#[derive(Debug, Error)]
pub enum CheckpointsError {
    /// It cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, io::Error),
    /// There is a note that none of our keys has signed.
    #[error("the note on line {0} is not signed by a key of this configuration")]
    Unsigned(usize),
    /// There is none.
    #[error("there is no checkpoint in {0}")]
    Empty(PathBuf),
}

impl Checkpoints {
    /// With these keys (`id:base64`); `None` without one.
    ///
    /// # Errors
    /// A key is none.
    pub fn new(config: &Checked, keys: &[SecretString]) -> Result<Option<Self>, ConfigError> {
        let origin = origin(config);
        let keys: Result<Vec<_>, _> = keys.iter().map(|key| NoteKey::parse(&origin, key)).collect();
        let keys = keys.map_err(|problem| ConfigError::key("audit.signing_keys", problem))?;
        let audit = &config.audit;
        Ok((!keys.is_empty()).then(|| Self {
            keys,
            file: audit.checkpoint_file.clone(),
            every: audit.checkpoint_every,
            last: Mutex::default(),
        }))
    }

    /// The file of the configuration.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Between two checkpoints.
    pub const fn every(&self) -> Duration {
        self.every
    }

    /// Signs how the record ends now, unless that has been signed by this process already.
    pub async fn write(&self, database: &Database) {
        let head = match database.audit_head().await {
            Ok(head) => head,
            Err(error) => return tracing::warn!(%error, "no checkpoint: the record cannot be read"),
        };
        if head.events == 0 || !self.is_new(&head) {
            return;
        }
        let Some(signer) = self.keys.first() else { return };
        let checkpoint = signer.sign(&Checkpoint { events: head.events, head: head.hash });
        tracing::info!(checkpoint, "a checkpoint of the audit record");
        if let Some(file) = &self.file
            && let Err(error) = append(file, &checkpoint)
        {
            tracing::error!(%error, "a checkpoint was not written to audit.checkpoint_file");
        }
    }

    fn is_new(&self, head: &AuditHead) -> bool {
        let Ok(mut last) = self.last.lock() else { return true };
        std::mem::replace(&mut *last, head.events) != head.events
    }

    /// The checkpoints of a file, each with the line of its note.
    ///
    /// # Errors
    /// One of them is not ours, or there is none.
    pub fn read(&self, file: &Path) -> Result<Vec<(usize, Checkpoint)>, CheckpointsError> {
        let text = std::fs::read_to_string(file).map_err(|error| CheckpointsError::Read(file.to_owned(), error))?;
        let mut read = Vec::new();
        for (line, note) in notes(&text) {
            let opened = self.keys.iter().find_map(|key| key.open(&note));
            read.push((line, opened.ok_or(CheckpointsError::Unsigned(line))?));
        }
        if read.is_empty() { Err(CheckpointsError::Empty(file.to_owned())) } else { Ok(read) }
    }
}

/// Whose record it is (tlog-checkpoint: a URL without its scheme).
fn origin(config: &Checked) -> String {
    let url = config.address.as_str();
    format!("{}/audit", url.split_once("://").map_or(url, |(_, rest)| rest))
}

/// In one write, so that notes of several processes do not mix; an empty line is between two notes.
fn append(file: &Path, note: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(file)?;
    file.write_all(format!("{note}\n").as_bytes())?;
    file.sync_data()
}

/// The notes of a file, each with its first line's number: a text, an empty line, signatures, and an empty line.
fn notes(text: &str) -> Vec<(usize, String)> {
    let parts: Vec<_> = text.trim_end().split("\n\n").collect();
    let mut line = 1;
    let mut notes = Vec::new();
    for note in parts.chunks(2).filter(|note| **note != [""]) {
        let whole = note.join("\n\n");
        let lines = whole.matches('\n').count() + 2;
        notes.push((line, whole + "\n"));
        line += lines;
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_as_many_notes_as_were_added() {
        let note = "origin\n1\nAAAA\n\n— origin AAAA\n";
        assert_eq!(notes(""), []);
        assert_eq!(notes(&format!("{note}\n")), [(1, note.to_owned())]);
        assert_eq!(notes(&format!("{note}\n{note}\n")), [(1, note.to_owned()), (7, note.to_owned())]);
    }
}
