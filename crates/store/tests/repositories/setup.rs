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

    pub fn file(&self) -> PathBuf {
        self.folder.join("phutho.db")
    }
}

pub fn new_key(id: &str) -> String {
    generate_key(id, &mut rand::rng())
}
