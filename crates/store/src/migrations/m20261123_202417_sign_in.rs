//! What a sign-in leaves: the attempt, the question to link, the session; and the pages' memory.

use super::{index, to_account};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let attempt = Table::create()
            .table("login_attempt")
            .col(text("state_hash").primary_key())
            .col(text("browser_hash"))
            .col(text("provider"))
            .col(text_null("nonce"))
            .col(text_null("pkce_verifier"))
            .col(text("wanted"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(attempt).await?;
        index(manager, false, "login_attempt", &["expires_at"]).await?;

        let link = Table::create()
            .table("pending_link")
            .col(text("browser_hash").primary_key())
            .col(text("offer"))
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(link).await?;
        index(manager, false, "pending_link", &["expires_at"]).await?;

        let session = Table::create()
            .table("session")
            .col(uuid("id").primary_key())
            .col(text("token_hash"))
            .col(uuid("account_id"))
            .col(uuid("identity_id"))
            .col(text("provider"))
            .col(small_integer("level"))
            .col(text("device"))
            .col(boolean("number_asked"))
            .col(big_integer("authenticated_at"))
            .col(big_integer("created_at"))
            .col(big_integer("seen_at"))
            .col(big_integer("idle_until"))
            .col(big_integer("absolute_until"))
            .col(big_integer_null("ended_at"))
            .col(text_null("id_token"))
            .col(text_null("provider_session"))
            .foreign_key(&mut to_account("session"))
            .foreign_key(ForeignKey::create().from("session", "identity_id").to("identity", "id"))
            .to_owned();
        manager.create_table(session).await?;
        index(manager, true, "session", &["token_hash"]).await?;
        index(manager, false, "session", &["account_id", "created_at"]).await?;
        index(manager, false, "session", &["identity_id"]).await?;
        index(manager, false, "session", &["idle_until"]).await?;
        index(manager, false, "session", &["absolute_until"]).await?;
        index(manager, false, "session", &["ended_at"]).await?;

        let flash = Table::create()
            .table("flash")
            .col(text("browser_hash"))
            .col(text("key"))
            .col(text("value"))
            .col(big_integer("expires_at"))
            .primary_key(Index::create().col("browser_hash").col("key"))
            .to_owned();
        manager.create_table(flash).await?;
        index(manager, false, "flash", &["expires_at"]).await
    }
}
