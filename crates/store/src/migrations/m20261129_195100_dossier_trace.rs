//! Who has read a dossier, in which role it was changed, and how often it was changed.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = Table::alter().table("dossier").add_column(integer("version").default(1)).to_owned();
        manager.alter_table(version).await?;
        // The role's row stays for ever; SQLite cannot add a column with a reference to it.
        let role = Table::alter().table("dossier_event").add_column(uuid_null("role_id")).to_owned();
        manager.alter_table(role).await?;
        let reading = Table::create()
            .table("dossier_reading")
            .col(pk_auto("id"))
            .col(uuid("dossier_id"))
            .col(big_integer("at"))
            .col(text("unit"))
            .col(uuid("role_id"))
            .foreign_key(ForeignKey::create().from("dossier_reading", "dossier_id").to("dossier", "id"))
            .to_owned();
        manager.create_table(reading).await?;
        index(manager, false, "dossier_reading", &["dossier_id", "at"]).await?;
        index(manager, false, "dossier", &["unit", "status", "submitted_at"]).await
    }
}
