//! Resolution slips: what a person takes to an office.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let slip = Table::create()
            .table("slip")
            .col(uuid("id").primary_key())
            // One of the two owners.
            .col(uuid_null("account_id"))
            .col(text_null("browser_hash"))
            .col(text("code_hash"))
            .col(text("code"))
            .col(text("reason"))
            .col(text("reference"))
            .col(big_integer("made_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("opened_at"))
            .foreign_key(&mut to_account("slip"))
            .to_owned();
        manager.create_table(slip).await?;
        index(manager, true, "slip", &["code_hash"]).await?;
        index(manager, true, "slip", &["account_id", "reason"]).await?;
        index(manager, true, "slip", &["browser_hash", "reason"]).await?;
        index(manager, false, "slip", &["reference"]).await?;
        index(manager, false, "slip", &["expires_at"]).await
    }
}
