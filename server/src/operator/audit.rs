//! `congdan audit`: whether the record is what was written.

use super::PortalFile;
use crate::{
    checkpoints::{Checkpoints, CheckpointsError, note::Checkpoint},
    config, keys,
    wiring::{self, StartError},
};
use clap::{Args, Subcommand};
use congdan_flows::ports::StoreError;
use congdan_store::{ChainBreak, Database};
use std::path::PathBuf;
use thiserror::Error;

/// What is asked of the record.
#[derive(Debug, Subcommand)]
pub enum AuditOrder {
    /// Walks the whole record and compares it with every checkpoint. Changes nothing; safe while the portal is serving.
    Verify(Verify),
}

/// `congdan audit verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The checkpoints; without it, the file of the configuration (audit.checkpoint_file).
    #[arg(long, value_name = "FILE")]
    checkpoints: Option<PathBuf>,
    #[command(flatten)]
    file: PortalFile,
}

/// Why the record does not hold.
#[derive(Debug, Error)]
pub enum RecordError {
    /// A row is not there.
    #[error("the record does not hold: event {0} is missing")]
    Missing(i64),
    /// A row has another hash than its content.
    #[error("the record does not hold: event {0}, or one before it, is not what was written")]
    Changed(i64),
    /// The last row is not the one that the head names.
    #[error("the record does not hold: its events are whole, but its head names another end")]
    Head,
    /// There are fewer events than a checkpoint signed.
    #[error(
        "the record does not hold: the checkpoint on line {line} is of {signed} events, and there are {found}: its end was cut off"
    )]
    CutOff {
        /// Of the checkpoint in its file.
        line: usize,
        /// How many events it signed.
        signed: u64,
        /// How many there are.
        found: u64,
    },
    /// An event is another one than a checkpoint signed.
    #[error("the record does not hold: event {events} is another one than the checkpoint on line {line} has signed")]
    Rewritten {
        /// Of the checkpoint in its file.
        line: usize,
        /// How many events it signed.
        events: u64,
    },
    /// There is nothing to verify checkpoints with.
    #[error("the configuration has no key for checkpoints (audit.signing_keys)")]
    NoKey,
    /// The checkpoints cannot be read.
    #[error(transparent)]
    Checkpoints(#[from] CheckpointsError),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does it, and answers with what the terminal says.
///
/// # Errors
/// The record does not hold, or could not be compared.
pub async fn run(order: AuditOrder) -> Result<String, StartError> {
    let AuditOrder::Verify(Verify { checkpoints, file }) = order;
    let config = file.checked()?;
    let data_dir = config::data_dir();
    let ours = Checkpoints::new(&config, &keys::of_checkpoints(&config, &data_dir)?)?;
    let named = checkpoints.or_else(|| ours.as_ref()?.file().map(PathBuf::from));
    let signed = match (named, ours) {
        (None, _) => Vec::new(),
        (Some(_), None) => return Err(RecordError::NoKey.into()),
        (Some(file), Some(ours)) => ours.read(&file).map_err(RecordError::from)?,
    };
    let database = wiring::open_database(&config, &data_dir).await?;
    Ok(verify(&database, &signed).await?)
}

/// The whole record, and every checkpoint.
async fn verify(database: &Database, signed: &[(usize, Checkpoint)]) -> Result<String, RecordError> {
    let chain = database.verify_audit_chain().await?;
    match chain.broken {
        Some(ChainBreak::Missing(event)) => return Err(RecordError::Missing(event)),
        Some(ChainBreak::Changed(event)) => return Err(RecordError::Changed(event)),
        Some(ChainBreak::Head) => return Err(RecordError::Head),
        None => {}
    }
    for (line, Checkpoint { events, head }) in signed {
        // A note that was signed while we walked is of more than we have seen.
        match database.audit_hash(*events).await? {
            None => return Err(RecordError::CutOff { line: *line, signed: *events, found: chain.events }),
            Some(hash) if hash != *head => return Err(RecordError::Rewritten { line: *line, events: *events }),
            Some(_) => {}
        }
    }
    let compared = match signed.iter().map(|(_, checkpoint)| checkpoint.events).max() {
        Some(most) => format!("{} checkpoints hold, the longest of {most} events", signed.len()),
        None => "no checkpoints were compared, so an end that was cut off does not show".to_owned(),
    };
    Ok(format!("the record holds: {} events, the last hash is {}; {compared}", chain.events, chain.head))
}
