//! PostgreSQL: one pool, READ COMMITTED, with the constraints deciding.

use super::{OpenError, PATIENCE};
use sea_orm::{
    DatabaseConnection, SqlxPostgresConnector,
    sqlx::{
        ConnectOptions,
        postgres::{PgConnectOptions, PgPoolOptions},
    },
};
use std::str::FromStr;

const CONNECTIONS: u32 = 16;

/// How PostgreSQL ends the work of a node that is not there any more, so that its locks do not stop the other nodes (N-01): one that
/// froze in the middle of a transaction, and one whose line is cut without a goodbye. Between the statements of a transaction this
/// program only computes, which takes milliseconds.
const PARTING: [(&str, &str); 5] = [
    ("idle_in_transaction_session_timeout", "10s"),
    ("tcp_keepalives_idle", "5"),
    ("tcp_keepalives_interval", "2"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "10s"),
];

pub(super) fn options(url: &str) -> Result<PgConnectOptions, OpenError> {
    PgConnectOptions::from_str(url).map_err(|_| OpenError::Url)
}

/// Connections are tested before use, so that a restarted server is noticed before work is lost.
pub(super) async fn open(url: &str) -> Result<DatabaseConnection, OpenError> {
    let options = options(url)?.application_name("congdan").options(PARTING).disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(true)
        .connect_with(options)
        .await
        .map_err(|error| OpenError::connecting(&error))?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}
