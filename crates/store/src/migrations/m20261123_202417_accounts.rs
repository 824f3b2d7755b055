//! Accounts, the identities that open them, and the person behind.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::create()
            .table("account")
            .col(uuid("id").primary_key())
            .col(big_integer("created_at"))
            .col(big_integer_null("closed_at"))
            .to_owned();
        manager.create_table(account).await?;

        let identity = Table::create()
            .table("identity")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(text("provider"))
            .col(text("issuer"))
            .col(text("subject"))
            .col(small_integer("level"))
            .col(big_integer("linked_at"))
            .col(big_integer("last_used_at"))
            .foreign_key(&mut to_account("identity"))
            .to_owned();
        manager.create_table(identity).await?;
        index(manager, true, "identity", &["issuer", "subject"]).await?;
        index(manager, false, "identity", &["account_id"]).await?;

        let person = Table::create()
            .table("person")
            .col(uuid("account_id").primary_key())
            .col(text_null("full_name"))
            .col(text_null("birth_date"))
            .col(text_null("sex"))
            .col(text_null("number"))
            .col(text_null("number_index"))
            .col(text_null("address"))
            .col(text_null("contact"))
            .col(big_integer_null("matched_at"))
            .foreign_key(&mut to_account("person"))
            .to_owned();
        manager.create_table(person).await?;
        index(manager, true, "person", &["number_index"]).await
    }
}
