//! Two accounts that become one: the conflict before, and the log that can take them apart again.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attempt = Table::alter().table("login_attempt").add_column(uuid_null("merge_session")).to_owned();
        manager.alter_table(attempt).await?;

        let pending = Table::create()
            .table("pending_merge")
            .col(uuid("account_id").primary_key())
            .col(uuid("session_id"))
            .col(text("conflict"))
            .col(big_integer("expires_at"))
            .foreign_key(&mut to_account("pending_merge"))
            .to_owned();
        manager.create_table(pending).await?;
        index(manager, true, "pending_merge", &["session_id"]).await?;
        index(manager, false, "pending_merge", &["expires_at"]).await?;

        let log = Table::create()
            .table("merge_log")
            .col(uuid("id").primary_key())
            .col(uuid("from_account_id"))
            .col(uuid("into_account_id"))
            .col(big_integer("merged_at"))
            .col(big_integer("undo_until"))
            .col(big_integer_null("undone_at"))
            .col(text_null("contents"))
            .foreign_key(ForeignKey::create().from("merge_log", "from_account_id").to("account", "id"))
            .foreign_key(ForeignKey::create().from("merge_log", "into_account_id").to("account", "id"))
            .to_owned();
        manager.create_table(log).await?;
        index(manager, false, "merge_log", &["into_account_id", "undo_until"]).await?;
        index(manager, false, "merge_log", &["from_account_id"]).await?;
        index(manager, false, "merge_log", &["undo_until"]).await
    }
}
