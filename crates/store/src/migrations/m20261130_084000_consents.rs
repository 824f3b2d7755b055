//! A consent is for a purpose and has a text. What an earlier release stored was given with a query: its purpose is the
//! query's, its text the first version, in a language that nobody recorded. Nodes of that release go on reading and adding
//! rows; theirs are about a match.

use super::{index, to_account};
use sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

/// Adds `purpose`, `text_version` and `language`, and lets an act have a row a purpose.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            return alter(manager).await;
        }
        rebuild(manager).await
    }
}

async fn alter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for statement in [
        "ALTER TABLE consent ADD COLUMN purpose text NOT NULL DEFAULT 'match', \
         ADD COLUMN text_version integer NOT NULL DEFAULT 1, ADD COLUMN language text",
        "ALTER TABLE consent DROP CONSTRAINT consent_pkey, DROP CONSTRAINT consent_lookup_id_fkey, \
         ADD PRIMARY KEY (lookup_id, purpose)",
        "UPDATE consent SET purpose = lookup.purpose FROM lookup WHERE lookup.id = consent.lookup_id",
    ] {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// SQLite cannot change a primary key: a new table takes the old one's place.
async fn rebuild(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let consent = Table::create()
        .table("consent_next")
        .col(uuid("lookup_id"))
        .col(text("purpose").default("match"))
        .col(uuid("account_id"))
        .col(big_integer("given_at"))
        .col(big_integer_null("withdrawn_at"))
        .col(integer("text_version").default(1))
        .col(text_null("language"))
        .primary_key(Index::create().col("lookup_id").col("purpose"))
        .foreign_key(&mut to_account("consent_next"))
        .to_owned();
    manager.create_table(consent).await?;
    for statement in [
        "INSERT INTO consent_next (lookup_id, purpose, account_id, given_at, withdrawn_at) \
         SELECT consent.lookup_id, lookup.purpose, consent.account_id, consent.given_at, consent.withdrawn_at \
         FROM consent JOIN lookup ON lookup.id = consent.lookup_id",
        "DROP TABLE consent",
        "ALTER TABLE consent_next RENAME TO consent",
    ] {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    index(manager, false, "consent", &["account_id", "given_at"]).await
}
