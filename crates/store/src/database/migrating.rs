//! Bringing the tables up to date: everything that is missing in one transaction, and one process at a time.
//!
//! A process that is killed on the way leaves the database as it was, and two that start at once do the work once. Both
//! databases can undo the creation of a table.

use super::Database;
use crate::migrations::{Migrator, name_today, rename_recorded};
use congdan_flows::ports::StoreError;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, RuntimeErr, sqlx};
use sea_orm_migration::{MigratorTrait, SchemaManager, seaql_migrations};

/// Any number that nothing else on the server takes: `congdan` in ASCII.
const LOCK: i64 = 0x0063_6f6e_6764_616e;

/// How often a locked SQLite file is tried, five seconds each time (`sqlite::BUSY_TIMEOUT`).
const TRIES: u32 = 12;

impl Database {
    /// Brings the tables up to date, unless they are.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], with the reason in the log; nothing has changed then.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if self.is_migrated().await? {
            return Ok(());
        }
        let migrated = async {
            let transaction = self.begin_alone().await?;
            Migrator::install(&transaction).await?;
            rename_recorded(&transaction).await?;
            Migrator::up(&transaction, None).await?;
            transaction.commit().await
        };
        migrated.await.map_err(log)
    }

    /// Whether the tables are up to date. Tables of a newer release are.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], with the reason in the log.
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        let recorded = async {
            if !SchemaManager::new(&self.reader).has_table("seaql_migrations").await? {
                return Ok(Vec::new());
            }
            seaql_migrations::Entity::find().all(&self.reader).await
        };
        let recorded = recorded.await.map_err(log)?;
        let is_applied = |name: &str| recorded.iter().any(|row| name_today(&row.version) == name);
        let up_to_date = Migrator::migrations().iter().all(|migration| is_applied(migration.name()));
        // Rows under earlier names are renamed by `migrate`.
        Ok(up_to_date && recorded.iter().all(|row| name_today(&row.version) == row.version))
    }

    /// A transaction that waits until no other process migrates. The lock ends with it, however it ends; bound to the
    /// transaction and not to the connection, it also holds behind a pooler that shares connections by transaction.
    async fn begin_alone(&self) -> Result<DatabaseTransaction, DbErr> {
        let mut tries = 1;
        let transaction = loop {
            match self.begin_immediate().await {
                Err(error) if is_busy(&error) && tries < TRIES => tries += 1,
                begun => break begun?,
            }
        };
        // On SQLite the transaction itself is the lock.
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        }
        Ok(transaction)
    }
}

/// `SQLITE_BUSY` and its extended codes: another process holds the file.
fn is_busy(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let sqlx::Error::Database(error) = &**error else { return false };
    error.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

/// A migration's statements hold no person's value, so its words may be logged.
fn log(error: DbErr) -> StoreError {
    tracing::error!(%error, "the migration failed");
    StoreError::Unavailable
}
