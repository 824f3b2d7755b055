//! One person, two accounts (SECURITY.md, L): linking is an act, never a side effect.

use crate::{
    application::APPLICATION,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, Person},
    world::TestWorld,
};

/// Binh's second national account (docs/SANDBOX.md).
const BINH2: Person = Person { id: "binh2", ..BINH };

/// Binh signs in with the national account and matches her number.
async fn with_a_matched_national_account(world: &TestWorld) -> Browser {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(browser.update_number(&page, BINH).await.path(), "/thu-tuc");
    browser
}

#[tokio::test]
async fn l05_l07_twin_the_same_number_from_vneid_is_asked_about_and_linked_by_the_person() {
    let world = TestWorld::start().await;
    with_a_matched_national_account(&world).await;

    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/thu-tuc/1.001193").await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    assert_eq!(browser.cookie("session"), None, "asked before anybody is signed in");
    let page = browser.link(&question, BINH).await;
    assert_eq!(page.path(), "/thu-tuc/1.001193");
    assert_eq!(page.signed_in_name().as_deref(), Some(BINH.name));

    let list = browser.open("/tai-khoan/dinh-danh").await.text("main");
    assert!(list.contains("Tài khoản Định danh điện tử cấp bởi Bộ Công an"), "{list}");
    assert!(list.contains("Tài khoản cấp bởi Cổng Dịch vụ công quốc gia"), "{list}");

    // From now on without a question.
    let again = world.browser();
    again.signed_in(VNEID, BINH, "/").await;
}

#[tokio::test]
async fn l03_a_session_that_is_older_than_the_link_ends_with_it() {
    let world = TestWorld::start().await;
    let older = with_a_matched_national_account(&world).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/").await;
    assert_eq!(older.open("/tai-khoan").await.signed_in_name().as_deref(), Some(BINH.name), "asking changes nothing");
    browser.link(&question, BINH).await;
    assert_eq!(older.open("/tai-khoan").await.signed_in_name(), None);
    // Twin: the one who linked goes on, and the other identity opens the account again.
    assert_eq!(browser.open("/tai-khoan").await.signed_in_name().as_deref(), Some(BINH.name));
    older.signed_in(NATIONAL, BINH, "/").await;
    assert_eq!(older.open("/tai-khoan").await.signed_in_name().as_deref(), Some(BINH.name));
}

#[tokio::test]
async fn l05_the_question_belongs_to_one_browser_and_is_answered_once() {
    let world = TestWorld::start().await;
    let browser = with_a_matched_national_account(&world).await;
    let question = browser.sign_in(VNEID, BINH, "/").await;
    let form = question.form("Liên kết");

    let stranger = world.browser();
    stranger.post(&form.action, &form.fields).await;
    assert_eq!(stranger.cookie("session"), None);
    let signed_in_stranger = world.browser();
    signed_in_stranger.signed_in(VNEID, AN, "/").await;
    signed_in_stranger.post(&form.action, &form.fields).await;
    assert_eq!(signed_in_stranger.open("/").await.signed_in_name().as_deref(), Some(AN.name));

    let replay = browser.stolen();
    browser.post(&form.action, &form.fields).await;
    assert_eq!(browser.identities().await.len(), 2);
    replay.post(&form.action, &form.fields).await;
    assert!(!replay.is_in().await);
}

#[tokio::test]
async fn l05_a_question_from_another_site_is_not_answered() {
    let world = TestWorld::start().await;
    with_a_matched_national_account(&world).await;
    let browser = world.browser();
    browser.sign_in(VNEID, BINH, "/").await;
    let foreign =
        browser.request(reqwest::Method::POST, "/api/lien-ket/dong-y").header("origin", "https://evil.example");
    assert_eq!(browser.send(foreign).await.status, 403);
    assert_eq!(browser.get("/api/lien-ket/dong-y").await.status, 405);
    assert_eq!(browser.cookie("session"), None);
}

#[tokio::test]
async fn l01_a_number_that_somebody_has_is_not_given_twice() {
    let world = TestWorld::start().await;
    with_a_matched_national_account(&world).await;
    let second = world.browser();
    let page = second.signed_in(NATIONAL, BINH2, "/").await;
    let conflict = second.update_number(&page, BINH).await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"));
    assert_eq!(conflict.heading(), "Số căn cước đã gắn với tài khoản khác");
    assert!(!second.open("/tai-khoan").await.body.contains("025*****9002"));
}

