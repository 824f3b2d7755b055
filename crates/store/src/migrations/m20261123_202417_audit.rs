//! The audit chain and its head.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let event = Table::create()
            .table("audit_event")
            .col(big_integer("sequence").primary_key())
            .col(big_integer("at"))
            .col(uuid_null("account_id"))
            .col(text("kind"))
            .col(text("detail"))
            .col(text("support_id"))
            .col(text("hash"))
            .to_owned();
        manager.create_table(event).await?;
        index(manager, false, "audit_event", &["account_id", "sequence"]).await?;

        let head = Table::create()
            .table("audit_head")
            .col(small_integer("id").primary_key())
            .col(big_integer("sequence"))
            .col(text("hash"))
            .to_owned();
        manager.create_table(head).await?;
        let first = Query::insert()
            .into_table("audit_head")
            .columns(["id", "sequence", "hash"])
            .values_panic([1.into(), 0.into(), "".into()])
            .to_owned();
        manager.execute(first).await
    }
}
