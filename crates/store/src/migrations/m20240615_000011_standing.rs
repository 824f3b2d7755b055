//! An account may be suspended, and knows up to when its person has been told what happened.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite takes no more.
        for column in ["suspended_at", "told_until"] {
            let add = Table::alter().table("account").add_column(big_integer_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        super::index(manager, false, "audit_event", &["support_id"]).await
    }
}
