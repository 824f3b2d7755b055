//! One list of migrations for SQLite and PostgreSQL: expand, fill, contract. A published migration is never edited.
//!
//! A file is named by the moment when it was written, and the list is in that order; the five of the first day were written
//! together and stand in the order in which they refer to each other. Migrations name tables and columns as they were on
//! their day, so they do not use the entities.

mod m20261123_202417_accounts;
mod m20261123_202417_audit;
mod m20261123_202417_dossiers;
mod m20261123_202417_matching;
mod m20261123_202417_sign_in;
mod m20261124_002246_provider_logout;
mod m20261124_135224_deferred_matching;
mod m20261124_135759_recent_proof;
mod m20261127_014330_slips;
mod m20261127_015443_standing;
mod m20261127_020004_synchronisation;
mod m20261127_020217_merging;
mod m20261129_193000_person_numbers;
mod m20261129_193500_sealed_ledger;
mod m20261129_195000_official_roles;
mod m20261129_195100_dossier_trace;
mod m20261129_203000_linking;
mod m20261130_084000_consents;
mod m20261130_084000_reserved_attempts;
mod m20261130_085000_search_misses;
mod m20261130_085500_draft_version;
mod renamed;

pub(crate) use renamed::{name_today, rename_recorded};

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use sea_orm_migration::{prelude::*, seaql_migrations};

/// The list, as sea-orm-migration runs it.
#[derive(Debug)]
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_202417_accounts::Migration),
            Box::new(m20261123_202417_sign_in::Migration),
            Box::new(m20261123_202417_matching::Migration),
            Box::new(m20261123_202417_dossiers::Migration),
            Box::new(m20261123_202417_audit::Migration),
            Box::new(m20261124_002246_provider_logout::Migration),
            Box::new(m20261124_135224_deferred_matching::Migration),
            Box::new(m20261124_135759_recent_proof::Migration),
            Box::new(m20261127_014330_slips::Migration),
            Box::new(m20261127_015443_standing::Migration),
            Box::new(m20261127_020004_synchronisation::Migration),
            Box::new(m20261127_020217_merging::Migration),
            Box::new(m20261129_193000_person_numbers::Migration),
            Box::new(m20261129_193500_sealed_ledger::Migration),
            Box::new(m20261129_195000_official_roles::Migration),
            Box::new(m20261129_195100_dossier_trace::Migration),
            Box::new(m20261129_203000_linking::Migration),
            Box::new(m20261130_084000_consents::Migration),
            Box::new(m20261130_084000_reserved_attempts::Migration),
            Box::new(m20261130_085000_search_misses::Migration),
            Box::new(m20261130_085500_draft_version::Migration),
        ]
    }

    /// Names that this release does not know are those of a newer one, which has only added: an older node may start on its
    /// tables. sea-orm-migration would take them for lost files and refuse.
    async fn get_migration_models<C: ConnectionTrait>(db: &C) -> Result<Vec<seaql_migrations::Model>, DbErr> {
        let known: Vec<_> = Self::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        let recorded = seaql_migrations::Entity::find().all(db).await?;
        Ok(recorded.into_iter().filter(|row| known.contains(&row.version)).collect())
    }
}

/// A reference to an account. Nothing cascades: the code that deletes an account says what happens to each thing of it.
fn to_account(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "account_id").to("account", "id").to_owned()
}

/// An index named after its table and columns.
async fn index(
    manager: &SchemaManager<'_>,
    unique: bool,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    manager.create_index(index).await
}
