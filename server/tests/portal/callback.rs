//! What comes back from a provider (SECURITY.md, C): once, to the browser that began, and whole.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use reqwest::Method;
use time::Duration;
use url::Url;

const TOKEN: &str = "/vneid/token";

/// A browser with the address that leads it back from VNeID.
pub async fn returning(world: &TestWorld) -> (Browser, Url) {
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    let callback = browser.agree(authorize, AN).await;
    (browser, callback)
}

/// The address with one parameter replaced, or left out.
pub fn changed(callback: &Url, name: &str, value: Option<&str>) -> Url {
    let kept: Vec<(String, String)> = callback
        .query_pairs()
        .filter(|(known, _)| known != name)
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    let mut url = callback.clone();
    url.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(value.map(|value| (name, value)));
    url
}

fn param(callback: &Url, name: &str) -> String {
    callback.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned()).unwrap()
}

/// Refused with a page of its own, before the provider was asked anything, and without a session.
pub async fn refuses(world: &TestWorld, browser: &Browser, callback: &Url) -> Answer {
    let before = world.calls(TOKEN).await + world.calls("/dvcqg/token").await;
    let page = browser.open(callback).await;
    assert_eq!(page.status, 400, "{callback}: {}", page.body);
    assert!(page.has_main(), "{}", page.body);
    assert_eq!(browser.cookie("session"), None, "{callback}");
    assert_eq!(world.calls(TOKEN).await + world.calls("/dvcqg/token").await, before, "{callback}");
    page
}

#[tokio::test]
async fn c01_c02_c06_c07_c13_twin_the_true_answer_signs_in_on_the_wanted_page() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let page = browser.open(&callback).await;
    assert_eq!((page.status, page.path()), (200, "/thu-tuc"));
    assert_eq!(page.signed_in_name().as_deref(), Some(AN.name));
    assert!(page.text("[role=status]").contains("Đăng nhập thành công"), "{}", page.body);
    assert_eq!((world.calls(TOKEN).await, world.calls("/vneid/userinfo").await), (1, 1));
}

