//! The cases on PostgreSQL, one after the other against one cluster.

use crate::{
    cases::all_cases,
    cluster::Cluster,
    setup::Setup,
    values::{event, now},
};
use congdan_flows::ports::{
    Readiness,
    audit::{AuditKind, AuditLog},
};
use std::time::{Duration, Instant};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn every_case_holds_on_postgresql() {
    let cluster = Cluster::start();
    let mut failed = Vec::new();
    macro_rules! one_after_the_other {
        ($($area:ident::$case:ident,)*) => {
            $({
                let name = stringify!($case);
                let url = cluster.create_database(name);
                // A task of its own, so that one failure does not hide the others.
                if tokio::spawn(async { crate::cases::$area::$case(Setup::postgres(url).await).await }).await.is_err() {
                    failed.push(name);
                }
            })*
        };
    }
    all_cases!(one_after_the_other);
    assert!(failed.is_empty(), "failed on PostgreSQL: {failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn f01_a_restarted_server_is_found_again_with_all_that_was_accepted() {
    let mut cluster = Cluster::start();
    let url = cluster.create_database("restart");
    let setup = Setup::postgres(url).await;
    let account = Uuid::new_v4();
    setup.database.record(event(account, AuditKind::SignedIn)).await.unwrap();
    cluster.crash_and_restart();
    let back = Instant::now();
    setup.database.ready().await.unwrap();
    setup.database.record(event(account, AuditKind::SignedOut)).await.unwrap();
    assert!(back.elapsed() < Duration::from_secs(5));
    let events = setup.database.events_of(account, 10).await.unwrap();
    assert_eq!((events.len(), events[0].at), (2, now()));
    setup.database.close().await.unwrap();
}
