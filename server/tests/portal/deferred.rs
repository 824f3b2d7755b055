//! Entries that wait for the register are asked about again by themselves (journeys N5; security.md F-01, F-02, F-06, F-07).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::NATIONAL,
    people::{AN, BINH, DUNG},
    world::TestWorld,
};
use congdan_domain::{Cccd, Outcome};
use congdan_flows::cccd::deferred::{self, DeferredOutcome};
use sea_orm::ConnectionTrait;
use time::Duration;

const MINUTE: Duration = Duration::minutes(1);

/// Binh's entry waits: the register was away when she pressed "Cập nhật" on her way to the procedures.
async fn waiting(world: &TestWorld) -> (Browser, Answer) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    world.population("down").await;
    let answer = browser.update_number(&page, BINH).await;
    assert_eq!(answer.heading(), "Đang chờ đối chiếu");
    // The message of the sign-in has been read.
    browser.open("/tra-cuu").await;
    (browser, answer)
}

/// What the portal does by itself when this much time has passed.
async fn later(world: &TestWorld, by: Duration) -> DeferredOutcome {
    world.clock.advance(by);
    deferred::ask_next(&world.portal.site.portal).await.unwrap()
}

#[tokio::test]
async fn f02_a_waiting_entry_is_matched_by_itself_and_the_person_is_led_back() {
    let world = TestWorld::inside().await;
    let (browser, _) = waiting(&world).await;
    assert_eq!(later(&world, Duration::seconds(1)).await, DeferredOutcome::Idle, "not at once");
    world.population("ok").await;
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Answered(Outcome::Matched));
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Idle, "once");

    let home = browser.open("/").await;
    assert!(home.body.contains("Số căn cước của bạn đã khớp"), "{}", home.body);
    assert!(home.body.contains("<a href=\"/thu-tuc\">Tiếp tục việc đang dở</a>"), "{}", home.body);
    assert!(browser.open("/").await.body.contains("Tiếp tục việc đang dở"), "until the person goes on");
    let there = browser.open("/thu-tuc").await;
    assert!(there.body.contains("Số căn cước của bạn đã khớp"), "{}", there.body);
    assert!(!browser.open("/").await.body.contains("đã khớp"), "told");
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
}

#[tokio::test]
async fn f02_a_no_that_comes_later_has_its_page_and_costs_its_try() {
    let world = TestWorld::inside().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    world.population("down").await;
    browser.update_number(&page, DUNG).await;
    browser.open("/tra-cuu").await;
    world.population("ok").await;
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Answered(Outcome::NotFound));
    let home = browser.open("/").await;
    assert!(home.body.contains("Thông tin chưa khớp"), "{}", home.body);
    let outcome = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(outcome.outcome().as_deref(), Some("not_found"), "{}", outcome.body);
    assert!(outcome.body.contains('4'), "one of five tries is spent");
    assert!(!browser.open("/").await.body.contains("Thông tin chưa khớp"), "told");
    let form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await.form("Cập nhật");
    assert!(form.fields.iter().any(|(_, value)| value.replace(' ', "") == DUNG.number), "nothing typed is lost");
}

#[tokio::test]
async fn f06_a_silent_register_is_asked_ever_more_seldom() {
    let world = TestWorld::inside().await;
    waiting(&world).await;
    let before = world.calls("/dan-cu").await;
    // An hour, looked at every ten seconds.
    for _ in 0..360 {
        let step = later(&world, Duration::seconds(10)).await;
        assert!(
            matches!(
                step,
                DeferredOutcome::Idle | DeferredOutcome::Held | DeferredOutcome::Silent(Outcome::Unavailable)
            ),
            "{step:?}"
        );
    }
    let asked = world.calls("/dan-cu").await - before;
    assert!((4..=30).contains(&asked), "{asked} questions in an hour");
}

#[tokio::test]
async fn f07_a_question_keeps_its_row_in_the_ledger_however_often_it_is_asked() {
    let world = TestWorld::inside().await;
    waiting(&world).await;
    for _ in 0..3 {
        assert_eq!(later(&world, MINUTE * 5).await, DeferredOutcome::Silent(Outcome::Unavailable));
    }
    world.population("ok").await;
    assert_eq!(later(&world, MINUTE * 5).await, DeferredOutcome::Answered(Outcome::Matched));
    let store = &world.portal.site.portal.store;
    let number = Cccd::from_trusted(BINH.number).unwrap();
    let account = store.account_by_number(&number).await.unwrap().unwrap();
    let ledger = store.queries_of(account.id, 10).await.unwrap();
    assert_eq!(ledger.len(), 1);
    assert_eq!(ledger[0].outcome, Some(Outcome::Matched));
}

#[tokio::test]
async fn f07_whoever_asks_anew_is_not_overtaken_by_the_waiting_entry() {
    let world = TestWorld::inside().await;
    let (browser, answer) = waiting(&world).await;
    world.population("ok").await;
    browser.press(&answer, "Thử lại", &[]).await;
    let before = world.calls("/dan-cu").await;
    assert_eq!(later(&world, MINUTE * 20).await, DeferredOutcome::Idle);
    assert_eq!(world.calls("/dan-cu").await, before);
}

#[tokio::test]
async fn f01_an_entry_outlives_the_process_and_is_asked_about_by_the_next() {
    let mut world = TestWorld::inside().await;
    waiting(&world).await;
    // Whoever had taken the entry died with it.
    world.clock.advance(MINUTE);
    let portal = &world.portal.site.portal;
    let now = portal.world.now();
    assert!(portal.store.claim_due(now, now + MINUTE * 2).await.unwrap().is_some());
    world.restart().await;
    world.population("ok").await;
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Idle, "somebody may still be at it");
    assert_eq!(later(&world, MINUTE * 2).await, DeferredOutcome::Answered(Outcome::Matched));
}

#[tokio::test]
async fn n05_an_entry_that_cannot_be_opened_is_told_and_the_next_one_is_asked_about() {
    let world = TestWorld::inside().await;
    let (browser, _) = waiting(&world).await;
    let sql = "UPDATE outbox SET payload = 'v1:' || payload WHERE kind = 'match'";
    assert_eq!(world.raw().await.execute_unprepared(sql).await.unwrap().rows_affected(), 1);
    let other = world.browser();
    let page = other.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    other.update_number(&page, DUNG).await;
    world.population("ok").await;
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Answered(Outcome::NotFound), "the other person's");
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Idle);
    let told = "Thông tin bạn gửi đối chiếu không đọc lại được";
    assert!(browser.open("/tai-khoan").await.body.contains(told));
    assert!(!other.open("/tai-khoan").await.body.contains(told));
    let form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let matched = browser.update_number(&form, BINH).await;
    assert!(!matched.body.contains("Đang chờ đối chiếu"), "{}", matched.body);
}

#[tokio::test]
async fn l01_a_number_that_was_taken_meanwhile_is_a_conflict() {
    let world = TestWorld::inside().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    world.population("down").await;
    browser.update_number(&page, BINH).await;
    world.population("ok").await;
    world.browser().signed_in(crate::journey::VNEID, BINH, "/").await;
    assert_eq!(later(&world, MINUTE).await, DeferredOutcome::Answered(Outcome::Conflict));
    let outcome = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(outcome.outcome().as_deref(), Some("conflict"));
    assert!(!outcome.body.contains(AN.name));
}
