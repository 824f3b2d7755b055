//! SQLite: one connection that writes, several that read.

use super::{OpenError, PATIENCE};
use sea_orm::{
    DatabaseConnection, SqlxSqliteConnector,
    sqlx::{
        self, ConnectOptions, Connection, SqliteConnection,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};
use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    path::Path,
    time::Duration,
};

/// How long SQLite waits for another process (a backup, say) to release the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const READERS: u32 = 4;

/// Writer and readers. Write-ahead logging lets readers go on beside the writer; `synchronous=FULL` means that what was
/// committed survives a loss of power.
pub(super) async fn open(file: &Path) -> Result<(DatabaseConnection, DatabaseConnection), OpenError> {
    create(file).map_err(OpenError::File)?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .disable_statement_logging();
    let pool = |connections, options| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(PATIENCE)
            .after_release(|connection, _| Box::pin(has_ended_its_transaction(connection)))
            .connect_with(options)
    };
    let writer = pool(1, options.clone()).await.map_err(|error| OpenError::connecting(&error))?;
    let reader = pool(READERS, options.pragma("query_only", "on")).await;
    let reader = reader.map_err(|error| OpenError::connecting(&error))?;
    Ok((SqlxSqliteConnector::from_sqlx_sqlite_pool(writer), SqlxSqliteConnector::from_sqlx_sqlite_pool(reader)))
}

/// Whether a connection may be used again. A full or broken disk makes SQLite roll a transaction back by itself; sqlx then counts
/// it as still open, begins the next one as a savepoint within it, and takes the savepoint's release for a commit: what is
/// acknowledged from then on is lost with the connection. So such a connection is closed.
async fn has_ended_its_transaction(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // What an abandoned transaction has queued comes first.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// For this user only; SQLite gives its side files the same mode.
fn create(file: &Path) -> io::Result<()> {
    let mut folder = DirBuilder::new();
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        options.mode(0o600);
    }
    if let Some(parent) = file.parent() {
        folder.recursive(true).create(parent)?;
    }
    options.open(file).map(drop)
}
