//! Locks on things that have no row: a number, a code.
//!
//! PostgreSQL has advisory locks for that, which end with the transaction and leave nothing behind. SQLite has one writer, so
//! there the transaction itself is the lock.

use crate::failure::Failure;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest, Sha256};

/// Holds these names, keyed hashes of what is meant, until the transaction ends. They are taken in one order, whoever takes
/// them; processes that write under different keys have one in common.
pub(crate) async fn hold(db: &impl ConnectionTrait, names: Vec<String>) -> Result<(), Failure> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut locks: Vec<i64> = names.iter().map(|name| lock_of(name)).collect();
    locks.sort_unstable();
    for lock in locks {
        let sql = "SELECT pg_advisory_xact_lock($1)";
        db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [lock.into()])).await?;
    }
    Ok(())
}

/// Two names with one lock would only wait for each other.
fn lock_of(name: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(name.as_bytes())[..8]);
    i64::from_be_bytes(first)
}
