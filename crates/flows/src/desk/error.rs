//! Why the desk stays closed.

use crate::ports::StoreError;
use thiserror::Error;

/// Why the desk shows or does nothing. What a person is refused is recorded under the reference.
#[derive(Debug, Error)]
pub enum DeskError {
    /// This session opens no desk: no role, another provider, too low a level, or too long ago.
    #[error("this session opens no desk")]
    NotAnOfficial {
        /// What the person can name to the help line.
        support_id: String,
    },
    /// The official applied themselves: another official decides.
    #[error("the dossier is the official's own")]
    OwnDossier {
        /// What the person can name to the help line.
        support_id: String,
    },
    /// Absent or another unit's, without a difference.
    #[error("the unit has no such dossier")]
    NotFound {
        /// What the person can name to the help line.
        support_id: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
