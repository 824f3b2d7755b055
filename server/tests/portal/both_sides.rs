//! Linking proves both sides (V-04), the number is not taken by one press (V-08), and its holder is told (V-09).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    linked::{DISOWN, NATIONAL_LABEL, TAKE, VNEID_LABEL},
    people::{AN, BINH, Person},
    world::TestWorld,
};

/// Somebody who knows Binh's number, name and birth date.
const STRANGER: Person = Person { id: "binh2", ..BINH };
const WANTED: &str = "/thu-tuc/1.001193";
const QUESTION: &str = "Liên kết tài khoản";
const NEWS: &str = "section[aria-labelledby=news]";

/// Signed in with a national account, where Binh's number is typed and matched.
async fn with_the_number(world: &TestWorld, person: Person) -> Browser {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, person, "/thu-tuc").await;
    assert_eq!(browser.update_number(&page, BINH).await.path(), "/thu-tuc");
    browser
}

/// Where "Liên kết" of this page leads.
async fn leads_to(browser: &Browser, question: &Answer) -> String {
    let form = question.form("Liên kết");
    browser.post(&form.action, &form.fields).await.to().path().to_owned()
}

async fn news(browser: &Browser) -> String {
    browser.open("/tai-khoan").await.text(NEWS)
}

#[tokio::test]
async fn v04_a_stranger_who_typed_the_number_first_keeps_no_way_into_the_account_of_its_owner() {
    let world = TestWorld::start().await;
    let stranger = with_the_number(&world, STRANGER).await;
    let owner = world.browser();
    let question = owner.sign_in(VNEID, BINH, WANTED).await;
    assert_eq!(question.heading(), QUESTION);

    // She presses the button, and can prove only what is hers.
    let page = owner.link(&question, BINH).await;
    assert_eq!((page.path(), page.heading().as_str()), ("/lien-ket", QUESTION));
    let words = page.text("main");
    assert!(words.contains("Chưa liên kết gì") && words.contains("không phải là tài khoản đang giữ số"), "{words}");
    assert_eq!(owner.cookie("session"), None);
    assert_eq!(stranger.identities().await, [NATIONAL_LABEL], "nothing was joined");

    // The number moves to her, and the stranger comes in to an account without it.
    let page = owner.disown(&page).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), (WANTED, Some(BINH.name)));
    assert_eq!(owner.identities().await, [VNEID_LABEL]);
    let again = world.browser();
    assert!(again.signed_in(NATIONAL, STRANGER, "/tra-cuu").await.path().starts_with("/can-cuoc"));
    assert!(news(&again).await.contains("Số căn cước rời khỏi tài khoản này, vì VNeID"));
    assert!(news(&owner).await.contains("Số căn cước chuyển về tài khoản này"), "both are told");
}

#[tokio::test]
async fn v04_twin_one_press_links_where_the_national_account_is_open_in_this_browser() {
    let world = TestWorld::start().await;
    let browser = with_the_number(&world, BINH).await;
    let question = browser.sign_in(VNEID, BINH, WANTED).await;
    assert_eq!(leads_to(&browser, &question).await, WANTED);
    assert_eq!(browser.identities().await, [NATIONAL_LABEL, VNEID_LABEL]);
}

#[tokio::test]
async fn v04_twin_elsewhere_the_press_leads_to_the_holders_provider_and_back_to_the_wanted_page_linked() {
    let world = TestWorld::start().await;
    with_the_number(&world, BINH).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, WANTED).await;
    let form = question.form("Liên kết");
    let authorize = browser.post(&form.action, &form.fields).await.to();
    let has = |name: &str, value: &str| authorize.query_pairs().any(|pair| pair == (name.into(), value.into()));
    assert!(has("prompt", "login") && has("max_age", "60"), "{authorize}");
    assert_eq!(browser.cookie("session"), None, "not by the press alone");
    let callback = browser.agree(authorize, BINH).await;
    let page = browser.open(callback).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), (WANTED, Some(BINH.name)));
    assert!(page.text(".notice").contains("Hai tài khoản đã được liên kết"), "{}", page.body);
    assert_eq!(browser.identities().await, [NATIONAL_LABEL, VNEID_LABEL]);
}

#[tokio::test]
async fn v04_an_old_session_of_the_holder_proves_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    world.fault_once(NATIONAL, "stale_auth_time").await;
    browser.signed_in(NATIONAL, AN, "/").await;
    let question = browser.sign_in(VNEID, AN, WANTED).await;
    assert!(leads_to(&browser, &question).await.starts_with("/dvcqg/"));
    assert_eq!(browser.identities().await, [NATIONAL_LABEL]);
    // Twin: proved anew.
    assert_eq!(browser.link(&question, AN).await.path(), WANTED);
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn v04_another_persons_session_proves_nothing() {
    let world = TestWorld::start().await;
    world.browser().signed_in(NATIONAL, AN, "/").await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let question = browser.sign_in(VNEID, AN, WANTED).await;
    assert!(leads_to(&browser, &question).await.starts_with("/dvcqg/"));
    assert_eq!(browser.link(&question, AN).await.path(), WANTED);
}

