//! What can go wrong inside, and what the flows learn of it.

use congdan_flows::ports::StoreError;
use sea_orm::{DbErr, RuntimeErr, sqlx};

/// Why a transaction did not end well. Never holds a value.
#[derive(Debug)]
pub(crate) enum Failure {
    Database(DbErr),
    /// A stored value of this table cannot be read.
    Unreadable(&'static str),
    /// A value could not be sealed: no randomness.
    Sealing,
    /// A rule refuses the write; nothing was written.
    Refused(Refused),
}

/// Which rule refuses a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Another account holds the number.
    NumberTaken,
    /// Another account has the identity.
    IdentityTaken,
    /// The account's number is another one than the write was made from.
    Outdated,
    /// The account is suspended, closed or merged.
    AccountClosed,
    /// The consent that the write rests on does not stand.
    NotAgreed,
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl Failure {
    /// Whether the same work may succeed in a new transaction. A violated uniqueness rule counts: the repositories look
    /// before they insert, so a writer at the same moment was faster, and the second look finds what it wrote.
    pub(crate) fn deserves_second_try(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match driver_error(error) {
            Some(sqlx::Error::Io(_)) => true,
            // serialization_failure, deadlock_detected, and a server that goes away or comes back (PostgreSQL, appendix A)
            Some(sqlx::Error::Database(error)) => {
                error.is_unique_violation()
                    || error
                        .code()
                        .is_some_and(|code| matches!(&*code, "40001" | "40P01" | "57P01" | "57P02" | "57P03"))
            }
            _ => false,
        }
    }

    /// Logs the details, once, and keeps them from the caller. The database's own words stay out: they may quote values.
    pub(crate) fn report(self) -> StoreError {
        match self {
            Self::Database(error) => {
                let code = driver_error(&error).and_then(|error| match error {
                    sqlx::Error::Database(error) => error.code().map(|code| code.into_owned()),
                    sqlx::Error::Io(error) => Some(error.kind().to_string()),
                    sqlx::Error::PoolTimedOut => Some("pool timed out".to_owned()),
                    sqlx::Error::PoolClosed => Some("pool closed".to_owned()),
                    sqlx::Error::WorkerCrashed => Some("worker crashed".to_owned()),
                    _ => None,
                });
                let kind = kind(&error);
                tracing::error!(kind, code, "the database failed");
                match error {
                    DbErr::TryIntoErr { .. } | DbErr::Type(_) | DbErr::Json(_) => StoreError::Unreadable,
                    _ => StoreError::Unavailable,
                }
            }
            Self::Unreadable(table) => {
                tracing::error!(table, "a stored value cannot be read");
                StoreError::Unreadable
            }
            Self::Sealing => {
                tracing::error!("a value could not be encrypted");
                StoreError::Unavailable
            }
            Self::Refused(refused) => {
                tracing::error!(?refused, "a write was refused where that was not expected");
                StoreError::Unavailable
            }
        }
    }
}

fn driver_error(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

fn kind(error: &DbErr) -> &'static str {
    match error {
        DbErr::ConnectionAcquire(_) => "no connection",
        DbErr::Conn(_) => "connection",
        DbErr::Exec(_) => "statement",
        DbErr::Query(_) => "query",
        DbErr::TryIntoErr { .. } | DbErr::Type(_) | DbErr::Json(_) => "stored value",
        DbErr::Migration(_) => "migration",
        _ => "other",
    }
}