#[tokio::test]
async fn c01_without_a_state_nothing_is_asked() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    for state in [None, Some("")] {
        refuses(&world, &browser, &changed(&callback, "state", state)).await;
    }
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn c02_a_changed_state_is_nobodys() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let state = param(&callback, "state");
    let flipped = format!("{}{}", if state.starts_with('A') { 'B' } else { 'A' }, &state[1..]);
    let other_case: String =
        state.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
    for wrong in [flipped.as_str(), other_case.as_str(), &state[..state.len() - 1], "x", "' OR 1=1 --"] {
        refuses(&world, &browser, &changed(&callback, "state", Some(wrong))).await;
    }
    // The true one was not used up by them.
    assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn c03_a_link_from_another_browser_signs_nobody_in() {
    let world = TestWorld::start().await;
    let (attacker, callback) = returning(&world).await;

    let victim = world.browser();
    refuses(&world, &victim, &callback).await;
    let busy_victim = world.browser();
    busy_victim.begin(VNEID, "/").await;
    refuses(&world, &busy_victim, &callback).await;
    victim.is_signed_out_and_well().await;

    // The same link, in the browser that began.
    assert_eq!(attacker.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn c03_a_link_from_another_browser_does_not_change_who_is_signed_in() {
    let world = TestWorld::start().await;
    let (_, callback) = returning(&world).await;
    let victim = world.browser();
    victim.signed_in(VNEID, BINH, "/").await;
    let session = victim.cookie("session");
    assert_eq!(victim.open(&callback).await.status, 400);
    assert_eq!(victim.cookie("session"), session);
    assert_eq!(victim.open("/").await.signed_in_name().as_deref(), Some(BINH.name));
}

#[tokio::test]
async fn c13_another_persons_code_is_worth_nothing_with_ones_own_state() {
    let world = TestWorld::start().await;
    let (_, attackers) = returning(&world).await;
    let (victim, own) = returning(&world).await;
    let injected = changed(&own, "code", Some(&param(&attackers, "code")));
    let page = victim.open(&injected).await;
    assert_eq!(page.status, 400);
    assert_eq!(world.calls("/vneid/userinfo").await, 0);
    victim.is_signed_out_and_well().await;
}

#[tokio::test]
async fn c04_a_replayed_answer_is_not_redeemed_again() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    browser.open(&callback).await;
    let session = browser.cookie("session").unwrap();

    let again = browser.open(&callback).await;
    assert_eq!((again.status, again.path()), (200, "/thu-tuc"), "who is signed in already simply goes on");
    assert_eq!(browser.cookie("session"), Some(session));
    assert_eq!(world.calls(TOKEN).await, 1);
}

#[tokio::test]
async fn c04_k02_a_replayed_answer_after_signing_out_is_a_page_with_a_way_on() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    browser.open(&callback).await;
    browser.post("/api/dang-xuat", &[("", "")]).await;
    // Signing out gives the browser a new cookie of its own: what it had begun before is not its own any more.
    let again = refuses(&world, &browser, &callback).await;
    assert!(again.path().starts_with("/dang-nhap/khong-thanh/trinh-duyet-khac"), "{}", again.url);
    browser.is_signed_out_and_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn c05_twenty_arrivals_at_once_are_one_sign_in() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let answers = futures::future::join_all((0..20).map(|_| browser.get(&callback))).await;
    let sessions = answers.iter().filter(|answer| answer.sets_cookie("congdan_phutho_session=")).count();
    assert_eq!(sessions, 1);
    assert!(answers.iter().all(|answer| answer.status == 303), "{answers:?}");
    assert_eq!(world.calls(TOKEN).await, 1);
    assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn c08_an_answer_at_the_other_providers_address_is_a_mix_up() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let elsewhere = Url::parse(&callback.as_str().replace("/dang-nhap/vneid/", "/dang-nhap/dvcqg/")).unwrap();
    refuses(&world, &browser, &elsewhere).await;
    browser.is_signed_out_and_well().await;

    let browser = world.browser();
    let authorize = browser.begin(NATIONAL, "/").await;
    let callback = browser.agree(authorize, AN).await;
    let elsewhere = Url::parse(&callback.as_str().replace("/dang-nhap/dvcqg/", "/dang-nhap/vneid/")).unwrap();
    refuses(&world, &browser, &elsewhere).await;
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn c08_a_provider_that_nobody_configured_has_no_answers() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let elsewhere = Url::parse(&callback.as_str().replace("/dang-nhap/vneid/", "/dang-nhap/evil/")).unwrap();
    refuses(&world, &browser, &elsewhere).await;
    assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn c06_c07_the_issuer_must_be_named_and_be_the_right_one() {
    let world = TestWorld::start().await;
    let vneid = format!("{}/vneid", world.sandbox_url);
    let wrong = [
        None,
        Some(String::new()),
        Some(format!("{}/dvcqg", world.sandbox_url)),
        Some(format!("{vneid}/")),
        Some(vneid.to_uppercase()),
        Some("https://evil.example".to_owned()),
    ];
    for iss in wrong {
        let (browser, callback) = returning(&world).await;
        assert_eq!(param(&callback, "iss"), vneid);
        refuses(&world, &browser, &changed(&callback, "iss", iss.as_deref())).await;
        browser.is_signed_out_and_well().await;
    }
}

#[tokio::test]
async fn c07_a_provider_that_spoils_its_own_answer_is_not_believed() {
    let world = TestWorld::start().await;
    for fault in ["iss_param_wrong", "iss_param_missing", "state_wrong"] {
        let browser = world.browser();
        world.fault_once(VNEID, fault).await;
        let authorize = browser.begin(VNEID, "/").await;
        let callback = browser.agree(authorize, AN).await;
        refuses(&world, &browser, &callback).await;
        browser.is_signed_out_and_well().await;
    }
}

#[tokio::test]
async fn c10_a_parameter_that_comes_twice_is_refused() {
    let world = TestWorld::start().await;
    for name in ["state", "code", "iss", "error"] {
        let (browser, callback) = returning(&world).await;
        let mut doubled = callback.clone();
        let value = if name == "error" { "access_denied".to_owned() } else { param(&callback, name) };
        doubled.query_pairs_mut().append_pair(name, &value);
        if name == "error" {
            doubled.query_pairs_mut().append_pair(name, &value);
        }
        refuses(&world, &browser, &doubled).await;
        assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name), "{name}");
    }
}

