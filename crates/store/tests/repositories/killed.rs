//! N-08: a process that is killed while it migrates.

use crate::{
    cluster::Cluster,
    setup::{Setup, new_key},
};
use congdan_flows::ports::Readiness;
use congdan_store::{Database, Keys};
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::Instant,
};

const URL: &str = "CONGDAN_TEST_MIGRATE_URL";
const FOLDER: &str = "CONGDAN_TEST_MIGRATE_FOLDER";
const KILLS: u32 = 12;

/// What the killed process does. In an ordinary run nothing is asked of it.
#[tokio::test]
async fn n08_this_process_migrates_when_it_is_told_to() {
    let Ok(url) = std::env::var(URL) else { return };
    let folder = std::env::var(FOLDER).unwrap();
    let keys = Keys::parse(&[new_key("k1")], &[new_key("i1")]).unwrap();
    Database::open(&url, folder.as_ref(), keys).await.unwrap().migrate().await.unwrap();
}

fn migrating(url: &str, folder: &Path) -> Child {
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", "killed::n08_this_process_migrates_when_it_is_told_to"]).env(URL, url).env(FOLDER, folder);
    process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Left alone it comes to its end; killed at a twelfth of that time, at two twelfths and so on, it leaves a database on which
/// the next one starts.
async fn killed_anywhere_the_next_one_starts<F: Future<Output = Setup>>(
    fresh: impl Fn(u32) -> (String, std::path::PathBuf),
    next: impl Fn(String, std::path::PathBuf) -> F,
) {
    let (url, folder) = fresh(0);
    let began = Instant::now();
    assert!(migrating(&url, &folder).wait().unwrap().success(), "left alone");
    let whole = began.elapsed();
    next(url, folder).await.database.ready().await.unwrap();

    let mut cut_off = 0;
    for turn in 1..=KILLS {
        let (url, folder) = fresh(turn);
        let mut process = migrating(&url, &folder);
        tokio::time::sleep(whole * turn / KILLS).await;
        let _ = process.kill();
        cut_off += u32::from(!process.wait().unwrap().success());
        let setup = next(url, folder).await;
        assert!(setup.database.is_migrated().await.unwrap(), "killed after {:?}", whole * turn / KILLS);
        setup.database.ready().await.unwrap();
    }
    assert!(cut_off > 0, "none was killed on its way");
}

#[tokio::test(flavor = "multi_thread")]
async fn n08_killed_while_migrating_sqlite_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = |turn| ("sqlite://phutho.db".to_owned(), folder.path().join(format!("{turn}")));
    killed_anywhere_the_next_one_starts(fresh, |_, folder| Setup::sqlite_in(folder)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn n08_killed_while_migrating_postgresql_starts_again() {
    let cluster = Cluster::start();
    let fresh = |turn| (cluster.create_database(&format!("killed{turn}")), std::path::PathBuf::new());
    killed_anywhere_the_next_one_starts(fresh, |url, _| Setup::postgres(url)).await;
}

/// Six times two nodes on an empty database.
async fn two_that_start_at_once(nodes: impl AsyncFn(u32) -> [Database; 2]) {
    for turn in 0..6_u32 {
        let [one, other] = nodes(turn).await;
        let (first, second) = tokio::join!(one.migrate(), other.migrate());
        assert!(first.is_ok() && second.is_ok(), "turn {turn}: {first:?}, {second:?}");
        assert!(one.is_migrated().await.unwrap() && other.is_migrated().await.unwrap());
    }
}

async fn open(url: &str, folder: &Path) -> Database {
    let keys = Keys::parse(&[new_key("k1")], &[new_key("i1")]).unwrap();
    Database::open(url, folder, keys).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn n08_two_that_start_at_once_on_sqlite_both_start() {
    let folder = tempfile::tempdir().unwrap();
    two_that_start_at_once(async |turn| {
        let folder = folder.path().join(format!("{turn}"));
        let (one, other) = tokio::join!(open("sqlite://phutho.db", &folder), open("sqlite://phutho.db", &folder));
        [one, other]
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn n08_two_that_start_at_once_on_postgresql_both_start() {
    let cluster = Cluster::start();
    two_that_start_at_once(async |turn| {
        let url = cluster.create_database(&format!("twice{turn}"));
        [open(&url, Path::new("")).await, open(&url, Path::new("")).await]
    })
    .await;
}
