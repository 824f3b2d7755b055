//! What the flows need from the world. Only `server` decides what stands behind each port.

pub mod accounts;
pub mod audit;
pub mod browser_memory;
pub mod consents;
pub mod deletion;
pub mod dossiers;
mod error;
pub mod form_stamps;
pub mod login_attempts;
pub mod matching;
pub mod merging;
pub mod notifications;
pub mod provider;
pub mod register;
pub mod roles;
pub mod sessions;
pub mod slips;
pub mod suspension;
pub mod synchronisation;
pub mod unlinking;
pub mod world;

pub use error::StoreError;

use async_trait::async_trait;

/// Everything that the portal stores: one database behind one handle. A function that needs one table group only takes that
/// port.
pub trait Store:
    accounts::Accounts
    + audit::AuditLog
    + browser_memory::BrowserMemory
    + consents::Consents
    + deletion::Deletion
    + dossiers::Dossiers
    + form_stamps::FormStamps
    + login_attempts::LoginAttempts
    + matching::Matching
    + merging::Merging
    + notifications::Notifications
    + roles::Roles
    + sessions::Sessions
    + slips::Slips
    + suspension::Suspension
    + synchronisation::Synchronisations
    + unlinking::Unlinking
    + Readiness
{
}

impl<T> Store for T where
    T: accounts::Accounts
        + audit::AuditLog
        + browser_memory::BrowserMemory
        + consents::Consents
        + deletion::Deletion
        + dossiers::Dossiers
        + form_stamps::FormStamps
        + login_attempts::LoginAttempts
        + matching::Matching
        + merging::Merging
        + notifications::Notifications
        + roles::Roles
        + sessions::Sessions
        + slips::Slips
        + suspension::Suspension
        + synchronisation::Synchronisations
        + unlinking::Unlinking
        + Readiness
{
}

/// Whether the database can serve requests.
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Checks that the database answers and can be written.
    async fn ready(&self) -> Result<(), StoreError>;
}
