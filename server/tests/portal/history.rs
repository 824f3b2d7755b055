//! Many people at once, while the portal's process or its database is struck down again and again (security.md F-01, F-12;
//! L-01): what was acknowledged is there afterwards, once, and a number has one owner at any time.
//!
//! The clients' operations are in `acts`, what they were promised in `promises`, and what must hold of the database (`books`) and of the
//! register's own log in `check`. What one client does can take back what another was promised at the same time: `moves` knows
//! between which moments that was. A new operation on accounts is one more act, the move that it is, and the promises that it
//! makes or takes back.

mod acts;
mod books;
mod check;
mod moves;
mod promises;
mod scene;

use crate::world::databases::Kind;
use scene::Scene;
use sea_orm::ConnectionTrait;
use std::time::{Duration, Instant};

/// A number from the environment: more rounds, or a longer time, than `script/test` has.
fn asked_for(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

#[tokio::test(flavor = "multi_thread")]
async fn f01_killed_at_any_moment_nothing_is_lost_and_nothing_doubled() {
    let mut scene = Scene::start(6).await;
    let clients = scene.clients(6);
    for round in 0..asked_for("CONGDAN_KILLS", 20) {
        scene.plays_until(scene::by_chance(0..12)).await;
        scene.kill().await;
        // The next process, or whoever else opens the database first, finds what the dead one left.
        if round % 4 == 3 {
            scene.check().await;
        }
        scene.revive().await;
    }
    scene.ends(clients).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f01_l01_twenty_clients_leave_one_owner_to_each_number() {
    let mut scene = Scene::start(4).await;
    let clients = scene.clients(20);
    let (began, length) = (Instant::now(), Duration::from_secs(asked_for("CONGDAN_HISTORY_SECONDS", 20)));
    let patience = length + Duration::from_secs(180);
    while began.elapsed() < length || (!scene.has_seen_moves() && began.elapsed() < patience) {
        scene.plays_until(scene::by_chance(10..50)).await;
        scene.check().await;
        scene.kill().await;
        scene.check().await;
        scene.revive().await;
    }
    assert!(scene.has_seen_moves(), "too little was acknowledged");
    scene.ends(clients).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f12_a_database_that_is_away_for_a_while_loses_nothing() {
    let mut scene = Scene::start(6).await;
    let clients = scene.clients(6);
    for _ in 0..2 {
        scene.plays_until(scene::by_chance(10..20)).await;
        match Kind::of_this_run() {
            // Somebody else holds the file: everybody waits, and nobody is told that something went wrong.
            Kind::Sqlite => {
                let file = scene.raw().await;
                file.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
                tokio::time::sleep(Duration::from_secs(3)).await;
                file.execute_unprepared("COMMIT").await.unwrap();
                file.close().await.unwrap();
            }
            // As `pg_ctl restart -m immediate`: from five seconds after it is back, it was never away.
            Kind::Postgres => scene.crash_the_database().await,
        }
    }
    scene.plays_until(10).await;
    scene.ends(clients).await;
}