#[tokio::test]
async fn v04_a_proof_is_for_one_question() {
    let world = TestWorld::start().await;
    with_the_number(&world, BINH).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/").await;
    let form = question.form("Liên kết");
    let authorize = browser.post(&form.action, &form.fields).await.to();
    // The question is asked anew in between.
    browser.sign_in(VNEID, BINH, "/").await;
    let callback = browser.agree(authorize, BINH).await;
    let page = browser.open(callback).await;
    assert_eq!((page.path(), page.heading().as_str()), ("/lien-ket", QUESTION));
    assert_eq!(browser.cookie("session"), None);
    // Twin.
    assert_eq!(browser.link(&page, BINH).await.signed_in_name().as_deref(), Some(BINH.name));
}

#[tokio::test]
async fn v04_turning_back_or_an_old_proof_at_the_holders_provider_links_nothing_and_the_question_stays() {
    let world = TestWorld::start().await;
    with_the_number(&world, BINH).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/").await;
    for (fault, heading) in [("access_denied", QUESTION), ("stale_auth_time", "Chưa xác nhận lại được")] {
        world.fault_once(NATIONAL, fault).await;
        assert_eq!(browser.link(&question, BINH).await.heading(), heading, "{fault}");
        assert_eq!(browser.cookie("session"), None, "{fault}");
    }
    let question = browser.open("/lien-ket").await;
    assert_eq!(browser.link(&question, BINH).await.signed_in_name().as_deref(), Some(BINH.name));
}

#[tokio::test]
async fn v08_the_number_of_the_account_that_is_open_here_is_not_taken_by_one_press() {
    let world = TestWorld::start().await;
    let browser = with_the_number(&world, BINH).await;
    let question = browser.sign_in(VNEID, BINH, "/").await;
    assert!(!question.body.contains("/api/lien-ket/khong-phai-toi"), "no form does it on this page");
    let dry_run = browser.open(DISOWN).await;
    let words = dry_run.text("main");
    for part in ["Chưa có gì thay đổi", "Chính tài khoản kia đang mở trong trình duyệt này", NATIONAL_LABEL]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"), "the number is where it was");

    // Twin: confirmed, it moves, and the session of the other account is over here.
    let page = browser.press(&dry_run, TAKE, &[]).await;
    assert_eq!(page.signed_in_name().as_deref(), Some(BINH.name));
    assert!(page.text(".notice").contains("Số căn cước đã chuyển về tài khoản của bạn"), "{}", page.body);
    assert_eq!(browser.identities().await, [VNEID_LABEL]);
}

#[tokio::test]
async fn v08_later_changes_nothing_and_the_question_stays() {
    let world = TestWorld::start().await;
    let holder = with_the_number(&world, BINH).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/").await;
    assert!(question.texts("a").iter().any(|link| link == "Để sau"), "{}", question.body);
    assert_eq!(browser.open("/").await.signed_in_name(), None);
    assert_eq!(holder.identities().await, [NATIONAL_LABEL]);
    let question = browser.open("/lien-ket").await;
    assert_eq!(browser.link(&question, BINH).await.signed_in_name().as_deref(), Some(BINH.name));
}

#[tokio::test]
async fn v09_the_holder_is_told_that_somebody_else_came_with_their_number() {
    let world = TestWorld::start().await;
    let holder = with_the_number(&world, BINH).await;
    assert_eq!(news(&holder).await, "");
    for _ in 0..2 {
        world.browser().sign_in(VNEID, BINH, "/").await;
    }
    let told = news(&holder).await;
    assert_eq!(told.matches("Có người vừa đăng nhập với số căn cước của tài khoản này").count(), 1, "{told}");
    assert!(told.contains(VNEID_LABEL) && !told.contains("9002"), "{told}");
    let activity = holder.open("/tai-khoan/bao-mat").await.text("main");
    assert!(activity.contains("Có người vừa đăng nhập với số căn cước"), "{activity}");

    // Twin: nobody else has come.
    let world = TestWorld::start().await;
    let browser = with_the_number(&world, BINH).await;
    browser.sign_in(VNEID, BINH, "/").await;
    assert_eq!(news(&browser).await, "");
}

#[tokio::test]
async fn v09_the_holder_is_told_that_another_account_typed_their_number_and_it_matched() {
    let world = TestWorld::start().await;
    let holder = world.browser();
    holder.signed_in(VNEID, BINH, "/").await;
    let other = world.browser();
    let page = other.signed_in(NATIONAL, STRANGER, "/").await;
    // Twin first: what does not match claims nothing.
    let wrong = other.update_number(&page, Person { born: ["16", "03", "1990"], ..BINH }).await;
    assert_ne!(wrong.outcome().as_deref(), Some("conflict"));
    assert_eq!(news(&holder).await, "");

    let page = other.open("/can-cuoc").await;
    assert_eq!(other.update_number(&page, BINH).await.outcome().as_deref(), Some("conflict"));
    let told = news(&holder).await;
    assert!(told.contains("Một tài khoản khác đã nhập số căn cước của tài khoản này"), "{told}");
    assert!(told.contains("bạn không cần làm gì"), "{told}");
}
