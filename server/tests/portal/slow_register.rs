//! A register that hangs, under many questions (security.md F-03), and one that is away so long that it is no longer asked
//! (F-02). The portal's own process, measured from outside.

use crate::{
    answer::Form,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

const QUESTIONS: u64 = 40;
/// The bulkhead's.
const PLACES: usize = 8;

/// Binh at the CCCD screen: her browser, and the form as she would send it.
async fn at_the_form(world: &TestWorld) -> (Browser, Form) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let [day, month, year] = BINH.born;
    let entries = [
        ("Số căn cước (CCCD)", BINH.number),
        ("Họ và tên", BINH.name),
        ("Ngày", day),
        ("Tháng", month),
        ("Năm", year),
        ("Tôi đồng ý cho đối chiếu", "x"),
    ];
    let form = page.form_with("Cập nhật", &entries);
    (browser, form)
}

/// Nine of ten are faster.
fn ninth(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() * 9 / 10]
}

/// Static files, and whole sign-ins, one after the other.
async fn others(world: &TestWorld) -> [Duration; 2] {
    let (mut files, mut sign_ins) = (Vec::new(), Vec::new());
    for _ in 0..12 {
        let browser = world.browser();
        for _ in 0..5 {
            let began = Instant::now();
            assert_eq!(browser.get("/robots.txt").await.status, 200);
            files.push(began.elapsed());
        }
        let began = Instant::now();
        browser.signed_in(VNEID, AN, "/").await;
        sign_ins.push(began.elapsed());
    }
    [ninth(files), ninth(sign_ins)]
}

#[tokio::test(flavor = "multi_thread")]
async fn f03_a_hanging_register_hurts_neither_sign_in_nor_files_nor_memory() {
    let mut world = TestWorld::with(|settings| {
        settings.limits.calls_per_session.count = 0;
        settings.population.most_at_once = PLACES as u16;
        // So that it hangs to the end of the test: the breaker alone would soon hide what the bulkhead does.
        settings.population.breaker_failures = 0;
        settings.population.timeout_ms = 25_000;
    })
    .await;
    let (browser, form) = at_the_form(&world).await;
    // Forty a second: first told at once that the register is away, then left waiting by it. The crowd costs the same.
    world.population("down").await;
    let mut crowd = JoinSet::new();
    let told = Arc::new(AtomicUsize::new(0));
    for n in 0..QUESTIONS {
        let (browser, form, told) = (browser.stolen(), form.clone(), told.clone());
        crowd.spawn(async move {
            tokio::time::sleep(Duration::from_millis(25 * n)).await;
            loop {
                let answer = browser.post(&form.action, &form.fields).await;
                assert_eq!(answer.status, 303, "to the page that says that it waits");
                told.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
    others(&world).await;
    let before = others(&world).await;
    let memory = world.process().resident();
    let arrived_before = world.calls("/dan-cu").await;
    world.population("slow").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let told_before = told.load(Ordering::SeqCst);
    let during = others(&world).await;
    for (what, before, during) in [("files", before[0], during[0]), ("sign-ins", before[1], during[1])] {
        // A file takes a millisecond: twice as long would be noise.
        assert!(during < (before * 2).max(Duration::from_millis(60)), "{what}: {before:?}, then {during:?}");
    }
    let grown = world.process().resident().saturating_sub(memory);
    assert!(grown < 100 * 1024, "{grown} KiB more");

    let arrived = world.calls("/dan-cu").await - arrived_before;
    assert!((PLACES..=2 * PLACES + 4).contains(&arrived), "{arrived} questions arrived");
    assert!(told.load(Ordering::SeqCst) > told_before, "the others are told, though the register hangs");
    crowd.abort_all();
}

#[tokio::test]
async fn f02_once_the_register_is_known_to_be_away_the_page_comes_at_once_and_a_later_try_gets_through() {
    let world = TestWorld::with(|settings| {
        settings.population.timeout_ms = 700;
        settings.population.breaker_failures = 3;
        // By itself the portal does not ask within this test.
        settings.population.retry_first_seconds = 600;
    })
    .await;
    let (browser, form) = at_the_form(&world).await;
    world.population("slow").await;
    for _ in 0..3 {
        let began = Instant::now();
        browser.post(&form.action, &form.fields).await;
        assert!(began.elapsed() >= Duration::from_millis(700), "a page that waits for the answer");
    }
    assert_eq!(world.calls("/dan-cu").await, 3);
    let mut tries = JoinSet::new();
    for _ in 0..10 {
        let (again, form) = (browser.stolen(), form.clone());
        tries.spawn(async move {
            let began = Instant::now();
            again.post(&form.action, &form.fields).await;
            began.elapsed()
        });
    }
    let took = tries.join_all().await;
    assert!(world.calls("/dan-cu").await <= 4, "one of them at most");
    assert!(took.iter().filter(|took| **took < Duration::from_millis(700)).count() >= 9, "{took:?}");
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(page.heading(), "Đang chờ đối chiếu", "{}", page.body);

    // A person's own try is the probe, and no try of hers was spent.
    world.population("ok").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let matched = browser.press(&page, "Thử lại", &[]).await;
    assert_eq!((matched.status, matched.outcome()), (200, None), "{}", matched.body);
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
    // And everybody else is let in with her.
    let other = world.browser();
    let (before, page) = (world.calls("/dan-cu").await, other.signed_in(NATIONAL, crate::people::DUNG, "/").await);
    let answer = other.update_number(&page, crate::people::DUNG).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    assert_eq!(world.calls("/dan-cu").await, before + 1);
}

#[tokio::test]
async fn f02_what_waits_is_asked_by_the_portal_itself_when_the_register_is_back() {
    let world = TestWorld::with(|settings| {
        settings.population.breaker_failures = 1;
        settings.population.retry_first_seconds = 1;
        settings.population.retry_most_seconds = 1;
    })
    .await;
    let (browser, form) = at_the_form(&world).await;
    world.population("down").await;
    browser.post_form(&browser.open("/can-cuoc").await, &form).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let asked = world.calls("/dan-cu").await;
    assert!((2..=5).contains(&asked), "{asked}: the person, and then single probes");
    world.population("ok").await;
    let began = Instant::now();
    while !browser.open("/").await.body.contains("Số căn cước của bạn đã khớp") {
        assert!(began.elapsed() < Duration::from_secs(15), "nobody asks again");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
