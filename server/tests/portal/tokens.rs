//! What a provider says about a person, and what of it is believed (SECURITY.md, T and D).

use crate::{
    answer::Answer,
    journey::{NATIONAL, VNEID},
    people::{AN, GIANG, KHOI},
    world::TestWorld,
};
use std::time::{Duration, Instant};

const USERINFO: &str = "/vneid/userinfo";

/// One sign-in with this fault: refused with a page, without a session; and the next correct one works.
async fn refuses(world: &TestWorld, provider: &str, fault: &str) -> Answer {
    let browser = world.browser();
    world.fault_once(provider, fault).await;
    let page = browser.sign_in(provider, AN, "/thu-tuc").await;
    assert_eq!(page.status, 400, "{fault}: {}", page.body);
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/"), "{fault}: {}", page.url);
    browser.is_signed_out_and_well().await;
    page
}

/// As [`refuses`], and userinfo is not asked after it.
async fn refuses_the_id_token(fault: &str) {
    let world = TestWorld::start().await;
    for (provider, person) in [(VNEID, AN), (NATIONAL, KHOI)] {
        let browser = world.browser();
        let userinfo = format!("/{provider}/userinfo");
        world.fault_once(provider, fault).await;
        let page = browser.sign_in(provider, person, "/").await;
        assert_eq!(page.status, 400, "{fault}: {}", page.body);
        assert_eq!(world.calls(&format!("/{provider}/token")).await, 1, "{fault}");
        assert_eq!(world.calls(&userinfo).await, 0, "{fault}");
        assert_eq!(browser.cookie("session"), None, "{fault}");
        browser.signed_in(provider, person, "/thu-tuc").await;
        assert_eq!(world.calls(&userinfo).await, 1, "{fault}: the honest twin");
    }
}

macro_rules! id_tokens_are_refused {
    ($($name:ident: $($fault:literal)+;)+) => {
        $(#[tokio::test]
        async fn $name() {
            for fault in [$($fault),+] {
                refuses_the_id_token(fault).await;
            }
        })+
    };
}

id_tokens_are_refused! {
    t01_an_id_token_of_another_issuer_is_refused: "wrong_iss" "iss_trailing_slash";
    t02_an_id_token_without_a_claim_that_it_needs_is_refused: "missing_iss" "missing_sub" "missing_aud" "missing_iat" "missing_exp";
    t03_an_id_token_for_somebody_else_is_refused: "wrong_aud";
    t04_an_id_token_for_us_and_a_stranger_is_refused: "extra_aud";
    t05_an_id_token_of_another_authorized_party_is_refused: "wrong_azp" "extra_aud_with_azp";
    t06_an_id_token_about_nobody_is_refused: "empty_sub" "long_sub" "number_sub" "control_sub";
    t07_an_id_token_of_another_sign_in_is_refused: "wrong_nonce" "missing_nonce";
    t08_an_id_token_that_nobody_signed_is_refused: "alg_none" "alg_none_capital";
    t09_an_id_token_signed_with_what_everybody_knows_is_refused: "hs256" "hs256_public_key";
    t10_an_id_token_with_another_signature_is_refused: "bad_signature" "foreign_key" "unknown_kid" "payload_changed";
    t11_an_id_token_by_another_algorithm_is_refused: "es384" "eddsa" "ps256" "rs512";
    t12_an_id_token_that_brings_its_own_key_is_refused: "embedded_jwk" "jku_header" "x5u_header" "x5c_header";
    t13_an_id_token_that_is_no_plain_one_is_refused: "critical_header" "five_parts" "huge_id_token" "duplicate_members" "nested_jwt";
    t14_another_kind_of_token_is_refused: "wrong_type";
    t15_an_id_token_with_a_time_that_is_no_number_is_refused: "string_exp" "string_iat" "string_nbf" "float_exp";
    t16_an_expired_id_token_is_refused: "expired" "negative_exp";
    t17_an_id_token_of_another_time_is_refused: "issued_in_future" "issued_long_ago" "not_yet_valid" "negative_iat";
    t18_an_id_token_with_a_swapped_access_token_is_refused: "wrong_at_hash";
}

#[tokio::test]
async fn t07_the_nonce_of_the_sign_in_before_is_refused() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    refuses(&world, VNEID, "old_nonce").await;
}

#[tokio::test]
async fn t01_t10_twin_what_is_odd_and_allowed_signs_in() {
    let world = TestWorld::start().await;
    for oddity in ["missing_kid", "aud_list", "key_rotated_before_signing"] {
        world.fault_once(VNEID, oddity).await;
        world.browser().signed_in(VNEID, AN, "/").await;
    }
}

#[tokio::test]
async fn t20_a_token_endpoint_that_misbehaves_signs_nobody_in() {
    let world = TestWorld::start().await;
    for fault in ["token_error", "token_redirect", "token_html", "token_truncated", "token_type_mac", "no_id_token"] {
        let before = world.calls("/vneid/token").await;
        let userinfo = world.calls(USERINFO).await;
        refuses(&world, VNEID, fault).await;
        // One for the bad one, without a second try, and one for its honest twin.
        assert_eq!(world.calls("/vneid/token").await, before + 2, "{fault}");
        assert_eq!(world.calls(USERINFO).await, userinfo + 1, "{fault}");
    }
}

