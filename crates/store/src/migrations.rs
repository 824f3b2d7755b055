//! One tree of migrations for SQLite and PostgreSQL: expand, migrate, contract. A published migration is never edited.
//!
//! They name tables and columns as they were on their day, so they do not use the entities.

mod m20240615_000001_accounts;
mod m20240615_000002_sign_in;
mod m20240615_000003_matching;
mod m20240615_000004_dossiers;
mod m20240615_000005_audit;
mod m20240615_000006_provider_logout;
mod m20240615_000008_deferred_matching;
mod m20240615_000009_recent_proof;
mod m20240615_000010_merging;
mod m20240615_000011_standing;
mod m20240615_000012_synchronisation;
mod m20240615_000013_slips;
mod m20261129_120000_official_roles;
mod m20261129_120100_dossier_trace;

use sea_orm_migration::prelude::*;

#[derive(Debug)]
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20240615_000001_accounts::Migration),
            Box::new(m20240615_000002_sign_in::Migration),
            Box::new(m20240615_000003_matching::Migration),
            Box::new(m20240615_000004_dossiers::Migration),
            Box::new(m20240615_000005_audit::Migration),
            Box::new(m20240615_000006_provider_logout::Migration),
            Box::new(m20240615_000008_deferred_matching::Migration),
            Box::new(m20240615_000009_recent_proof::Migration),
            Box::new(m20240615_000010_merging::Migration),
            Box::new(m20240615_000011_standing::Migration),
            Box::new(m20240615_000012_synchronisation::Migration),
            Box::new(m20240615_000013_slips::Migration),
            Box::new(m20261129_120000_official_roles::Migration),
            Box::new(m20261129_120100_dossier_trace::Migration),
        ]
    }
}

/// A reference to an account. Nothing cascades: who deletes an account says what happens to each thing of it.
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
