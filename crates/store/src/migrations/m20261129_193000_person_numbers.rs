//! A person's number under every configured index key, so that two accounts with one number collide under any key that the
//! nodes have in common. `person.number_index` holds it under one key only; it is still written, for nodes of the release
//! before.

use super::{index, to_account};
use sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

/// Creates `person_number` and fills it with the indexes that are known.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let number = Table::create()
            .table("person_number")
            .col(text("number_index").primary_key())
            .col(uuid("account_id"))
            .col(text("key_id"))
            .foreign_key(&mut to_account("person_number"))
            .to_owned();
        manager.create_table(number).await?;
        index(manager, true, "person_number", &["account_id", "key_id"]).await?;
        // An index is `key_id:hash`. The two databases have no function in common that finds the colon.
        let key_id = match manager.get_database_backend() {
            DbBackend::Postgres => "split_part(number_index, ':', 1)",
            _ => "substr(number_index, 1, instr(number_index, ':') - 1)",
        };
        let known = format!(
            "INSERT INTO person_number (number_index, account_id, key_id) \
             SELECT number_index, account_id, {key_id} FROM person WHERE number_index IS NOT NULL"
        );
        manager.get_connection().execute_unprepared(&known).await.map(drop)
    }
}
