//! The official's desk (cán bộ): what a unit received, and moving it on.
//!
//! An official is a role of a VNeID identity ([`official`]), never a number: a citizen who types an official's number and
//! has it matched opens nothing. Each reading and each change of a dossier is recorded for the citizen and for the official
//! before anything is shown.

mod change;
mod door;
mod mention;
mod official;
mod queue;
mod reading;
mod rules;

pub use change::{Change, ChangeOutcome, change};
pub use door::start_sign_in;
pub use mention::DossierMention;
pub(crate) use official::enter;
pub use official::{LEVEL, Official, official};
pub use queue::{PAGE, QueueRow, ShownQueue, queue};
pub use reading::{ShownDossier, check, open};
pub use rules::{DeskRules, Unit};

use crate::ports::StoreError;
use thiserror::Error;

/// Why the desk shows or does nothing. What a person is refused is recorded under the reference.
#[derive(Debug, Error)]
pub enum DeskError {
    /// This session opens no desk: no role, another provider, too low a level, or too long ago.
    #[error("this session opens no desk")]
    NotAnOfficial { support_id: String },
    /// The official applied themselves: somebody else decides.
    #[error("the dossier is the official's own")]
    OwnDossier { support_id: String },
    /// Absent or another unit's, without a difference.
    #[error("the unit has no such dossier")]
    NotFound { support_id: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}
