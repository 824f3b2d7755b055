//! "Xóa tài khoản" at `/tai-khoan/du-lieu` (P-05; rule 13).

use crate::{
    journey::{NATIONAL, VNEID},
    linked::{NATIONAL_LABEL, VNEID_LABEL, linked},
    people::{AN, BINH},
    world::TestWorld,
};
use congdan_flows::{
    deletion::{self, DeletionOutcome},
    session,
    suspension::{self, AccountRef},
};

const PAGE: &str = "/tai-khoan/du-lieu";
const BUTTON: &str = "Xóa tài khoản";
const UNDERSTOOD: (&str, &str) = ("Tôi hiểu và muốn xóa tài khoản", "x");

#[tokio::test]
async fn p05_a_deleted_account_is_gone_and_its_applications_stay() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let code = browser.apply().await;
    let elsewhere = world.browser();
    elsewhere.signed_in(NATIONAL, BINH, "/").await;
    let page = browser.open(PAGE).await;
    let text = page.text("main");
    for said in ["không hoàn tác được", "hồ sơ đã gửi đến cơ quan nhà nước", "tạo một tài khoản mới, trống"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let home = browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    assert_eq!((home.url.path(), home.signed_in_name()), ("/", None));
    assert!(browser.seen().iter().any(|url| url.contains("/vneid/end_session")), "over at the provider as well");
    assert_eq!(browser.cookie("session"), None);
    assert!(home.text(".notice").contains("đã được xóa"), "{}", home.body);
    assert!(!elsewhere.is_in().await, "every session ends");

    // The national account is a newcomer, and the number is nobody's.
    let again = world.browser();
    let asked = again.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(asked.heading(), "Cập nhật số căn cước công dân");
    let matched = again.update_number(&asked, BINH).await;
    assert_eq!(matched.path(), "/thu-tuc");
    assert!(!again.open("/ho-so").await.body.contains(&code), "a new account");
    let look_up = again.open("/tra-cuu").await;
    let entries = [("Mã hồ sơ", code.as_str()), ("Số căn cước của chủ hồ sơ", BINH.number)];
    let found = again.press(&look_up, "Tra cứu", &entries).await;
    assert!(found.text("main").contains("Mới đăng ký"), "{}", found.body);
}

#[tokio::test]
async fn p05_nothing_is_deleted_without_the_tick() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let page = browser.open(PAGE).await;
    let again = browser.press(&page, BUTTON, &[]).await;
    assert_eq!((again.status, again.path()), (422, PAGE));
    assert!(again.text("main").contains("Có lỗi cần sửa"), "{}", again.body);
    assert!(browser.is_in().await);
}

#[tokio::test]
async fn p05_deleting_demands_a_recent_proof() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    world.fault_once(VNEID, "stale_auth_time").await;
    browser.signed_in(VNEID, AN, "/").await;
    let page = browser.open(PAGE).await;
    let asks = browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    assert_eq!(asks.heading(), "Xác nhận lại đúng là bạn");
    assert!(browser.is_in().await, "nothing was done");
    let page = browser.prove(&asks, VNEID_LABEL, AN).await;
    assert_eq!(page.path(), PAGE, "back on the very page");
    browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    assert!(!browser.is_in().await);
}

#[tokio::test]
async fn p05_a_weaker_proof_does_not_delete_an_account_with_vneid() {
    let world = TestWorld::start().await;
    linked(&world, BINH).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let page = browser.open(PAGE).await;
    let asks = browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    let page = browser.prove(&asks, NATIONAL_LABEL, BINH).await;
    let asks = browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    assert_eq!(asks.heading(), "Xác nhận lại đúng là bạn");
    assert!(browser.is_in().await);
    let page = browser.prove(&asks, VNEID_LABEL, BINH).await;
    browser.press(&page, BUTTON, &[UNDERSTOOD]).await;
    assert!(!browser.is_in().await);
}

/// Between the look at the session and the deletion an operator is faster: nobody is told that something was deleted.
#[tokio::test]
async fn p05_an_account_suspended_in_that_moment_is_not_said_to_be_deleted() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let portal = &world.portal.site.portal;
    let visitor = session::visitor(portal, &browser.cookie("session").unwrap()).await.unwrap().unwrap();
    let whose = AccountRef::Account(visitor.account.id);
    let here = session::Browser { binding: portal.world.token(), session_token: None, device: String::new() };
    suspension::suspend(portal, &whose).await.unwrap();
    assert_eq!(deletion::delete(portal, &visitor, &here).await.unwrap(), DeletionOutcome::AccountClosed);
    suspension::restore(portal, &whose).await.unwrap();
    let account = portal.store.account(visitor.account.id).await.unwrap().unwrap();
    assert!(account.person.full_name.is_some());
}
