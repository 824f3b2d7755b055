//! How often a draft was saved: a page that was drawn from an earlier version does not overwrite a later one.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("draft").add_column(integer("version").default(1)).to_owned()).await
    }
}
