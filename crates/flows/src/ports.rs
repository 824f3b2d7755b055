//! What the flows need from the world. Only `server` decides what stands behind each.

pub mod accounts;
pub mod audit;
pub mod deletion;
pub mod dossiers;
pub mod flash;
pub mod login_attempts;
pub mod matching;
pub mod merging;
pub mod provider;
pub mod register;
pub mod roles;
pub mod sessions;
pub mod slips;
pub mod standing;
pub mod synchronisation;
pub mod telling;
pub mod unlinking;
pub mod world;

use async_trait::async_trait;
use thiserror::Error;

/// Everything that is kept. A database behind one handle.
pub trait Store:
    accounts::Accounts
    + audit::AuditLog
    + deletion::Deletion
    + dossiers::Dossiers
    + flash::Flashes
    + login_attempts::LoginAttempts
    + matching::Matching
    + merging::Merging
    + roles::Roles
    + sessions::Sessions
    + slips::Slips
    + standing::Standing
    + synchronisation::Synchronisations
    + telling::Telling
    + unlinking::Unlinking
    + Readiness
{
}

impl<T> Store for T where
    T: accounts::Accounts
        + audit::AuditLog
        + deletion::Deletion
        + dossiers::Dossiers
        + flash::Flashes
        + login_attempts::LoginAttempts
        + matching::Matching
        + merging::Merging
        + roles::Roles
        + sessions::Sessions
        + slips::Slips
        + standing::Standing
        + synchronisation::Synchronisations
        + telling::Telling
        + unlinking::Unlinking
        + Readiness
{
}

/// Whether the database answers and can be written.
#[async_trait]
pub trait Readiness: Send + Sync {
    async fn ready(&self) -> Result<(), StoreError>;
}

/// The database failed. The details are logged once where they happen; a person only learns that it did not work.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database is away, busy beyond patience or full: trying again later can help.
    #[error("the database is unavailable")]
    Unavailable,
    /// A stored value cannot be read: wrong key, swapped row, damage. Trying again does not help.
    #[error("a stored value cannot be read")]
    Unreadable,
}
