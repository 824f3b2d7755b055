//! An own, empty, migrated database for a case.

use congdan_store::{Database, Keys, generate_key};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::{path::PathBuf, sync::Arc};
use tempfile::TempDir;

pub struct Setup {
    pub database: Database,
    url: String,
    folder: PathBuf,
    pub encryption_keys: Vec<String>,
    pub index_keys: Vec<String>,
    _kept: Option<Arc<TempDir>>,
}

impl Setup {
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("data");
        Self::open("sqlite://phutho.db".to_owned(), path, Some(Arc::new(folder))).await
    }

    /// In a folder that somebody else removes.
    pub async fn sqlite_in(folder: PathBuf) -> Self {
        Self::open("sqlite://phutho.db".to_owned(), folder, None).await
    }

    pub async fn postgres(url: String) -> Self {
        Self::open(url, PathBuf::new(), None).await
    }

    async fn open(url: String, folder: PathBuf, kept: Option<Arc<TempDir>>) -> Self {
        let (encryption_keys, index_keys) = (vec![new_key("k1")], vec![new_key("i1")]);
        let keys = Keys::parse(&encryption_keys, &index_keys).unwrap();
        let database = Database::open(&url, &folder, keys).await.unwrap();
        database.migrate().await.unwrap();
        Self { database, url, folder, encryption_keys, index_keys, _kept: kept }
    }

    /// The same database under other keys.
    pub async fn with_keys(&self, encryption_keys: &[String], index_keys: &[String]) -> Database {
        let keys = Keys::parse(encryption_keys, index_keys).unwrap();
        Database::open(&self.url, &self.folder, keys).await.unwrap()
    }

    /// A connection that knows nothing of keys and rules, as an intruder or an operator has it.
    pub async fn raw(&self) -> DatabaseConnection {
        let url = match self.url.strip_prefix("sqlite://") {
            Some(file) => format!("sqlite://{}", self.folder.join(file).display()),
            None => self.url.clone(),
        };
        sea_orm::Database::connect(url).await.unwrap()
    }

    pub async fn execute(&self, sql: &str) -> u64 {
        let raw = self.raw().await;
        let affected = raw.execute_unprepared(sql).await.unwrap().rows_affected();
        raw.close().await.unwrap();
        affected
    }

    /// The tables as the release of 28 November 2026 left them, whatever is in them.
    pub async fn back_to_the_release_before(&self) {
        let names = [
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
        for (before, today) in names {
            let rename = format!("UPDATE seaql_migrations SET version = '{before}' WHERE version = '{today}'");
            assert_eq!(self.execute(&rename).await, 1, "{today}");
        }
        for undo in [
            "DROP TABLE person_number",
            "DROP INDEX lookup_in_clear",
            "UPDATE lookup SET masked_number = '025*****9001'",
            "ALTER TABLE lookup DROP COLUMN sealed_number",
            "DELETE FROM seaql_migrations WHERE version >= 'm20261129_193000' AND version < 'm20261129_193501'",
        ] {
            self.execute(undo).await;
        }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.join("phutho.db")
    }
}

pub fn new_key(id: &str) -> String {
    generate_key(id, &mut rand::rng())
}
