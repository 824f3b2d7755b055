//! Recent proof for sensitive acts (T-22 and S-07).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::VNEID,
    people::{AN, BINH, Person},
    world::TestWorld,
};
use url::Url;

const LABEL: &str = "Tài khoản Định danh điện tử cấp bởi Bộ Công an";
const PAGE: &str = "/tai-khoan/bao-mat";
const ASKS: &str = "/xac-nhan-lai?tiep=%2Ftai-khoan%2Fbao-mat";

/// Signed in on a phone, and in a browser whose own sign-in the provider calls a day old.
async fn with_an_old_sign_in(world: &TestWorld) -> (Browser, Browser) {
    let (phone, browser) = (world.browser(), world.browser());
    phone.signed_in(VNEID, AN, "/").await;
    world.fault_once(VNEID, "stale_auth_time").await;
    browser.signed_in(VNEID, AN, "/").await;
    (phone, browser)
}

async fn end_the_phones(browser: &Browser) -> Answer {
    let page = browser.open(PAGE).await;
    browser.press(&page, "Kết thúc phiên: Thiết bị chưa rõ", &[]).await
}

/// Presses the button of the page that asks: answers with the provider's address.
async fn ask(browser: &Browser, page: &Answer) -> Url {
    let form = page.form(LABEL);
    let answer = browser.post(&form.action, &form.fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.to()
}

async fn prove(browser: &Browser, page: &Answer, person: Person) -> Answer {
    let authorize = ask(browser, page).await;
    let callback = browser.agree(authorize, person).await;
    browser.open(callback).await
}

async fn is_in(browser: &Browser) -> bool {
    browser.open("/tai-khoan").await.signed_in_name().is_some()
}

#[tokio::test]
async fn s07_ending_another_session_demands_a_recent_proof() {
    let world = TestWorld::start().await;
    let (phone, browser) = with_an_old_sign_in(&world).await;
    let page = end_the_phones(&browser).await;
    assert_eq!((page.path(), page.heading().as_str()), (ASKS, "Xác nhận lại đúng là bạn"));
    assert!(is_in(&phone).await, "nothing was done");

    let before = browser.stolen();
    let page = prove(&browser, &page, AN).await;
    assert_eq!(page.path(), PAGE);
    assert_ne!(browser.cookie("session"), before.cookie("session"));
    assert!(!is_in(&before).await, "the session has a new id");
    assert_eq!(end_the_phones(&browser).await.path(), PAGE);
    assert!(!is_in(&phone).await);
    assert!(is_in(&browser).await);
}

#[tokio::test]
async fn t22_a_proof_is_asked_for_with_max_age_and_a_sign_in_is_not() {
    let world = TestWorld::start().await;
    let (_, browser) = with_an_old_sign_in(&world).await;
    let has_max_age = |url: &Url| url.query_pairs().any(|(name, _)| name == "max_age");
    let page = browser.open(ASKS).await;
    assert!(has_max_age(&ask(&browser, &page).await));
    assert!(!has_max_age(&world.browser().begin(VNEID, "/").await));
}

#[tokio::test]
async fn t22_an_old_proof_or_another_persons_changes_nothing() {
    let world = TestWorld::start().await;
    let (phone, browser) = with_an_old_sign_in(&world).await;
    let asks = browser.open(ASKS).await;
    let session = browser.cookie("session");
    for (person, fault) in [(AN, "stale_auth_time"), (BINH, "none")] {
        world.fault_once(VNEID, fault).await;
        let page = prove(&browser, &asks, person).await;
        assert_eq!((page.status, page.heading().as_str()), (400, "Chưa xác nhận lại được"), "{fault}");
        assert_eq!(browser.cookie("session"), session);
        assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));
        assert_eq!(end_the_phones(&browser).await.path(), ASKS);
    }
    assert!(is_in(&phone).await);
    // Twin.
    assert_eq!(prove(&browser, &asks, AN).await.path(), PAGE);
}

#[tokio::test]
async fn t22_a_proof_is_for_one_session_and_for_ones_own_identities() {
    let world = TestWorld::start().await;
    let (_, browser) = with_an_old_sign_in(&world).await;
    let asks = browser.open(ASKS).await;
    let stranger = world.browser();
    stranger.signed_in(VNEID, BINH, "/").await;
    let form = asks.form(LABEL);
    assert_eq!(stranger.call_stamped(&form.action, &form.fields).await.status, 404);

    // Another session of the same browser began meanwhile.
    let authorize = ask(&browser, &asks).await;
    browser.signed_in(VNEID, AN, "/").await;
    let session = browser.cookie("session");
    let callback = browser.agree(authorize, AN).await;
    assert_eq!(browser.open(callback).await.heading(), "Chưa xác nhận lại được");
    assert_eq!(browser.cookie("session"), session);
}
