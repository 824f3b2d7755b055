//! What the population database answers, and what it does not (F-02 to F-04).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::NATIONAL,
    people::{AN, BINH, Person},
    world::TestWorld,
};
use std::time::{Duration, Instant};

const TIMEOUT: Duration = Duration::from_millis(500);

async fn with_a_quick_timeout() -> TestWorld {
    TestWorld::with(|settings| settings.population.timeout_ms = 500).await
}

/// Binh at the CCCD screen, on her way to the procedures.
async fn asked(world: &TestWorld) -> (Browser, Answer) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(page.heading(), "Cập nhật số căn cước công dân");
    (browser, page)
}

/// The register misbehaves in this way: an outcome that is no match and not "not found", in time, and nothing typed is
/// lost.
async fn stays_open(mode: &str, outcomes: &[&str]) {
    let world = with_a_quick_timeout().await;
    let (browser, page) = asked(&world).await;
    world.population(mode).await;
    let began = Instant::now();
    let answer = browser.update_number(&page, BINH).await;
    assert!(began.elapsed() < TIMEOUT + Duration::from_secs(3), "{mode}: {:?}", began.elapsed());

    let outcome = answer.outcome().unwrap_or_else(|| panic!("{mode}: {} {}", answer.url, answer.body));
    assert!(outcomes.contains(&outcome.as_str()), "{mode}: {outcome}");
    assert_eq!(answer.heading(), "Đang chờ đối chiếu", "{mode}");
    assert!(answer.has_button("Thử lại"), "{mode}: {}", answer.body);
    assert!(!browser.open("/tai-khoan").await.body.contains("025*****9002"), "{mode}: no number came of it");

    // What was typed is still there, also on the form.
    let form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await.form("Cập nhật");
    assert!(form.fields.iter().any(|(_, value)| value.replace(' ', "") == BINH.number), "{mode}: {form:?}");

    world.population("ok").await;
    let matched = browser.press(&answer, "Thử lại", &[]).await;
    assert_eq!(
        (matched.status, matched.path(), matched.outcome()),
        (200, "/thu-tuc", None),
        "{mode}: {}",
        matched.body
    );
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"), "{mode}");
}

#[tokio::test]
async fn f02_a_register_that_is_down_is_waited_for() {
    stays_open("down", &["unavailable"]).await;
}

#[tokio::test]
async fn f02_a_register_that_is_slow_is_given_up_in_time_and_waited_for() {
    stays_open("slow", &["timeout"]).await;
}

#[tokio::test]
async fn f04_a_fault_of_the_register_is_waited_out() {
    stays_open("fault", &["unavailable"]).await;
}

#[tokio::test]
async fn f04_half_an_answer_is_no_answer() {
    stays_open("malformed", &["malformed"]).await;
}

#[tokio::test]
async fn f04_a_web_page_is_no_answer() {
    stays_open("html", &["malformed", "unavailable"]).await;
}

#[tokio::test]
async fn f04_an_empty_answer_is_no_answer() {
    stays_open("blank", &["malformed", "unavailable"]).await;
}

#[tokio::test]
async fn f04_an_answer_about_somebody_else_is_no_answer_and_is_not_shown() {
    stays_open("wrong_person", &["malformed"]).await;
    let world = with_a_quick_timeout().await;
    let (browser, page) = asked(&world).await;
    world.population("wrong_person").await;
    let answer = browser.update_number(&page, BINH).await;
    assert!(AN.found_in(&answer.body).is_empty(), "{}", answer.body);
}

#[tokio::test]
async fn f04_twin_only_the_register_itself_says_not_found() {
    let world = with_a_quick_timeout().await;
    let (browser, page) = asked(&world).await;
    world.population("empty").await;
    let answer = browser.update_number(&page, BINH).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    assert_eq!(answer.heading(), "Chưa tìm thấy thông tin khớp");
    world.population("ok").await;
    let again = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let answer = browser.update_number(&again, BINH).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"), "the same entry has the same answer (T2-04)");
    world.clock.advance(time::Duration::hours(6));
    let page = world.browser();
    let again = page.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(page.update_number(&again, BINH).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn l09_which_of_the_three_entries_is_wrong_is_never_told() {
    let mut pages = Vec::new();
    for wrong in [
        Person { number: "025190999007", ..BINH },
        Person { number: "025190999008", ..BINH },
        Person { name: "Bình Trần Thị", ..BINH },
        Person { name: "Thị Bình Trần", ..BINH },
    ] {
        let world = TestWorld::start().await;
        let (browser, page) = asked(&world).await;
        let answer = browser.update_number(&page, wrong).await;
        // The name is compared without diacritics by the register itself.
        if answer.outcome().is_some() {
            assert_eq!(answer.outcome().as_deref(), Some("not_found"), "{wrong:?}");
            pages.push(without_reference(&answer));
        }
    }
    assert!(pages.len() >= 3);
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
}

fn without_reference(page: &Answer) -> String {
    let text = page.text("main");
    text.split(' ')
        .filter(|word| word.trim_end_matches('.').len() != 8 || !word.is_ascii())
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn i01_a_slip_asks_nobody_and_keeps_what_was_typed() {
    let world = TestWorld::start().await;
    let (browser, page) = asked(&world).await;
    for number in [
        "",
        "02519099900",
        "0251909990022",
        "02519099900A",
        "٠25190999002",
        "003085999001",
        "025485999001",
        "131999019",
    ] {
        let answer = browser.update_number(&page, Person { number, ..BINH }).await;
        assert_eq!(answer.status, 422, "{number}: {}", answer.body);
        assert!(answer.text("main").contains("Có lỗi cần sửa"), "{number}");
        let form = answer.form("Cập nhật");
        assert!(form.fields.iter().any(|(_, value)| value == number), "{number}: {form:?}");
    }
    assert_eq!(world.calls("/dan-cu").await, 0);
    // Twin: the number itself, with its leading zero, as people write it.
    let answer = browser.update_number(&page, Person { number: "025 190-999.002", ..BINH }).await;
    assert_eq!((answer.path(), world.calls("/dan-cu").await), ("/thu-tuc", 1), "{}", answer.body);
}

#[tokio::test]
async fn without_consent_nobody_is_asked() {
    let world = TestWorld::start().await;
    let (browser, page) = asked(&world).await;
    let form = page.form("Cập nhật");
    assert!(!form.fields.iter().any(|(name, _)| name == "consent"), "the box is not ticked beforehand");
    let [day, month, year] = BINH.born;
    let entries =
        [("Số căn cước (CCCD)", BINH.number), ("Họ và tên", BINH.name), ("Ngày", day), ("Tháng", month), ("Năm", year)];
    let answer = browser.press(&page, "Cập nhật", &entries).await;
    assert_eq!(answer.status, 422);
    assert_eq!(world.calls("/dan-cu").await, 0);
}

#[tokio::test]
async fn f02_signing_in_does_not_need_the_register() {
    let world = with_a_quick_timeout().await;
    world.population("down").await;
    world.browser().signed_in(NATIONAL, AN, "/thu-tuc").await;
    assert_eq!(world.browser().open("/readyz").await.status, 200);
}
