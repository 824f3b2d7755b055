//! How often a number may be tried (rule 5; L-10).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use time::Duration;

/// The same person with another number that she could have.
pub fn another(person: Person, turn: usize) -> Person {
    Person { number: format!("{}999{:03}", &person.number[..6], 500 + turn).leak(), ..person }
}

async fn try_number(browser: &Browser, person: Person) -> Answer {
    let page = browser.open("/can-cuoc?tiep=%2F").await;
    browser.update_number(&page, person).await
}

#[tokio::test]
async fn l10_five_misses_lock_the_comparison_and_only_the_comparison() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, DUNG, "/").await;
    let form = browser.open("/can-cuoc?tiep=%2F").await;
    for left in (0..5).rev() {
        let answer = browser.update_number(&form, another(DUNG, left)).await;
        assert_eq!(answer.outcome().as_deref(), Some("not_found"), "{left} left");
        assert!(answer.text("main").contains(&left.to_string()), "{left} left: {}", answer.text("main"));
    }
    for _ in 0..3 {
        let locked = browser.update_number(&form, DUNG).await;
        assert_eq!(locked.outcome().as_deref(), Some("limited"));
        assert_eq!(locked.heading(), "Tạm khóa đối chiếu");
    }
    assert_eq!(world.calls("/dan-cu").await, 5, "a locked comparison asks nobody");

    // Her own VNeID still opens the door: it is not the comparison.
    let vneid = world.browser();
    vneid.signed_in(VNEID, DUNG, "/").await;

    world.clock.advance(Duration::minutes(14));
    browser.open("/").await;
    assert_eq!(browser.update_number(&form, DUNG).await.outcome().as_deref(), Some("limited"));
    world.clock.advance(Duration::hours(6));
    let again = world.browser();
    again.signed_in(NATIONAL, DUNG, "/").await;
    assert_ne!(try_number(&again, DUNG).await.outcome().as_deref(), Some("limited"));
}

#[tokio::test]
async fn f02_an_outage_spends_no_attempt() {
    let world = TestWorld::with(|settings| settings.population.timeout_ms = 500).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    for mode in ["down", "fault", "malformed", "html", "blank", "wrong_person", "down", "down"] {
        world.population(mode).await;
        let answer = try_number(&browser, BINH).await;
        assert_eq!(answer.heading(), "Đang chờ đối chiếu", "{mode}: {:?}", answer.outcome());
    }
    world.population("ok").await;
    assert_eq!(try_number(&browser, BINH).await.path(), "/");
}

#[tokio::test]
async fn l10_e05_other_peoples_tries_with_a_number_do_not_lock_its_owner_out_of_vneid() {
    let world = TestWorld::with(|settings| settings.limits.match_per_number.count = 3).await;
    let attacker = world.browser();
    attacker.signed_in(NATIONAL, DUNG, "/").await;
    for name in ["Phạm Thị Dung", "PHẠM THỊ DUNG", "Pham Thi Dung"] {
        let answer = try_number(&attacker, Person { number: BINH.number, name, ..DUNG }).await;
        assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    }
    let locked = try_number(&attacker, Person { number: BINH.number, name: "Phạm Thị dung", ..DUNG }).await;
    assert_eq!(locked.outcome().as_deref(), Some("limited"));
    world.browser().signed_in(VNEID, BINH, "/").await;
}

#[tokio::test]
async fn e02_a_machine_that_signs_in_all_the_time_is_slowed_down() {
    let world = TestWorld::with(|settings| settings.limits.sign_in_per_address.count = 3).await;
    let browser = world.browser();
    for _ in 0..3 {
        browser.begin(VNEID, "/").await;
    }
    let request =
        browser.form_request("/api/dang-nhap", &[("provider", VNEID)]).header("x-forwarded-for", "203.0.113.7");
    let refused = browser.send(request).await;
    assert_eq!(refused.status, 429);
    world.clock.advance(Duration::minutes(5));
    browser.begin(VNEID, "/").await;
}

#[tokio::test]
async fn e02_twin_an_office_with_many_people_behind_one_address_signs_them_all_in() {
    let world = TestWorld::start().await;
    let usual = world.portal.config.limits.sign_in_per_address.count;
    assert!(usual >= 100, "one in three seconds: {usual}");
    let citizen = world.browser();
    for _ in 1..usual {
        citizen.begin(VNEID, "/").await;
    }
    world.browser().signed_in(VNEID, AN, "/").await;
    let more = citizen.post("/api/dang-nhap", &[("provider", VNEID)]).await;
    assert_eq!(more.status, 429, "and then it is a machine");
}

/// A look-up of a dossier that is nobody's.
async fn look_up(browser: &Browser) -> Answer {
    browser.post("/api/tra-cuu", &[("code", "H44.12-260615-0001"), ("number", AN.number)]).await
}

#[tokio::test]
async fn e02_who_looks_dossiers_up_all_the_time_is_slowed_down_and_an_office_is_not() {
    let world = TestWorld::start().await;
    let office = world.browser();
    // A commune office: a look-up every three seconds, all day.
    for _ in 0..150 {
        assert_eq!(look_up(&office).await.status, 303);
        world.clock.advance(Duration::seconds(3));
    }
    let world = TestWorld::with(|settings| settings.limits.look_up_per_address.count = 3).await;
    let browser = world.browser();
    for _ in 0..3 {
        assert_eq!(look_up(&browser).await.status, 303);
    }
    let refused = look_up(&browser).await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| (1..=300).contains(&seconds)));
    assert!(refused.body.contains("Hãy thử lại sau ít phút"), "{}", refused.body);
    assert_eq!(look_up(&world.browser()).await.status, 429, "it is the address that counts");
    assert_eq!(browser.open("/tra-cuu").await.status, 200);
    browser.begin(VNEID, "/").await;
    world.clock.advance(Duration::minutes(5));
    assert_eq!(look_up(&browser).await.status, 303);
}

#[tokio::test]
async fn e02_one_session_cannot_call_without_end() {
    let world = TestWorld::with(|settings| settings.limits.calls_per_session.count = 5).await;
    let (busy, calm) = (world.browser(), world.browser());
    busy.signed_in(VNEID, AN, "/").await;
    calm.signed_in(VNEID, DUNG, "/").await;
    for _ in 0..5 {
        assert_eq!(busy.call("/api/nguoi-xem", &[("", "")]).await.status, 200);
    }
    let refused = busy.call("/api/nguoi-xem", &[("", "")]).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(calm.call("/api/nguoi-xem", &[("", "")]).await.status, 200, "another session at the same address");
    assert_eq!(busy.open("/tai-khoan").await.status, 200, "pages are not concerned");
    world.clock.advance(Duration::minutes(5));
    assert_eq!(busy.call("/api/nguoi-xem", &[("", "")]).await.status, 200);
}
