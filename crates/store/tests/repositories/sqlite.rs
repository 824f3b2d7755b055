//! The cases on SQLite, one test each, and what is particular to a file.

use crate::{
    cases::{all_cases, encryption::fill},
    setup::Setup,
    values::{at_once, event},
};
use congdan_flows::ports::audit::{AuditKind, AuditLog};
use sea_orm::ConnectionTrait;
use std::time::Duration;
use uuid::Uuid;

macro_rules! a_test_each {
    ($($area:ident::$case:ident,)*) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $case() {
            crate::cases::$area::$case(Setup::sqlite().await).await;
        })*
    };
}

all_cases!(a_test_each);

#[cfg(unix)]
#[tokio::test]
async fn the_files_belong_to_this_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let setup = Setup::sqlite().await;
    fill(&setup.database).await;
    let folder = setup.file().parent().unwrap().to_owned();
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    let files: Vec<_> = folder.read_dir().unwrap().map(Result::unwrap).collect();
    assert!(files.len() >= 2, "the database and its log");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn p02_nothing_personal_is_in_the_file_or_its_log() {
    let setup = Setup::sqlite().await;
    let hidden = fill(&setup.database).await;
    let folder = setup.file().parent().unwrap().to_owned();
    let mut seen = 0;
    for file in folder.read_dir().unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        seen += bytes.len();
        for value in &hidden {
            let found = bytes.windows(value.len()).any(|window| window == value.as_bytes());
            assert!(!found, "{value} is in a file");
        }
    }
    assert!(seen > 50_000, "the log was there to be read");
}

#[tokio::test(flavor = "multi_thread")]
async fn f12_fifty_writers_wait_out_a_lock_of_another_process() {
    let setup = Setup::sqlite().await;
    let raw = setup.raw().await;
    raw.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let unlock = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        raw.execute_unprepared("COMMIT").await.unwrap();
    });
    let account = Uuid::new_v4();
    at_once(50, |_| {
        let db = setup.database.clone();
        async move { db.record(event(account, AuditKind::AccessRefused)).await.unwrap() }
    })
    .await;
    unlock.await.unwrap();
    let chain = setup.database.verify_audit_chain().await.unwrap();
    assert_eq!((chain.events, chain.broken), (50, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_its_caller_abandons_is_undone_and_holds_nobody_up() {
    let setup = Setup::sqlite().await;
    let account = Uuid::new_v4();
    for patience in 0..40 {
        let work = setup.database.record(event(account, AuditKind::AccessRefused));
        let _ = tokio::time::timeout(Duration::from_micros(patience * 50), work).await;
    }
    setup.database.record(event(account, AuditKind::AccessRefused)).await.unwrap();
    assert_eq!(setup.database.verify_audit_chain().await.unwrap().broken, None);
}

#[tokio::test]
async fn an_address_of_neither_kind_is_refused() {
    let setup = Setup::sqlite().await;
    let keys = congdan_store::Keys::parse(&setup.encryption_keys, &setup.index_keys).unwrap();
    let error = congdan_store::Database::open("mysql://root:secret@db/x", &setup.file(), keys).await.unwrap_err();
    assert!(!error.to_string().contains("secret"));
}
