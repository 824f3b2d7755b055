//! A consent is for a purpose, has a text, and can be taken back (SECURITY.md, Y-03).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use congdan_domain::Outcome;
use congdan_flows::cccd::deferred::{self, DeferredOutcome};
use time::Duration;

const DATA: &str = "/tai-khoan/du-lieu";
const IDENTITY: &str = "/tai-khoan/dinh-danh";
const WITHDRAW: &str = "Rút lại sự đồng ý";
const WITHDRAWN: &str = "Đã rút lại sự đồng ý";
const FROM_REGISTER: &str = "Cập nhật từ CSDL Quốc gia về Dân cư";

/// Binh's entry waits for a register that is away.
async fn waiting(world: &TestWorld) -> Browser {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    world.population("down").await;
    let answer = browser.update_number(&page, BINH).await;
    assert_eq!(answer.heading(), "Đang chờ đối chiếu");
    browser
}

/// Presses the button beside this purpose.
async fn withdraw(browser: &Browser, purpose: &str) -> Answer {
    let page = browser.open(DATA).await;
    let mut form = page.form(WITHDRAW);
    for (name, value) in &mut form.fields {
        if name == "purpose" {
            purpose.clone_into(value);
        }
    }
    let answer = browser.post_form(&page, &form).await;
    assert_eq!(answer.path(), DATA);
    answer
}

async fn later(world: &TestWorld, minutes: i64) -> DeferredOutcome {
    world.clock.advance(Duration::minutes(minutes));
    deferred::ask_next(&world.portal.site.portal).await.unwrap()
}

#[tokio::test]
async fn y03_what_waits_on_a_withdrawn_consent_is_never_asked() {
    let world = TestWorld::inside().await;
    let browser = waiting(&world).await;
    let page = withdraw(&browser, "match").await;
    assert!(page.text("[role=status]").contains(WITHDRAWN), "{}", page.body);
    world.population("ok").await;
    let before = world.calls("/dan-cu").await;
    for _ in 0..5 {
        assert_eq!(later(&world, 5).await, DeferredOutcome::Idle);
    }
    assert_eq!(world.calls("/dan-cu").await, before, "the register is not asked");
    browser.signed_in(NATIONAL, BINH, "/tai-khoan").await;
    // Nor by "Thử lại" of a page that was open: the form decides, with its box empty.
    let retried = browser.follow(browser.post_stamped("/api/can-cuoc/thu-lai", &[("tiep", "/thu-tuc")]).await).await;
    assert_eq!(retried.heading(), "Cập nhật số căn cước công dân");
    assert_eq!(world.calls("/dan-cu").await, before);
    let refused = browser.update_number(&retried, BINH).await;
    assert_eq!(refused.path(), "/thu-tuc", "the twin: agreed again, the match goes on: {}", refused.body);
    let activity = browser.open("/tai-khoan/bao-mat").await;
    assert!(activity.body.contains("Rút lại một sự đồng ý"), "recorded");
}

#[tokio::test]
async fn y03_twin_what_waits_on_the_other_consent_is_asked_on() {
    let world = TestWorld::inside().await;
    let browser = waiting(&world).await;
    withdraw(&browser, "synchronise").await;
    world.population("ok").await;
    assert_eq!(later(&world, 1).await, DeferredOutcome::Answered(Outcome::Matched));
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
}

#[tokio::test]
async fn y03_an_answer_under_way_changes_nothing_after_the_withdrawal() {
    let world = TestWorld::inside().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    world.population_late("ok", 2_200).await;
    let second_tab = browser.stolen();
    let withdrawing = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        withdraw(&second_tab, "match").await
    };
    let (answer, withdrawn) = tokio::join!(browser.update_number(&page, BINH), withdrawing);
    assert!(withdrawn.text("[role=status]").contains(WITHDRAWN), "{}", withdrawn.body);
    assert_eq!(answer.heading(), "Cập nhật số căn cước công dân", "{}", answer.body);
    assert!(!browser.open("/tai-khoan").await.body.contains("025*****9002"), "the account has no number");
    world.population("ok").await;
    assert_eq!(later(&world, 20).await, DeferredOutcome::Idle);
}

#[tokio::test]
async fn y03_each_consent_is_shown_with_its_text_as_it_was_read() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, IDENTITY).await;
    assert!(!browser.open(DATA).await.has_button(WITHDRAW), "nothing is agreed to yet");
    browser.plant_cookie("language", "en");
    let page_en = browser.open(IDENTITY).await;
    let agreed = browser
        .press(&page_en, "Update from the National Population Database", &[("I agree to the comparison", "x")])
        .await;
    assert_eq!(agreed.path(), IDENTITY, "{} {}", page.url, agreed.body);
    browser.plant_cookie("language", "vi");
    let data = browser.open(DATA).await;
    let cards = data.texts("[aria-labelledby=consents] > li");
    assert_eq!(cards.len(), 2, "a card a purpose: {cards:?}");
    for card in &cards {
        assert!(card.contains("bản 2, tiếng Anh"), "{card}");
        assert!(card.contains("Each look-up is recorded."), "as it was read: {card}");
        assert!(card.contains("Nếu rút lại") && card.contains("Vẫn giữ"), "{card}");
    }
    let withdrawn = withdraw(&browser, "synchronise").await;
    let cards = withdrawn.texts("[aria-labelledby=consents] > li");
    assert_eq!(cards.iter().filter(|card| card.contains("đã rút lại ngày")).count(), 1, "{cards:?}");
    // What was confirmed stays; the next synchronisation asks for the box again, and goes on with it.
    let identity = browser.open(IDENTITY).await;
    assert!(identity.body.contains("025*****9001"));
    let before = world.calls("/dan-cu").await;
    let unticked = browser.press(&identity, FROM_REGISTER, &[]).await;
    assert_eq!(unticked.status, 422);
    assert_eq!(world.calls("/dan-cu").await, before);
    let again = browser.press(&unticked, FROM_REGISTER, &[("Tôi đồng ý cho đối chiếu", "x")]).await;
    assert!(again.text("[role=status]").contains("Đã đồng bộ"), "{}", again.body);
}

#[tokio::test]
async fn y03_a_tick_beside_an_unknown_text_is_no_consent() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, IDENTITY).await;
    let mut form = page.form_with(FROM_REGISTER, &[("Tôi đồng ý cho đối chiếu", "x")]);
    for (name, value) in &mut form.fields {
        if name == "consent_text" {
            assert_eq!(value, "2.vi");
            "9.vi".clone_into(value);
        }
    }
    assert_eq!(browser.post_form(&page, &form).await.status, 422);
    assert_eq!(world.calls("/dan-cu").await, 0);
    let purpose = browser.post_stamped("/api/du-lieu/rut-lai", &[("purpose", "everything")]).await;
    assert_eq!(purpose.status, 303, "to a page of trouble");
    assert!(!browser.open(DATA).await.has_button(WITHDRAW));
}
