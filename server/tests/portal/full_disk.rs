//! A disk on which nothing more can be written (F-11). On SQLite: PostgreSQL's disk is PostgreSQL's matter.

use crate::{
    application::SENT,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use std::{
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

#[tokio::test(flavor = "multi_thread")]
async fn f11_on_a_full_disk_nothing_is_acknowledged_and_all_goes_on_when_there_is_room() {
    let mut world = TestWorld::on_a_small_disk().await;
    let data = world.data_dir();
    let folder = world.process().own_view(&data);
    let ballast = folder.join("ballast");
    let fill = |_: &mut TestWorld| {
        let mut file = std::fs::File::create(&ballast).unwrap();
        while file.write_all(&[1; 4096]).is_ok() {}
    };
    let empty = |_: &mut TestWorld| std::fs::remove_file(&ballast).unwrap();
    goes_on_after(&mut world, folder.clone(), fill, empty).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_on_a_broken_disk_nothing_is_acknowledged_and_all_goes_on_when_it_is_mended() {
    let mut world = TestWorld::start().await;
    let folder = world.data_dir();
    let fail = |world: &mut TestWorld| world.process().can_write(false);
    let mend = |world: &mut TestWorld| world.process().can_write(true);
    goes_on_after(&mut world, folder, fail, mend).await;
}

/// Two people are in the middle of their errands when the disk fails, and end them afterwards.
async fn goes_on_after(
    world: &mut TestWorld,
    folder: PathBuf,
    fail: impl Fn(&mut TestWorld),
    mend: impl Fn(&mut TestWorld),
) {
    let (binh, an, newcomer) = (world.browser(), world.browser(), world.browser());
    let number_page = binh.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    an.signed_in(VNEID, AN, "/").await;
    let last_step = an.fill_application().await;
    let records = kept(&folder, "count(*) FROM audit_event").await;

    fail(world);
    for _ in 0..3 {
        let typed = binh.update_number(&number_page, BINH).await;
        assert_eq!(typed.status, 503, "{}", typed.body);
        let sent = an.press(&last_step, "Gửi hồ sơ", &[]).await;
        assert_eq!(sent.status, 503, "{} {}", sent.url, sent.body);
        let begun = newcomer.post("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/")]).await;
        assert_eq!(newcomer.open(begun.to()).await.status, 503, "{}", begun.to());
    }
    assert_eq!(world.calls("/dan-cu").await, 0, "no question without its row");
    assert_eq!(newcomer.get("/thu-tuc").await.status, 200, "what is only read is read");
    assert_eq!(newcomer.get("/healthz").await.status, 200);
    is_ready(&newcomer, false).await;

    mend(world);
    // Nobody has to start it again.
    is_ready(&newcomer, true).await;
    assert_eq!(kept(&folder, "count(*) FROM audit_event").await, records, "nothing that was refused is there");
    assert_eq!(kept(&folder, "count(*) FROM lookup").await, "0");
    assert_eq!(kept(&folder, "count(*) FROM dossier").await, "0");
    newcomer.signed_in(VNEID, AN, "/").await;
    let page = binh.open("/can-cuoc").await;
    let matched = binh.update_number(&page, BINH).await;
    assert_eq!(matched.status, 200, "{}", matched.body);
    assert_eq!(kept(&folder, "outcome FROM lookup").await, "matched");
    let sent = an.press(&last_step, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    assert_eq!(kept(&folder, "count(*) FROM dossier").await, "1");
    assert_eq!(kept(&folder, "* FROM pragma_integrity_check").await, "ok");
}

/// Soon: its answer is at most a second old.
async fn is_ready(probe: &Browser, expected: bool) {
    let began = Instant::now();
    let status = if expected { 200 } else { 503 };
    while probe.get("/readyz").await.status != status {
        assert!(began.elapsed() < Duration::from_secs(5), "it is not {status}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The first value of a `SELECT` in what the files hold, as after a crash: of a copy, since SQLite would follow `/proc/…/root` to
/// the folder beneath the small disk.
async fn kept(folder: &Path, select: &str) -> String {
    let copy = tempfile::tempdir().unwrap();
    for file in ["phutho.db", "phutho.db-wal"] {
        std::fs::copy(folder.join(file), copy.path().join(file)).unwrap();
    }
    let file = copy.path().join("phutho.db");
    let database = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
    let sql = format!("SELECT CAST((SELECT {select}) AS TEXT)");
    let row = database.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
