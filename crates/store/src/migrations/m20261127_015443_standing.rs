//! An account may be suspended, and keeps the time up to which its person has been shown what happened.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement.
        for column in ["suspended_at", "told_until"] {
            let add = Table::alter().table("account").add_column(big_integer_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        super::index(manager, false, "audit_event", &["support_id"]).await
    }
}