#[tokio::test]
async fn t20_a_token_endpoint_that_does_not_answer_is_given_up_in_time() {
    let world = TestWorld::with(|settings| settings.http.timeout_ms = 1_000).await;
    let began = Instant::now();
    let browser = world.browser();
    world.fault_once(VNEID, "token_slow").await;
    let page = browser.sign_in(VNEID, AN, "/").await;
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/tam-gian-doan"), "{}", page.url);
    assert_eq!(world.calls("/vneid/token").await, 1, "a code is not sent twice");
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn t19_userinfo_about_somebody_else_is_refused() {
    let world = TestWorld::start().await;
    for fault in ["userinfo_wrong_sub", "userinfo_missing_sub", "userinfo_error", "userinfo_html", "userinfo_huge"] {
        refuses(&world, VNEID, fault).await;
    }
}

#[tokio::test]
async fn t21_too_low_a_level_is_refused_with_the_way_to_a_higher_one() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.sign_in(VNEID, GIANG, "/thu-tuc").await;
    assert_eq!(page.heading(), "Cần tài khoản định danh mức độ 2");
    assert_eq!(browser.cookie("session"), None);
    for fault in ["level1", "no_level", "unknown_level"] {
        world.fault_once(VNEID, fault).await;
        let page = browser.sign_in(VNEID, AN, "/thu-tuc").await;
        assert!(page.status == 400 && browser.cookie("session").is_none(), "{fault}: {}", page.url);
    }
    browser.is_signed_out_and_well().await;
}

#[tokio::test]
async fn d03_a_new_signing_key_is_fetched_once_when_it_is_met() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    let before = world.calls("/vneid/jwks").await;
    world.rotate_keys(VNEID).await;
    world.browser().signed_in(VNEID, AN, "/").await;
    world.browser().signed_in(VNEID, AN, "/").await;
    assert_eq!(world.calls("/vneid/jwks").await, before + 1);
}

#[tokio::test]
async fn d01_f05_a_provider_that_cannot_be_discovered_leaves_the_other_one_open() {
    for fault in ["down", "discovery_wrong_issuer", "jwks_down"] {
        let world = TestWorld::with(|settings| settings.http.jwks_cooldown_seconds = 1).await;
        world.fault(VNEID, fault).await;
        let browser = world.browser();
        let answer = browser.post("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/thu-tuc")]).await;
        let page = browser.follow(answer).await;
        assert_eq!((page.status, page.heading().as_str()), (200, "Đăng nhập"), "{fault}: {}", page.body);
        assert_eq!(page.path(), "/dang-nhap?tiep=%2Fthu-tuc", "{fault}");
        assert!(!page.text("[role=status]").is_empty(), "{fault}: {}", page.body);
        world.browser().signed_in(NATIONAL, KHOI, "/").await;

        world.fault(VNEID, "none").await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        world.browser().signed_in(VNEID, AN, "/").await;
    }
}

#[tokio::test]
async fn d02_d05_metadata_and_keys_that_cannot_be_right_are_not_used_and_the_other_provider_is() {
    for fault in [
        "discovery_foreign_endpoint",
        "discovery_http_endpoint",
        "discovery_huge",
        "discovery_slow",
        "jwks_huge",
        "jwks_slow",
    ] {
        let world = TestWorld::with(|settings| {
            settings.http.timeout_ms = 1_000;
            settings.http.jwks_cooldown_seconds = 1;
        })
        .await;
        world.fault(VNEID, fault).await;
        let (browser, began) = (world.browser(), Instant::now());
        let answer = browser.post("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/")]).await;
        // Bad metadata end it here, bad keys when the person comes back.
        if answer.location().is_some_and(|to| to.path().starts_with("/vneid/")) {
            let callback = browser.agree(answer.to(), AN).await;
            browser.open(callback).await;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "{fault}: {:?}", began.elapsed());
        assert_eq!(browser.cookie("session"), None, "{fault}");
        world.browser().signed_in(NATIONAL, KHOI, "/").await;
    }
}

#[tokio::test]
async fn d02_twin_weak_algorithms_that_are_only_announced_change_nothing() {
    let world = TestWorld::start().await;
    world.fault(VNEID, "discovery_weak_algorithms").await;
    world.browser().signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn d04_tokens_of_unknown_keys_cost_one_fetch_and_hold_nobody_up() {
    let world = TestWorld::with(|settings| settings.http.jwks_cooldown_seconds = 600).await;
    world.browser().signed_in(VNEID, AN, "/").await;
    let before = world.calls("/vneid/jwks").await;
    for _ in 0..20 {
        world.fault_once(VNEID, "unknown_kid").await;
        assert_eq!(world.browser().sign_in(VNEID, AN, "/").await.status, 400);
    }
    assert!(world.calls("/vneid/jwks").await <= before + 1);
    world.browser().signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn d06_good_keys_are_used_on_while_they_cannot_be_fetched() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    world.fault(VNEID, "jwks_down").await;
    world.browser().signed_in(VNEID, AN, "/").await;
}
