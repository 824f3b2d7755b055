//! Limits that hold: a try is reserved, settled and given back (ADR 17; T2-01, T2-02, T2-04, T2-05), and nobody is locked out by
//! others.

use crate::{
    answer::{Answer, Form},
    browser::Browser,
    journey::{CHECK_AGAIN, NATIONAL, SEND_ANYWAY, VNEID},
    limits::another,
    people::{AN, BINH, DUNG, Person},
    world::{TestWorld, databases::Kind},
};
use congdan_domain::Outcome;
use congdan_flows::ports::matching::{AttemptsOf, QueryRecord};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

const REGISTER: &str = "/dan-cu";

fn filled(page: &Answer, person: Person) -> Form {
    let [day, month, year] = person.born;
    let entries = [
        ("Số căn cước (CCCD)", person.number),
        ("Họ và tên", person.name),
        ("Ngày", day),
        ("Tháng", month),
        ("Năm", year),
        ("Tôi đồng ý cho đối chiếu", "x"),
    ];
    page.form_with("Cập nhật", &entries)
}

pub async fn account_of(world: &TestWorld, browser: &Browser) -> Uuid {
    let portal = &world.portal.site.portal;
    let token = browser.cookie("session").unwrap();
    portal.store.session(&token, portal.world.now()).await.unwrap().unwrap().account
}

async fn spent(world: &TestWorld, account: Uuid) -> u32 {
    let portal = &world.portal.site.portal;
    let since = portal.world.now() - time::Duration::hours(6);
    portal.store.spent_attempts(AttemptsOf::Account(account), since).await.unwrap().count
}

async fn ledger(world: &TestWorld, account: Uuid) -> Vec<QueryRecord> {
    world.portal.site.portal.store.queries_of(account, 400).await.unwrap()
}

/// Sends the forms of all these people at once, each from one of the browsers.
async fn at_once(browsers: Vec<Browser>, page: &Answer, people: impl Iterator<Item = Person>) {
    let browsers: Vec<_> = browsers.into_iter().map(std::sync::Arc::new).collect();
    let mut posts = JoinSet::new();
    for (turn, person) in people.enumerate() {
        let (browser, form) = (browsers[turn % browsers.len()].clone(), filled(page, person));
        posts.spawn(async move { browser.post(&form.action, &form.fields).await.status });
    }
    for status in posts.join_all().await {
        assert_eq!(status, 303);
    }
}

#[tokio::test]
async fn t2_01_three_hundred_entries_at_once_have_five_answers() {
    for count in [60, 300] {
        let world = TestWorld::start().await;
        let browser = world.browser();
        let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
        let account = account_of(&world, &browser).await;
        world.population_late("ok", 1_000).await;
        at_once(vec![browser.stolen()], &page, (0..count).map(|turn| another(DUNG, turn))).await;
        assert_eq!(world.calls(REGISTER).await, 5, "of {count}");
        assert_eq!((spent(&world, account).await, ledger(&world, account).await.len()), (5, 5));
        let locked = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
        assert!(matches!(locked.outcome().as_deref(), Some("limited" | "not_found")), "{}", locked.body);
    }
}

#[tokio::test]
async fn t2_01_two_nodes_count_together() {
    if Kind::of_this_run() == Kind::Sqlite {
        // One file has one process (ADR 5).
        return;
    }
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    let node = world.another_node().await;
    world.population_late("ok", 1_000).await;
    let browsers = vec![browser.stolen(), browser.at(&node.url)];
    at_once(browsers, &page, (0..60).map(|turn| another(DUNG, turn))).await;
    assert_eq!(world.calls(REGISTER).await, 5);
    assert_eq!((spent(&world, account).await, ledger(&world, account).await.len()), (5, 5));
}

