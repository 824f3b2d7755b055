//! Questions to the register: what was asked, on which consent, what it cost, what waits.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lookup = Table::create()
            .table("lookup")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(text("purpose"))
            .col(text("masked_number"))
            .col(big_integer("asked_at"))
            .col(big_integer_null("answered_at"))
            .col(text_null("outcome"))
            .foreign_key(&mut to_account("lookup"))
            .to_owned();
        manager.create_table(lookup).await?;
        index(manager, false, "lookup", &["account_id", "asked_at"]).await?;

        let consent = Table::create()
            .table("consent")
            .col(uuid("lookup_id").primary_key())
            .col(uuid("account_id"))
            .col(big_integer("given_at"))
            .col(big_integer_null("withdrawn_at"))
            .foreign_key(&mut to_account("consent"))
            .foreign_key(ForeignKey::create().from("consent", "lookup_id").to("lookup", "id"))
            .to_owned();
        manager.create_table(consent).await?;
        index(manager, false, "consent", &["account_id", "given_at"]).await?;

        let attempt = Table::create()
            .table("match_attempt")
            .col(uuid("lookup_id").primary_key())
            .col(uuid("account_id"))
            .col(text("number_index"))
            .col(text("address_index"))
            .col(big_integer("at"))
            .foreign_key(&mut to_account("match_attempt"))
            .foreign_key(ForeignKey::create().from("match_attempt", "lookup_id").to("lookup", "id"))
            .to_owned();
        manager.create_table(attempt).await?;
        index(manager, false, "match_attempt", &["account_id", "at"]).await?;
        index(manager, false, "match_attempt", &["number_index", "at"]).await?;
        index(manager, false, "match_attempt", &["address_index", "at"]).await?;
        index(manager, false, "match_attempt", &["at"]).await?;

        let outbox = Table::create()
            .table("outbox")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(uuid("account_id"))
            .col(text("payload"))
            .col(big_integer("created_at"))
            .foreign_key(&mut to_account("outbox"))
            .to_owned();
        manager.create_table(outbox).await?;
        index(manager, true, "outbox", &["account_id", "kind"]).await
    }
}
