//! What a provider's logout needs: the tokens that were used, and a way to find a session by the provider's name for it.

use super::index;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let token = Table::create()
            .table("logout_token")
            .col(text("token_hash").primary_key())
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(token).await?;
        index(manager, false, "logout_token", &["expires_at"]).await?;
        index(manager, false, "session", &["provider_session"]).await
    }
}