#[tokio::test]
async fn t2_01_twin_four_that_are_wrong_and_the_fifth_that_is_right() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    for left in (1..5).rev() {
        let answer = browser.update_number(&page, another(BINH, left)).await;
        assert_eq!(answer.outcome().as_deref(), Some("not_found"));
        assert!(answer.text("main").contains(&format!("Số lần thử còn lại: {left}")), "{}", answer.text("main"));
    }
    assert_eq!(browser.update_number(&page, BINH).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn t2_04_the_same_entry_twice_is_one_query_and_one_try() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    world.population_late("ok", 500).await;
    at_once(vec![browser.stolen()], &page, [DUNG; 5].into_iter()).await;
    let answer = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    assert!(answer.text("main").contains("Số lần thử còn lại: 4"), "{}", answer.text("main"));
    let again = browser.update_number(&page, DUNG).await;
    assert_eq!(again.outcome().as_deref(), Some("not_found"));
    assert!(again.text("main").contains("Số lần thử còn lại: 4"), "{}", again.text("main"));
    let reference = |answer: &Answer| answer.texts("strong.code").pop();
    assert_eq!(reference(&again), reference(&answer), "the same answer");
    assert_eq!((world.calls(REGISTER).await, spent(&world, account).await), (1, 1));
    assert_eq!(ledger(&world, account).await.len(), 1);

    // An edit is another query.
    let edited = browser.update_number(&page, Person { name: "Phạm Thị Dụng", ..DUNG }).await;
    assert!(edited.text("main").contains("Số lần thử còn lại: 3"), "{}", edited.text("main"));
}

#[tokio::test]
async fn t2_04_twin_two_presses_of_the_right_entry_match_and_spend_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    world.population_late("ok", 500).await;
    at_once(vec![browser.stolen()], &page, [BINH; 3].into_iter()).await;
    assert_eq!(browser.open("/can-cuoc?tiep=%2Fthu-tuc").await.path(), "/thu-tuc");
    assert_eq!((world.calls(REGISTER).await, spent(&world, account).await), (1, 0));
}

/// Sends the entry and hangs up after a third of a second; answers whether that was before the answer.
async fn cut_off(browser: &Browser, page: &Answer, person: Person) -> bool {
    let form = filled(page, person);
    let posted = browser.post(&form.action, &form.fields);
    tokio::time::timeout(Duration::from_millis(350), posted).await.is_err()
}

