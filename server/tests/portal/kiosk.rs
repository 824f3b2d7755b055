//! One computer for many people: what is kept for a browser ends with the person's visit (K-02).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    linked::{DISOWN, NATIONAL_LABEL, TAKE, linked},
    people::{AN, BINH},
    world::TestWorld,
};
use serde_json::{Value, json};

const STOP: &str = "Dừng lại, đây không phải máy của tôi";
const GONE: &str = "Không còn yêu cầu liên kết nào";

/// Binh's national account is open, and then she comes with VNeID: the question is there.
async fn asked(world: &TestWorld) -> (Browser, Answer) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/").await;
    browser.update_number(&page, BINH).await;
    let question = browser.sign_in(VNEID, BINH, "/").await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    (browser, question)
}

/// The next person finds no question, and what the pages of the last one had does nothing.
async fn nothing_is_left(browser: &Browser, question: &Answer, dry_run: &Answer) {
    assert_eq!(browser.open("/lien-ket").await.heading(), GONE);
    assert_eq!(browser.open(DISOWN).await.heading(), GONE);
    for (page, button) in [(question, "Liên kết"), (dry_run, TAKE)] {
        assert_eq!(browser.press(page, button, &[]).await.heading(), GONE, "{button}");
        assert_eq!(browser.cookie("session"), None, "{button}");
    }
}

#[tokio::test]
async fn k02_the_question_does_not_outlive_a_sign_out() {
    let world = TestWorld::start().await;
    let (browser, question) = asked(&world).await;
    let dry_run = browser.open(DISOWN).await;
    let (before, known) = (browser.stolen(), browser.cookie("browser"));
    browser.press(&question, "Đăng xuất", &[]).await;
    assert_ne!(browser.cookie("browser"), known, "the browser has a new cookie of its own");
    nothing_is_left(&browser, &question, &dry_run).await;
    assert_eq!(before.open("/lien-ket").await.heading(), GONE, "nor for the old one");
    assert!(!before.is_in().await);
}

#[tokio::test]
async fn k02_twin_without_a_sign_out_the_question_is_there_and_can_be_answered() {
    let world = TestWorld::start().await;
    let (browser, _) = asked(&world).await;
    browser.open("/").await;
    let question = browser.open("/lien-ket").await;
    browser.press(&question, "Liên kết", &[]).await;
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn k02_who_is_not_signed_in_stops_at_the_question_and_leaves_nothing() {
    let world = TestWorld::start().await;
    asked(&world).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/").await;
    let dry_run = browser.open(DISOWN).await;
    let known = browser.cookie("browser");
    let page = browser.press(&question, STOP, &[]).await;
    assert_eq!((page.url.path(), page.signed_in_name()), ("/", None));
    assert_ne!(browser.cookie("browser"), known);
    assert!(browser.seen().iter().any(|url| url.contains("/vneid/end_session")), "its session at VNeID ends, too");
    nothing_is_left(&browser, &question, &dry_run).await;
}

#[tokio::test]
async fn k02_stopping_ends_the_session_that_is_open_here() {
    let world = TestWorld::start().await;
    let (browser, question) = asked(&world).await;
    let before = browser.stolen();
    browser.press(&question, STOP, &[]).await;
    assert_eq!(browser.cookie("session"), None);
    assert!(!before.is_in().await);
}

#[tokio::test]
async fn k02_the_press_of_an_earlier_question_does_not_answer_a_later_one() {
    let world = TestWorld::start().await;
    let (browser, earlier) = asked(&world).await;
    let dry_run = browser.open(DISOWN).await;
    let later = browser.sign_in(VNEID, BINH, "/thu-tuc").await;
    for (page, button) in [(&earlier, "Liên kết"), (&dry_run, TAKE)] {
        assert_eq!(browser.press(page, button, &[]).await.heading(), "Liên kết tài khoản", "{button}");
        assert_eq!(browser.identities().await, [NATIONAL_LABEL], "{button}");
    }
    // Twin.
    assert_eq!(browser.press(&later, "Liên kết", &[]).await.path(), "/thu-tuc");
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn k02_an_attempt_that_began_before_a_sign_out_is_worth_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, AN, "/").await;
    let authorize = browser.begin(VNEID, "/").await;
    let callback = browser.agree(authorize, BINH).await;
    let thief = browser.stolen();
    browser.press(&page, "Đăng xuất", &[]).await;
    for browser in [&browser, &thief] {
        let page = browser.open(callback.clone()).await;
        assert_eq!((page.status, page.signed_in_name()), (400, None), "{}", page.url);
    }
    // Twin.
    browser.signed_in(VNEID, BINH, "/").await;
}

#[tokio::test]
async fn k02_unlinking_and_deleting_give_the_browser_a_new_cookie_and_say_so_there() {
    let world = TestWorld::start().await;
    let browser = linked(&world, AN).await;
    let known = browser.cookie("browser");
    let page = browser.unlink(NATIONAL_LABEL).await;
    assert_eq!(page.text(".notice"), "Đã gỡ liên kết", "the message is kept for the new one");
    let after = browser.cookie("browser");
    assert_ne!(after, known);

    let page = browser.open("/tai-khoan/du-lieu").await;
    let gone = browser.press(&page, "Xóa tài khoản", &[("Tôi hiểu và muốn xóa tài khoản", "x")]).await;
    assert_eq!(gone.signed_in_name(), None, "{}", gone.url);
    assert_ne!(browser.cookie("browser"), after);
}

#[tokio::test]
async fn k02_a_logout_at_vneid_drops_the_question_that_began_there() {
    let world = TestWorld::start().await;
    let (browser, _) = asked(&world).await;
    let url = format!("{}/control/provider/vneid/logout", world.sandbox_url);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = http.post(url).json(&json!({ "sub": BINH.id }));
    let deliveries: Vec<Value> = call.send().await.unwrap().json().await.unwrap();
    let ours = deliveries.iter().find(|delivery| delivery["client"] == "phutho").unwrap();
    assert_eq!(ours["status"], 200, "{ours}");
    assert_eq!(browser.open("/lien-ket").await.heading(), GONE);
}
