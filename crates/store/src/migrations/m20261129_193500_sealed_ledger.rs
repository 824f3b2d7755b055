//! The masked number of a query is sealed. `lookup.masked_number` held it in clear: it stays as a column, empty, for nodes of
//! the release before.

use sea_orm_migration::{prelude::*, schema::*};

/// Adds `lookup.sealed_number`, and an index of the rows whose mask is still in clear.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sealed = Table::alter().table("lookup").add_column(text_null("sealed_number")).to_owned();
        manager.alter_table(sealed).await?;
        // Only those rows are in it, so it is empty once they are sealed (`database/catching_up.rs`).
        let in_clear = "CREATE INDEX lookup_in_clear ON lookup (id) WHERE masked_number <> ''";
        manager.get_connection().execute_unprepared(in_clear).await.map(drop)
    }
}
