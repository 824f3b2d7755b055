//! The official's desk (cán bộ): what a unit received, and moving it on.
//!
//! An official is a role of a VNeID identity ([`official`]), never a number: a citizen who types an official's number and
//! has it matched opens nothing. Each reading and each change of a dossier is recorded for the citizen and for the official
//! before anything is shown.

mod change;
mod door;
mod error;
mod mention;
mod official;
mod queue;
mod reading;

pub use change::{Change, ChangeOutcome, change};
pub use door::start_sign_in;
pub use error::DeskError;
pub use mention::DossierMention;
pub(crate) use official::enter;
pub use official::{LEVEL, Official, official};
pub use queue::{PAGE, QueueRow, ShownQueue, queue};
pub use reading::{ShownDossier, check, open};
