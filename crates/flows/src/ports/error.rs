//! How a store fails.

use thiserror::Error;

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
