//! The database behind one handle: how it is opened and closed.

mod catching_up;
pub(crate) mod locks;
mod migrating;
mod postgres;
mod purge;
mod refused;
mod reset;
mod sqlite;
pub(crate) mod transaction;

pub(crate) use refused::unless_refused;
pub(crate) use transaction::{reading, writing};

use crate::{failure::Failure, keys::Keys};
use congdan_flows::ports::StoreError;
use sea_orm::{DatabaseConnection, sqlx};
use std::{path::Path, sync::Arc, time::Duration};
use thiserror::Error;

/// How long a caller waits for a connection before the database counts as unavailable: longer than SQLite's own patience
/// with a locked file, so that a queue behind one lock still drains.
const PATIENCE: Duration = Duration::from_secs(15);

/// All repositories, on SQLite or PostgreSQL. Cloning shares the connections.
#[derive(Clone)]
pub struct Database {
    /// On SQLite a single connection; on PostgreSQL the pool.
    writer: DatabaseConnection,
    /// On SQLite a pool that cannot write; on PostgreSQL the same pool.
    reader: DatabaseConnection,
    keys: Arc<Keys>,
}

/// Why a database cannot be opened. The address is not shown: it may hold a password.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Neither of the two databases.
    #[error("must begin with `sqlite://` or `postgres://`")]
    Scheme,
    /// The rest of the address.
    #[error("is not a valid address")]
    Url,
    /// SQLite's file, or a folder above it.
    #[error("the database file cannot be created: {0}")]
    File(#[source] std::io::Error),
    /// The kind of the failure, without the database's own words.
    #[error("the database does not answer ({0})")]
    Connect(&'static str),
}

impl OpenError {
    fn connecting(error: &sqlx::Error) -> Self {
        Self::Connect(match error {
            sqlx::Error::Io(_) => "not reachable",
            sqlx::Error::Tls(_) => "TLS failed",
            sqlx::Error::PoolTimedOut => "no answer in time",
            sqlx::Error::Database(_) => "it refused the connection",
            _ => "connection failed",
        })
    }
}

impl Database {
    /// Whether [`Database::open`] could begin with this address. Opens nothing.
    ///
    /// # Errors
    /// [`OpenError::Scheme`] or [`OpenError::Url`].
    pub fn check_url(url: &str) -> Result<(), OpenError> {
        match url.strip_prefix("sqlite://") {
            Some("") => Err(OpenError::Url),
            Some(_) => Ok(()),
            None if is_postgres(url) => postgres::options(url).map(drop),
            None => Err(OpenError::Scheme),
        }
    }

    /// Opens `sqlite://FILE` (relative to `data_dir`; the file is created for this user only) or `postgres://…`. Creates no
    /// table: that is [`Database::migrate`].
    ///
    /// # Errors
    /// The address is wrong, the file cannot be created, or the database does not answer.
    pub async fn open(url: &str, data_dir: &Path, keys: Keys) -> Result<Self, OpenError> {
        Self::check_url(url)?;
        let keys = Arc::new(keys);
        if let Some(file) = url.strip_prefix("sqlite://") {
            let (writer, reader) = sqlite::open(&data_dir.join(file)).await?;
            Ok(Self { writer, reader, keys })
        } else {
            let pool = postgres::open(url).await?;
            Ok(Self { writer: pool.clone(), reader: pool, keys })
        }
    }

    /// Waits for running work, then closes all connections.
    ///
    /// # Errors
    /// The database failed while closing; the log says how.
    pub async fn close(self) -> Result<(), StoreError> {
        let closed = self.reader.close_by_ref().await;
        self.writer.close_by_ref().await.and(closed).map_err(|error| Failure::from(error).report())
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("keys", &self.keys).finish_non_exhaustive()
    }
}
