//! Many people at once, while the portal's process or its database is struck down again and again (F-01, F-12;
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

use crate::{
    application::SENT,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, HUNG},
    world::databases::Kind,
};
use scene::Scene;
use sea_orm::{ConnectionTrait, Statement};
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

/// The new keys are put second, then first, as OPERATIONS.md has it. Who is in the middle of something when the process is
/// exchanged ends it afterwards; the clients go on with their claims on numbers under both.
#[tokio::test(flavor = "multi_thread")]
async fn f13_keys_are_changed_while_people_work_and_nobody_notices() {
    let mut scene = Scene::start(4).await;
    let clients = scene.clients(6);
    let mut dossiers = Vec::new();
    let citizen = scene.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    for (keys, asking) in [([1, 2], BINH), ([2, 1], HUNG)] {
        let (asker, newcomer) = (scene.browser(), scene.browser());
        let number_page = asker.signed_in(NATIONAL, asking, "/thu-tuc").await;
        let last_step = citizen.fill_application().await;
        let authorize = newcomer.begin(VNEID, "/thu-tuc").await;
        let callback = newcomer.agree(authorize, AN).await;
        scene.plays_until(10).await;

        scene.change_keys(&keys).await;
        assert_eq!(newcomer.open(callback).await.signed_in_name().as_deref(), Some(AN.name));
        scene.notes_a_question();
        let answered = asker.update_number(&number_page, asking).await;
        assert!(answered.status == 200 && answered.outcome().as_deref() != Some("pending"), "{}", answered.body);
        let sent = citizen.press(&last_step, "Gửi hồ sơ", &[]).await;
        assert_eq!(sent.heading(), SENT, "{}", sent.body);
        dossiers.push(sent.path().replace("/da-gui", ""));
        scene.check().await;
    }
    scene.plays_until(20).await;
    for dossier in dossiers {
        let page = citizen.open(&dossier).await;
        assert!(page.status == 200 && page.body.contains("Đỗ Minh Châu"), "{dossier}: {}", page.body);
    }
    let database = scene.raw().await;
    for key in ["k1", "k2"] {
        let sql = format!("SELECT count(*) FROM dossier WHERE entries LIKE 'v1:{key}:%'");
        let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await;
        assert!(row.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap() > 0, "{key}");
    }
    database.close().await.unwrap();
    scene.ends(clients).await;
}
