//! A sign-in may be a proof for a session that is open already.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement.
        for column in ["proof_session", "proof_identity"] {
            let add = Table::alter().table("login_attempt").add_column(uuid_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }
}