#[tokio::test]
async fn l07_another_subject_with_a_known_number_is_asked_and_not_let_in() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    world.fault_once(VNEID, "subject_changed").await;
    let browser = world.browser();
    let page = browser.sign_in(VNEID, AN, "/").await;
    assert_eq!(page.signed_in_name(), None, "{}", page.url);
    assert_eq!(browser.cookie("session"), None);
}

#[tokio::test]
async fn l06_the_two_providers_do_not_share_people_by_anything_but_the_number() {
    let world = TestWorld::start().await;
    let national = world.browser();
    let page = national.signed_in(NATIONAL, BINH, "/").await;
    national.press(&page, "Bỏ qua", &[]).await;
    // The same name, birth date, telephone and e-mail; no number on the first account: two accounts.
    let vneid = world.browser();
    vneid.signed_in(VNEID, BINH, "/").await;
    let list = vneid.open("/tai-khoan/dinh-danh").await.text("main");
    assert!(!list.contains("Tài khoản cấp bởi Cổng Dịch vụ công quốc gia"), "{list}");
}

#[tokio::test]
async fn l02_who_typed_a_strangers_number_first_loses_it_to_the_owner_and_learns_nothing() {
    let world = TestWorld::start().await;
    // Somebody who knows Bình's number, name and birth date comes before her.
    let first = world.browser();
    let page = first.signed_in(NATIONAL, BINH2, "/thu-tuc").await;
    assert_eq!(first.update_number(&page, BINH).await.path(), "/thu-tuc");

    let owner = world.browser();
    let question = owner.sign_in(VNEID, BINH, "/").await;
    let page = owner.disown(&question).await;
    assert_eq!(page.signed_in_name().as_deref(), Some(BINH.name), "{}", page.url);
    let list = owner.open("/tai-khoan/dinh-danh").await.text("main");
    assert!(!list.contains("Tài khoản cấp bởi Cổng Dịch vụ công quốc gia"), "{list}");

    let account = first.open("/tai-khoan").await;
    assert!(!account.body.contains("025190*"), "the number has left the account that merely typed it");
    assert_eq!(account.signed_in_name().as_deref(), Some(BINH2.name), "whom their own account says they are");
    assert!(account.text("main").contains("Nguồn: Tài khoản Cổng Dịch vụ công quốc gia"), "and says who says so");
    let again = world.browser().signed_in(NATIONAL, BINH2, "/tra-cuu").await;
    assert!(again.path().starts_with("/can-cuoc"), "{}", again.url);
    let refused = first.open(format!("{APPLICATION}?buoc=4")).await;
    assert!(
        !refused.has_button("Gửi hồ sơ")
            || first.press(&refused, "Gửi hồ sơ", &[]).await.path().starts_with("/can-cuoc")
    );
}

#[tokio::test]
async fn l02_twin_an_attempt_that_did_not_match_claims_nothing() {
    let world = TestWorld::start().await;
    let other = world.browser();
    let page = other.signed_in(NATIONAL, BINH2, "/").await;
    let answer = other.update_number(&page, Person { number: AN.number, ..BINH2 }).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    // The owner of the number is asked nothing.
    world.browser().signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn l08_another_persons_vneid_never_joins_the_account_that_is_open() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    // Bình signs in at the same computer, while An's session is open.
    browser.signed_in(VNEID, BINH, "/").await;
    let account = browser.open("/tai-khoan").await;
    assert!(account.body.contains(BINH.name) && !account.body.contains(AN.name), "{}", account.url);

    let an = world.browser();
    an.signed_in(VNEID, AN, "/").await;
    let account = an.open("/tai-khoan").await;
    assert!(account.body.contains(AN.name) && !account.body.contains(BINH.name), "{}", account.url);
}

#[tokio::test]
async fn l05_who_answers_the_same_question_in_two_browsers_is_let_in_by_both() {
    let world = TestWorld::start().await;
    world.browser().signed_in(NATIONAL, AN, "/").await;
    let (first, second) = (world.browser(), world.browser());
    let questions = [first.sign_in(VNEID, AN, "/thu-tuc").await, second.sign_in(VNEID, AN, "/thu-tuc").await];
    for (browser, question) in [&first, &second].into_iter().zip(&questions) {
        let page = browser.link(question, AN).await;
        assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
    }
    let account = first.open("/tai-khoan/dinh-danh").await;
    assert_eq!(account.texts("ul[aria-labelledby='linked-accounts'] > li").len(), 2, "linked once");
}
