//! Which identity is an official of which unit.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let role = Table::create()
            .table("official_role")
            .col(uuid("id").primary_key())
            .col(text("provider"))
            .col(text("subject"))
            .col(text("unit"))
            .col(text("kind"))
            .col(big_integer("valid_from"))
            .col(big_integer_null("valid_until"))
            .col(big_integer("granted_at"))
            .col(big_integer_null("revoked_at"))
            .to_owned();
        manager.create_table(role).await?;
        index(manager, true, "official_role", &["provider", "subject", "unit"]).await?;
        index(manager, false, "official_role", &["granted_at"]).await
    }
}
