//! Migrations that were recorded under another name.
//!
//! Until 29 November 2026 all names bore one date and a running number, whatever day they were written on. Number 7 was
//! never given out, and the last four were numbered in another order than they were written in.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use sea_orm_migration::seaql_migrations::{Column, Entity};

const RENAMED: [(&str, &str); 12] = [
    ("m20240615_000001_accounts", "m20261123_202417_accounts"),
    ("m20240615_000002_sign_in", "m20261123_202417_sign_in"),
    ("m20240615_000003_matching", "m20261123_202417_matching"),
    ("m20240615_000004_dossiers", "m20261123_202417_dossiers"),
    ("m20240615_000005_audit", "m20261123_202417_audit"),
    ("m20240615_000006_provider_logout", "m20261124_002246_provider_logout"),
    ("m20240615_000008_deferred_matching", "m20261124_135224_deferred_matching"),
    ("m20240615_000009_recent_proof", "m20261124_135759_recent_proof"),
    ("m20240615_000010_merging", "m20261127_020217_merging"),
    ("m20240615_000011_standing", "m20261127_015443_standing"),
    ("m20240615_000012_synchronisation", "m20261127_020004_synchronisation"),
    ("m20240615_000013_slips", "m20261127_014330_slips"),
];

/// What a recorded name is called today.
pub(crate) fn name_today(recorded: &str) -> &str {
    RENAMED.iter().find(|(before, _)| *before == recorded).map_or(recorded, |(_, today)| today)
}

/// Gives the rows of `seaql_migrations` the names of today.
pub(crate) async fn rename_recorded(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    for (before, today) in RENAMED {
        Entity::update_many()
            .col_expr(Column::Version, today.into())
            .filter(Column::Version.eq(before))
            .exec(db)
            .await?;
    }
    Ok(())
}
