//! Public dossier searches that found nothing, by keyed hashes of the number and the code.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let miss = Table::create()
            .table("search_miss")
            .col(uuid("id").primary_key())
            .col(text("number_index"))
            .col(text("code_index"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(miss).await?;
        index(manager, false, "search_miss", &["number_index", "at"]).await?;
        index(manager, false, "search_miss", &["code_index", "at"]).await?;
        index(manager, false, "search_miss", &["at"]).await
    }
}
