//! An attempt is reserved before the register is asked: until when, and for which entry.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let until = Table::alter().table("match_attempt").add_column(big_integer_null("reserved_until")).to_owned();
        manager.alter_table(until).await?;
        let entry = Table::alter().table("match_attempt").add_column(text_null("entry_index")).to_owned();
        manager.alter_table(entry).await?;
        index(manager, false, "match_attempt", &["reserved_until"]).await?;
        index(manager, false, "match_attempt", &["account_id", "entry_index"]).await
    }
}
