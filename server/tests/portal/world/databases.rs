//! The database behind a world: a file of its own, or a database of its own on PostgreSQL.

use crate::cluster::{self, Cluster};
use std::{
    hash::{BuildHasher, RandomState},
    path::Path,
    sync::{Arc, Mutex, Weak},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// `CONGDAN_TEST_DATABASE`: `sqlite`, or `postgres`.
    pub fn of_this_run() -> Self {
        match std::env::var("CONGDAN_TEST_DATABASE").as_deref() {
            Err(_) | Ok("" | "sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            Ok(other) => panic!("CONGDAN_TEST_DATABASE is sqlite or postgres, not {other}"),
        }
    }

    pub fn fresh(self) -> Fresh {
        match self {
            Self::Sqlite => Fresh { url: "sqlite://phutho.db".to_owned(), _cluster: None },
            Self::Postgres => on_postgres(),
        }
    }
}

/// An empty database; a server that was started for it ends with the last one.
pub struct Fresh {
    pub url: String,
    _cluster: Option<Arc<Cluster>>,
}

impl Fresh {
    /// On a server that somebody else holds.
    pub fn at(url: String) -> Self {
        Self { url, _cluster: None }
    }
}

fn on_postgres() -> Fresh {
    let name = format!("w{:x}", RandomState::new().hash_one(std::process::id()));
    // The server of the whole run, by the folder of its socket (script/test), or else one of this process.
    if let Some(folder) = std::env::var_os("CONGDAN_TEST_POSTGRES") {
        return Fresh { url: cluster::create_database(Path::new(&folder), &name), _cluster: None };
    }
    static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap();
    let cluster = shared.upgrade().unwrap_or_else(|| Arc::new(Cluster::start()));
    *shared = Arc::downgrade(&cluster);
    Fresh { url: cluster.create_database(&name), _cluster: Some(cluster) }
}
