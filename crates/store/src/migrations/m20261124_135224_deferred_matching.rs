//! When a waiting entry is asked about again, and until when a process holds it.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time. What waited before is due at once.
        for column in [
            integer("tries").default(0).take(),
            big_integer("next_at").default(0).take(),
            big_integer_null("leased_until"),
        ] {
            let table = Table::alter().table("outbox").add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        index(manager, false, "outbox", &["kind", "next_at"]).await
    }
}
