//! Drafts, and the dossiers that become of them.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let draft = Table::create()
            .table("draft")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(text("procedure"))
            .col(text("entries"))
            .col(small_integer("step"))
            .col(boolean("wants_submission"))
            .col(big_integer("updated_at"))
            .foreign_key(&mut to_account("draft"))
            .to_owned();
        manager.create_table(draft).await?;
        index(manager, true, "draft", &["account_id", "procedure"]).await?;

        let dossier = Table::create()
            .table("dossier")
            .col(uuid("id").primary_key())
            .col(text("code"))
            .col(uuid("account_id"))
            .col(text("procedure"))
            .col(text("unit"))
            .col(text("entries"))
            .col(text("number"))
            .col(text("number_index"))
            .col(small_integer("status"))
            .col(big_integer("submitted_at"))
            .foreign_key(&mut to_account("dossier"))
            .to_owned();
        manager.create_table(dossier).await?;
        index(manager, true, "dossier", &["code"]).await?;
        index(manager, false, "dossier", &["account_id", "submitted_at"]).await?;
        index(manager, false, "dossier", &["unit", "submitted_at"]).await?;

        let event = Table::create()
            .table("dossier_event")
            .col(uuid("dossier_id"))
            .col(integer("position"))
            .col(big_integer("at"))
            .col(small_integer("status"))
            .col(text_null("note"))
            .primary_key(Index::create().col("dossier_id").col("position"))
            .foreign_key(ForeignKey::create().from("dossier_event", "dossier_id").to("dossier", "id"))
            .to_owned();
        manager.create_table(event).await?;

        let counter = Table::create()
            .table("dossier_counter")
            .col(text("unit"))
            .col(text("day"))
            .col(integer("last"))
            .primary_key(Index::create().col("unit").col("day"))
            .to_owned();
        manager.create_table(counter).await
    }
}
