//! An account out of use (S-06).

use crate::{
    answer::Answer,
    journey::{NATIONAL, VNEID},
    linked::{DISOWN, TAKE, linked},
    people::{AN, BINH, Person},
    world::TestWorld,
};
use congdan_flows::{
    ports::audit::AuditKind,
    suspension::{AccountRef, SuspensionError},
};
use congdan_server::operator::{self, Order};
use uuid::Uuid;

async fn account_of(world: &TestWorld, person: Person) -> Uuid {
    let number = congdan_domain::Cccd::from_trusted(person.number).unwrap();
    world.portal.site.portal.store.account_by_number(&number).await.unwrap().unwrap().id
}

async fn order(world: &TestWorld, order: Order, account: Uuid) {
    operator::account(&world.portal.site.portal, order, &AccountRef::Account(account)).await.unwrap();
}

fn says_suspended(page: &Answer) {
    assert_eq!((page.status, page.heading().as_str()), (400, "Tài khoản đang tạm khóa"), "{}", page.url);
    assert!(page.text("main").contains("Gọi tổng đài 1900 0368"), "{}", page.body);
    let reference = page.url.query_pairs().find(|(name, _)| name == "ma").unwrap().1.into_owned();
    assert!(page.text("main").contains(&reference), "{reference}");
}

#[tokio::test]
async fn s06_suspending_ends_live_sessions_at_once_and_signing_in_says_so() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let account = account_of(&world, AN).await;
    order(&world, Order::Suspend, account).await;
    assert!(!browser.is_in().await);

    let other = world.browser();
    let page = other.sign_in(VNEID, AN, "/thu-tuc").await;
    says_suspended(&page);
    assert_eq!(other.cookie("session"), None);
    assert!(AN.found_in(&page.body).is_empty());

    order(&world, Order::Restore, account).await;
    assert!(!browser.is_in().await, "what ended stays ended");
    other.signed_in(VNEID, AN, "/").await;
    let told = other.open("/tai-khoan").await.text("main");
    assert!(told.contains("Tài khoản bị tạm khóa") && told.contains("Tài khoản được mở lại"), "{told}");
}

#[tokio::test]
async fn s06_nothing_is_asked_about_or_joined_to_a_suspended_account() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    browser.update_number(&page, BINH).await;
    let account = account_of(&world, BINH).await;

    // One question is open already, another one would be.
    let asked = world.browser();
    let question = asked.sign_in(VNEID, BINH, "/").await;
    let dry_run = asked.open(DISOWN).await;
    order(&world, Order::Suspend, account).await;
    for (page, button) in [(&question, "Liên kết"), (&dry_run, TAKE)] {
        let page = asked.press(page, button, &[]).await;
        assert_eq!((page.path(), asked.cookie("session")), ("/lien-ket", None), "{button}");
    }
    let late = world.browser();
    says_suspended(&late.sign_in(VNEID, BINH, "/").await);
    assert_eq!(late.cookie("session"), None);

    // Twin.
    order(&world, Order::Restore, account).await;
    assert_eq!(late.sign_in(VNEID, BINH, "/").await.heading(), "Liên kết tài khoản");
}

#[tokio::test]
async fn s06_an_open_page_of_a_suspended_account_changes_nothing() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let form = browser.open(browser.unlink_path("Cổng Dịch vụ công").await).await.form("Gỡ liên kết");
    let account = account_of(&world, BINH).await;
    order(&world, Order::Suspend, account).await;
    assert_eq!(browser.call(&form.action, &form.fields).await.status, 401);
    order(&world, Order::Restore, account).await;
    browser.signed_in(VNEID, BINH, "/").await;
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn s06_an_operator_finds_the_account_by_what_the_person_reads_out() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    let (portal, account) = (&world.portal.site.portal, account_of(&world, AN).await);
    let events = portal.store.events_of(account, 10).await.unwrap();
    let signed_in = events.iter().find(|event| event.kind == AuditKind::SignedIn).unwrap();
    let whose = AccountRef::Reference(format!(" {} ", signed_in.support_id.to_lowercase()));
    let recorded = operator::account(portal, Order::Suspend, &whose).await.unwrap();
    assert_eq!(recorded.account, account);
    let again = operator::account(portal, Order::Suspend, &whose).await;
    assert!(matches!(again, Err(SuspensionError::AlreadySo)));
    let nobody = operator::account(portal, Order::Suspend, &AccountRef::Reference("AAAAAAAA".to_owned())).await;
    assert!(matches!(nobody, Err(SuspensionError::Unknown)));
    let events = portal.store.events_of(account, 10).await.unwrap();
    let record = events.iter().find(|event| event.kind == AuditKind::AccountSuspended).unwrap();
    assert_eq!((record.support_id.as_str(), record.detail.as_str()), (recorded.support_id.as_str(), "by_operator"));
}
