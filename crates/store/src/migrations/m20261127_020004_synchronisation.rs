//! What each identity's provider asserts, and the receipts of what a synchronisation changed.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let asserted = Table::alter().table("identity").add_column(text_null("asserted")).to_owned();
        manager.alter_table(asserted).await?;

        let receipt = Table::create()
            .table("synchronisation")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(big_integer("at"))
            .col(text("receipt"))
            .foreign_key(&mut to_account("synchronisation"))
            .to_owned();
        manager.create_table(receipt).await?;
        index(manager, false, "synchronisation", &["account_id", "at"]).await
    }
}