#[tokio::test]
async fn c10_a_senseless_query_is_refused_calmly() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let queries = [
        "".to_owned(),
        "state".to_owned(),
        "%%%".to_owned(),
        "state=%ff%fe".to_owned(),
        "state=%00".to_owned(),
        "a".repeat(8_000),
    ];
    for query in queries {
        let mut senseless = callback.clone();
        senseless.set_query(Some(&query));
        refuses(&world, &browser, &senseless).await;
    }
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn c09_who_turns_back_at_the_provider_is_led_to_the_choice_with_a_message() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    world.fault_once(VNEID, "access_denied").await;
    let page = browser.sign_in(VNEID, AN, "/thu-tuc/1.001193").await;
    assert_eq!((page.status, page.heading().as_str()), (200, "Đăng nhập"));
    assert_eq!(page.path(), "/dang-nhap?tiep=%2Fthu-tuc%2F1.001193", "the wanted page is kept");
    assert!(!page.text("[role=status]").is_empty(), "{}", page.body);
    assert_eq!(world.calls(TOKEN).await, 0);

    let page = browser.sign_in(VNEID, AN, "/thu-tuc/1.001193").await;
    assert_eq!(page.path(), "/thu-tuc/1.001193");
}

#[tokio::test]
async fn c09_a_providers_error_puts_no_words_on_our_page() {
    let world = TestWorld::start().await;
    for error in ["server_error", "temporarily_unavailable", "<script>alert(1)</script>", "invalid_request"] {
        let (browser, callback) = returning(&world).await;
        let mut failed = changed(&callback, "code", None);
        failed.query_pairs_mut().append_pair("error", error).append_pair("error_description", "Gọi ngay 0900 000 000");
        let page = refuses(&world, &browser, &failed).await;
        assert!(!page.body.contains("0900 000 000") && !page.body.contains("alert(1)"), "{}", page.body);
        browser.is_signed_out_and_well().await;
    }
}

#[tokio::test]
async fn c11_who_stayed_too_long_at_the_provider_starts_again() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    world.clock.advance(Duration::minutes(10) + Duration::SECOND);
    let page = refuses(&world, &browser, &callback).await;
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/het-han"), "{}", page.url);
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn c11_twin_who_takes_their_time_at_the_provider_is_signed_in() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    world.clock.advance(Duration::minutes(9));
    let callback = browser.agree(authorize, AN).await;
    world.clock.advance(Duration::seconds(50));
    let page = browser.open(callback).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
}

#[tokio::test]
async fn c12_only_get_is_an_answer() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    for method in [Method::HEAD, Method::OPTIONS, Method::PUT, Method::POST] {
        let request = browser.request(method, callback.as_str()).header("sec-fetch-site", "same-origin");
        let answer = browser.send(request).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET"));
    }
    assert_eq!(world.calls(TOKEN).await, 0);
    assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name), "and none used it up");
}

#[tokio::test]
async fn a04_several_tabs_each_come_back_to_their_own_page() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let mut callbacks = Vec::new();
    for tab in 0..20 {
        let wanted = format!("/thu-tuc?q={tab}");
        let authorize = browser.begin(VNEID, &wanted).await;
        callbacks.push((wanted, browser.agree(authorize, AN).await));
    }
    // In another order than they began.
    callbacks.rotate_left(7);
    for (wanted, callback) in callbacks.into_iter().rev() {
        let page = browser.open(callback).await;
        assert_eq!((page.path(), page.signed_in_name().as_deref()), (wanted.as_str(), Some(AN.name)));
    }
}
