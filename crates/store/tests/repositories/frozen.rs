//! N-01: a node that freezes in the middle of its work.

use crate::{
    cluster::Cluster,
    setup::{Setup, new_key},
    values::event,
};
use congdan_flows::ports::audit::{AuditKind, AuditLog};
use congdan_store::{Database, Keys};
use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use uuid::Uuid;

const URL: &str = "CONGDAN_TEST_FROZEN_URL";

/// What the node does that is frozen. In an ordinary run nothing is asked of it.
#[tokio::test]
async fn n01_this_process_records_until_it_is_stopped() {
    let Ok(url) = std::env::var(URL) else { return };
    let keys = Keys::parse(&[new_key("k1")], &[new_key("i1")]).unwrap();
    let database = Database::open(&url, "".as_ref(), keys).await.unwrap();
    loop {
        // A transaction that was frozen for too long is an error afterwards, and the next one succeeds.
        let _ = database.record(event(Uuid::new_v4(), AuditKind::SignedIn)).await;
    }
}

struct Node(Child);

impl Node {
    fn start(url: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", "frozen::n01_this_process_records_until_it_is_stopped"]).env(URL, url);
        Self(process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.0.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The other node's work goes on: at once where the frozen one held nothing, and else when the database has ended its transaction.
#[tokio::test(flavor = "multi_thread")]
async fn n01_a_node_that_freezes_in_a_transaction_does_not_stop_the_other() {
    let cluster = Cluster::start();
    let url = cluster.create_database("frozen");
    let setup = Setup::postgres(url.clone()).await;
    let node = Node::start(&url);
    tokio::time::sleep(Duration::from_millis(500)).await;
    for turn in 0..400 {
        node.signal("-STOP");
        let began = Instant::now();
        setup.database.record(event(Uuid::new_v4(), AuditKind::SignedIn)).await.unwrap();
        let took = began.elapsed();
        assert!(took < Duration::from_secs(15), "turn {turn}: {took:?}");
        node.signal("-CONT");
        // It held the lock.
        if took > Duration::from_secs(5) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(7)).await;
    }
    panic!("the node was never frozen inside a transaction");
}
