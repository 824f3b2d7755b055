//! What the flows need from the world. Only `server` decides what stands behind each.

pub mod accounts;
pub mod audit;
pub mod deletion;
pub mod dossiers;
mod error;
pub mod flash;
pub mod login_attempts;
pub mod matching;
pub mod merging;
pub mod provider;
pub mod register;
pub mod sessions;
pub mod slips;
pub mod standing;
pub mod synchronisation;
pub mod telling;
pub mod unlinking;
pub mod world;

pub use error::StoreError;

use async_trait::async_trait;

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
