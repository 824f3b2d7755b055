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

pub(super) fn options(url: &str) -> Result<PgConnectOptions, OpenError> {
    PgConnectOptions::from_str(url).map_err(|_| OpenError::Url)
}

/// Connections are tested before use, so that a restarted server is noticed before work is lost.
pub(super) async fn open(url: &str) -> Result<DatabaseConnection, OpenError> {
    let options = options(url)?.application_name("congdan").disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(true)
        .connect_with(options)
        .await
        .map_err(|error| OpenError::connecting(&error))?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}
