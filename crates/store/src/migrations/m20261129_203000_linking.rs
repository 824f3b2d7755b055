//! A proof of the account that has a number belongs to one question; a provider's logout finds the questions of its sessions; what
//! is kept for a browser is found by it.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attempt = Table::alter().table("login_attempt").add_column(uuid_null("link_question")).to_owned();
        manager.alter_table(attempt).await?;
        index(manager, false, "login_attempt", &["browser_hash"]).await?;
        // One column a statement: SQLite takes no more.
        for column in ["identity_hash", "provider_session_hash"] {
            let add = Table::alter().table("pending_link").add_column(text_null(column)).to_owned();
            manager.alter_table(add).await?;
            index(manager, false, "pending_link", &[column]).await?;
        }
        Ok(())
    }
}
