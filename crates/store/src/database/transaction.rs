//! How every method of a repository runs: one transaction, all or nothing, and once more where that is harmless.
//!
//! These are macros because the work borrows the transaction and the ports' futures must be `Send`. A function that takes
//! `impl AsyncFnMut(&DatabaseTransaction)` cannot ask for that (naming the future that a closure returns needs return type
//! notation, unstable as of Rust 1.96), and with a boxed future the closure must be `for<'a> Fn(&'a DatabaseTransaction) ->
//! Pin<Box<dyn Future + Send + 'a>>`, where what it captures would have to outlive every `'a`: each of the eighty callers would
//! clone all its arguments first, once for each try.

use super::Database;
use crate::failure::Failure;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// `writing!(self, |db| { …; Ok(value) })` does the work in a transaction and commits it, or undoes it whole: a
/// `Result<T, Failure>`. There is a second try only where nothing of the first was committed: `COMMIT` is never repeated.
macro_rules! writing {
    ($database:expr, |$db:ident| $work:expr) => {{
        let mut may_repeat = true;
        loop {
            let worked = match $database.begin().await {
                Ok(transaction) => {
                    let $db = &transaction;
                    let worked = $crate::database::transaction::fallible(async { $work }).await;
                    $crate::database::transaction::finish(transaction, worked).await
                }
                Err(failure) => Err((failure, true)),
            };
            match worked {
                Ok(value) => break Ok(value),
                Err((failure, undone)) if undone && may_repeat && failure.deserves_second_try() => may_repeat = false,
                Err((failure, _)) => break Err(failure),
            }
        }
    }};
}

/// `reading!(self, |db| { … })` reads outside a transaction: each statement sees what was committed when it began.
macro_rules! reading {
    ($database:expr, |$db:ident| $work:expr) => {{
        let $db = $database.reader();
        let mut may_repeat = true;
        loop {
            match $crate::database::transaction::fallible(async { $work }).await {
                Err(failure) if may_repeat && failure.deserves_second_try() => may_repeat = false,
                read => break read,
            }
        }
    }};
}

pub(crate) use {reading, writing};

impl Database {
    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// On SQLite the write lock is taken at once: a deferred transaction that reads before it writes fails with
    /// `SQLITE_BUSY_SNAPSHOT`, without waiting, when another writer was faster.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Failure> {
        Ok(self.begin_immediate().await?)
    }

    /// The same, with the driver's own error.
    pub(super) async fn begin_immediate(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
        self.writer.begin_with_options(options).await
    }
}

/// Tells the compiler what the work's `?` turns errors into.
pub(crate) async fn fallible<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    work.await
}

/// Commits good work and undoes failed work; the flag says that nothing of it can have been committed.
pub(crate) async fn finish<T>(
    transaction: DatabaseTransaction,
    worked: Result<T, Failure>,
) -> Result<T, (Failure, bool)> {
    match worked {
        Ok(value) => match transaction.commit().await {
            Ok(()) => Ok(value),
            Err(error) => Err((error.into(), false)),
        },
        Err(failure) => {
            // The work's own failure is the one to tell; a connection that cannot even undo is thrown away by its pool.
            let _ = transaction.rollback().await;
            Err((failure, true))
        }
    }
}
