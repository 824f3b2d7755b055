//! The end of a session is announced (WCAG 2.2.1): what the page's script asks, and what is said where there is none.

use crate::{
    answer::Answer,
    application::APPLICATION,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use serde_json::Value;
use time::Duration;

const LEFT: &str = "/api/phien/con-lai";
const GO_ON: &str = "/api/phien/tiep-tuc";

fn seconds(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let left: Value = serde_json::from_str(&answer.body).unwrap();
    left["seconds"].as_i64().unwrap()
}

/// What the script of this page learns.
async fn left(browser: &Browser, stamp: &str) -> i64 {
    seconds(&browser.call(LEFT, &[("cua", stamp)]).await)
}

#[tokio::test]
async fn k03_to_ask_how_long_the_session_lasts_is_no_use_of_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let stamp = browser.stamp().await.unwrap().1;
    world.clock.advance(Duration::minutes(13));
    for _ in 0..3 {
        let left = left(&browser, &stamp).await;
        assert!((60..=125).contains(&left), "{left}");
    }
    // Twin: who presses "Tiếp tục phiên" has the whole time again.
    let answer = browser.call(GO_ON, &[("cua", stamp.as_str())]).await;
    assert!(seconds(&answer) > 890, "{}", answer.body);
    world.clock.advance(Duration::minutes(14));
    assert!((0..=65).contains(&left(&browser, &stamp).await));
    world.clock.advance(Duration::minutes(2));
    assert_eq!(left(&browser, &stamp).await, 0);
    assert_eq!(browser.call(GO_ON, &[("cua", stamp.as_str())]).await.status, 401);
    assert!(!browser.is_in().await);
}

#[tokio::test]
async fn k03_what_another_tab_does_puts_the_end_off() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let stamp = browser.stamp().await.unwrap().1;
    world.clock.advance(Duration::minutes(13));
    browser.open("/thu-tuc").await;
    assert!(left(&browser, &stamp).await > 890);
}

#[tokio::test]
async fn k01_in_another_persons_session_the_earlier_one_is_over() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let stamp = browser.stamp().await.unwrap().1;
    browser.signed_in(VNEID, AN, "/").await;
    assert_eq!(left(&browser, &stamp).await, 0);
    assert_eq!(browser.call(GO_ON, &[("cua", stamp.as_str())]).await.status, 409);
    let own = browser.stamp().await.unwrap().1;
    assert!(left(&browser, &own).await > 0, "the twin");
}

#[tokio::test]
async fn a_session_that_has_lasted_as_long_as_it_may_cannot_go_on() {
    let world = TestWorld::with(|settings| settings.session.absolute_hours = 1).await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let stamp = browser.stamp().await.unwrap().1;
    let can_go_on = |answer: Answer| serde_json::from_str::<Value>(&answer.body).unwrap()["can_go_on"] == true;
    assert!(can_go_on(browser.call(LEFT, &[("cua", stamp.as_str())]).await), "the twin");
    for _ in 0..5 {
        world.clock.advance(Duration::minutes(11));
        browser.open("/").await;
    }
    let last = browser.call(LEFT, &[("cua", stamp.as_str())]).await;
    assert!(seconds(&last) < 310 && !can_go_on(last));
}

#[tokio::test]
async fn without_scripts_the_limit_is_said_beforehand() {
    let world = TestWorld::with(|settings| settings.session.idle_minutes = 20).await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/").await;
    let said = "Trang này giữ phiên trong 20 phút";
    assert!(page.text("main").contains(said), "{}", page.body);
    for path in ["/tai-khoan/chinh-sua", APPLICATION] {
        let page = browser.open(path).await;
        assert!(page.text("main").contains(said), "{path}: {}", page.body);
    }
}