#[tokio::test]
async fn t2_05_a_line_that_is_cut_loses_no_answer_and_saves_no_try() {
    let world = TestWorld::start().await;
    world.population_late("ok", 900).await;
    let matching = world.browser();
    let page = matching.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert!(cut_off(&matching, &page, BINH).await);
    let missing = world.browser();
    let page = missing.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let account = account_of(&world, &missing).await;
    assert!(cut_off(&missing, &page, DUNG).await);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(matching.open("/can-cuoc?tiep=%2Fthu-tuc").await.path(), "/thu-tuc", "she is there, with her number");
    let told = missing.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    assert_eq!(told.outcome().as_deref(), Some("not_found"), "the answer waits for her: {}", told.body);
    assert!(told.text("main").contains("Số lần thử còn lại: 4"));
    assert!(missing.open("/can-cuoc?tiep=%2Fthu-tuc").await.has_button("Cập nhật"), "and then the form again");

    for turn in 0..12 {
        // The first four are asked about, and the others are refused, whether she hears it or not.
        cut_off(&missing, &page, another(DUNG, turn)).await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!((world.calls(REGISTER).await, spent(&world, account).await), (1 + 5, 5), "who hangs up pays like all");
}

#[tokio::test]
async fn t2_05_a_query_whose_process_was_killed_is_closed_and_its_try_is_free() {
    let mut world = TestWorld::with(|settings| settings.limits.match_per_account.count = 1).await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    world.population_late("ok", 1_800).await;
    assert!(cut_off(&browser, &page, DUNG).await);
    world.restart().await;
    world.population("ok").await;
    let held = browser.update_number(&page, another(DUNG, 1)).await;
    assert_eq!(held.heading(), "Đang chờ câu trả lời trước", "the dead query may still be alive: {}", held.body);

    world.clock.advance(time::Duration::minutes(3));
    let began = Instant::now();
    while ledger(&world, account).await[0].outcome != Some(Outcome::Timeout) {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody closes it");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(spent(&world, account).await, 0);
    let answer = browser.update_number(&page, another(DUNG, 1)).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"), "the try was free: {}", answer.body);
}

#[tokio::test]
async fn t2_05_twin_the_same_entry_after_a_crash_is_asked_again_at_once() {
    let mut world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    world.population_late("ok", 1_800).await;
    assert!(cut_off(&browser, &page, BINH).await);
    world.restart().await;
    world.population("ok").await;
    let answer = browser.update_number(&page, BINH).await;
    assert_eq!(answer.path(), "/thu-tuc", "{}", answer.body);
    assert_eq!(ledger(&world, account).await.len(), 1, "under the same name");
}

#[tokio::test]
async fn t2_02_a_flood_from_one_address_slows_itself_down_and_nobody_else() {
    let world = TestWorld::with(|settings| {
        settings.limits.match_per_address.count = 1;
        settings.limits.match_per_account.count = 20;
    })
    .await;
    let flood = world.browser();
    let page = flood.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let newcomer = world.browser();
    let her_page = newcomer.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let mut took = Vec::new();
    for turn in 0..9 {
        let (form, began) = (filled(&page, another(DUNG, turn)), Instant::now());
        assert_eq!(flood.post(&form.action, &form.fields).await.status, 303);
        took.push(began.elapsed());
    }
    // The ninth waits for eight steps of a quarter of a second.
    assert!(took[8] >= Duration::from_secs(2), "it grows: {took:?}");
    assert_eq!(flood.open("/can-cuoc?ket-qua=1").await.outcome().as_deref(), Some("not_found"), "and locks nobody");

    let (form, began) = (filled(&her_page, BINH), Instant::now());
    newcomer.post(&form.action, &form.fields).await;
    assert!(began.elapsed() < Duration::from_secs(2), "a first try never waits: {:?}", began.elapsed());
    assert_eq!(newcomer.open("/can-cuoc?tiep=%2Fthu-tuc").await.path(), "/thu-tuc");
    let began = Instant::now();
    world.browser().signed_in(VNEID, AN, "/").await;
    assert!(began.elapsed() < Duration::from_secs(2), "nor does VNeID: {:?}", began.elapsed());
}

#[tokio::test]
async fn t2_07_what_contradicts_itself_is_shown_first_at_no_cost_and_sent_by_a_second_press() {
    // Her own name and birth date, and a number of a woman born a year later; then one of a man of her year.
    for (number, words) in
        [("025191999002", "1991"), ("025090999002", "giới tính nam, còn tài khoản của bạn ghi giới tính nữ")]
    {
        let world = TestWorld::start().await;
        let browser = world.browser();
        let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        let account = account_of(&world, &browser).await;
        let typed = Person { number, ..BINH };
        let check = browser.enter_number(&page, typed).await;
        assert_eq!((check.status, check.heading().as_str()), (200, CHECK_AGAIN), "{}", check.body);
        let told = check.text("[data-contradictions]");
        assert!(told.contains(words), "{told}");
        assert!(typed.found_in(check.path()).is_empty() && typed.found_in(&check.text("title")).is_empty());
        assert_eq!(world.calls(REGISTER).await, 0, "no call");
        assert!(ledger(&world, account).await.is_empty() && spent(&world, account).await == 0, "nothing is spent");
        let reload = browser.open(check.url.as_str()).await;
        assert_eq!(reload.heading(), CHECK_AGAIN);
        browser.plant_cookie("language", "en");
        assert_eq!(browser.open(check.url.as_str()).await.heading(), "Check again");
        browser.plant_cookie("language", "vi");

        // "Sửa" leads back to the form with everything in it.
        let document = scraper::Html::parse_document(&check.body);
        let links = scraper::Selector::parse("main a.button").unwrap();
        let edit = document.select(&links).next().unwrap().attr("href").unwrap().to_owned();
        let form = browser.open(edit).await;
        let kept = form.form("Cập nhật").fields;
        assert!(kept.iter().any(|(_, value)| value.replace(' ', "") == number), "{kept:?}");
        assert!(!kept.iter().any(|(name, _)| name == "consent"), "the consent is an act");

        let sent = browser.press(&check, SEND_ANYWAY, &[]).await;
        assert_eq!(sent.outcome().as_deref(), Some("not_found"), "{}", sent.body);
        assert_eq!((world.calls(REGISTER).await, spent(&world, account).await), (1, 1));
    }
}

#[tokio::test]
async fn t2_07_the_profile_shows_it_first_too_and_a_script_is_led_the_same_way() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let asked = browser.signed_in(NATIONAL, BINH, "/").await;
    let typed = Person { number: "025191999002", ..BINH };
    let form = filled(&asked, typed);
    let called = browser.call(&form.action, &form.fields).await;
    assert!(called.body.contains("/can-cuoc?tiep=%2F&kiem-tra=1"), "{}", called.body);
    browser.press(&asked, "Bỏ qua", &[]).await;
    let profile = browser.open("/tai-khoan/chinh-sua").await;
    let check = browser.enter_number(&profile, typed).await;
    assert_eq!(check.heading(), CHECK_AGAIN, "{}", check.body);
    assert_eq!(world.calls(REGISTER).await, 0);
    let kept = browser.open("/tai-khoan/chinh-sua").await.form("Cập nhật").fields;
    assert!(kept.iter().any(|(_, value)| value.replace(' ', "") == typed.number), "{kept:?}");
    // Another person at this browser sees nothing of it.
    browser.press(&check, "Đăng xuất", &[]).await;
    browser.signed_in(NATIONAL, DUNG, "/").await;
    let other = browser.open(check.url.as_str()).await;
    assert_ne!(other.heading(), CHECK_AGAIN);
    assert!(typed.found_in(&other.body).is_empty(), "{}", other.body);
}

#[tokio::test]
async fn t2_07_twin_what_fits_together_goes_on_at_once() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(browser.enter_number(&page, BINH).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn t2_01_the_screen_says_beforehand_what_the_last_try_costs_and_then_offers_what_works() {
    let world = TestWorld::with(|settings| settings.limits.match_per_account.count = 2).await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let last = "Đây là lần thử cuối: nếu lần tới cũng không khớp, việc đối chiếu tạm dừng 6 giờ";
    let first = browser.update_number(&page, another(DUNG, 1)).await;
    assert!(first.text("main").contains(last), "{}", first.text("main"));
    let form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    assert!(form.text("main").contains(last), "{}", form.text("main"));
    let second = browser.update_number(&form, another(DUNG, 2)).await;
    let words = second.text("main");
    assert!(words.contains("Bạn đã hết lượt thử. Việc đối chiếu tạm dừng đến"), "{words}");
    assert!(!words.contains("Xem lại và sửa thông tin") && words.contains("Đăng nhập bằng VNeID"), "{words}");

    let locked = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    assert_eq!((locked.status, locked.heading().as_str()), (200, "Tạm khóa đối chiếu"), "{}", locked.body);
    assert!(!locked.has_button("Cập nhật"), "no form that does nothing");
    let words = locked.text("main");
    for part in
        ["Bạn có thể thử lại từ", "quá nhiều lần đối chiếu không khớp", "Đăng nhập bằng VNeID", "Công an cấp xã"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let slip = browser.press(&locked, "Lập phiếu hướng dẫn", &[]).await;
    assert_eq!(slip.heading(), "Phiếu hướng dẫn", "{}", slip.body);
    assert_eq!(browser.press(&locked, "Bỏ qua", &[]).await.path(), "/thu-tuc");

    // Twin: after the six hours the form is back.
    world.clock.advance(time::Duration::hours(6));
    let again = world.browser();
    assert!(again.signed_in(NATIONAL, DUNG, "/thu-tuc").await.has_button("Cập nhật"));
}
