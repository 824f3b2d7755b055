//! A provider that speaks OAuth 2 alone (`protocol = "oauth2-userinfo"`): the whole way through the portal, and the cases of
//! SECURITY.md that still apply.

use crate::{
    answer::Answer,
    browser::Browser,
    callback::{changed, refuses, returning},
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use congdan_server::config::{Protocol, Settings};
use serde_json::json;

const VNEID_LABEL: &str = "Tài khoản Định danh điện tử cấp bởi Bộ Công an";
const NATIONAL_LABEL: &str = "Tài khoản cấp bởi Cổng Dịch vụ công quốc gia";
const ASKS: &str = "/xac-nhan-lai?tiep=%2Ftai-khoan%2Fbao-mat";

fn second_protocol(settings: &mut Settings) {
    let provider = settings.provider.get_mut(VNEID).unwrap();
    provider.protocol = Protocol::OauthUserinfo;
    provider.allowed_algs.clear();
}

fn without_metadata(settings: &mut Settings) {
    second_protocol(settings);
    let provider = settings.provider.get_mut(VNEID).unwrap();
    let at = |path: &str| Some(format!("{}/{path}", provider.issuer));
    let endpoints = ["authorize", "token", "userinfo", "end_session"].map(at);
    [
        provider.authorization_endpoint,
        provider.token_endpoint,
        provider.userinfo_endpoint,
        provider.end_session_endpoint,
    ] = endpoints;
}

async fn with(change: impl FnOnce(&mut Settings)) -> TestWorld {
    let world = TestWorld::with(change).await;
    world.register(VNEID, json!({ "protocol": "oauth2-userinfo" })).await;
    world
}

async fn no_finding(world: &TestWorld) {
    let verdict = world.verdict().await;
    assert_eq!((&verdict["findings"], &verdict["passed"]), (&json!([]), &json!(true)), "{verdict:#}");
}

/// Signs in, links and signs out.
async fn whole_way(world: &TestWorld) {
    world.browser().signed_in(NATIONAL, AN, "/").await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, AN, "/thu-tuc").await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    let page = browser.link(&question, AN).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
    let list = browser.open("/tai-khoan/dinh-danh").await.text("main");
    assert!(list.contains(VNEID_LABEL) && list.contains(NATIONAL_LABEL), "{list}");

    let away = browser.press(&page, "Đăng xuất", &[]).await;
    assert_eq!((away.url.path(), browser.cookie("session")), ("/", None), "{:?}", browser.seen());
    assert!(browser.seen().iter().any(|url| url.contains("/vneid/end_session?")), "its session ends, too");
    let again = world.browser();
    again.signed_in(VNEID, AN, "/thu-tuc").await;
}

#[tokio::test]
async fn sign_in_linking_and_sign_out_work_by_userinfo_alone_without_a_finding() {
    let world = with(second_protocol).await;
    whole_way(&world).await;
    no_finding(&world).await;
}

#[tokio::test]
async fn sign_in_linking_and_sign_out_work_with_a_provider_that_publishes_no_metadata() {
    let world = with(without_metadata).await;
    world.fault(VNEID, "discovery_down").await;
    whole_way(&world).await;
    assert_eq!(world.calls("/vneid/.well-known/openid-configuration").await, 0);
    assert_eq!(world.calls("/vneid/jwks").await, 0);
    no_finding(&world).await;
}

#[tokio::test]
async fn a01_the_request_has_state_and_pkce_and_no_nonce() {
    let world = with(second_protocol).await;
    let url = world.browser().begin(VNEID, "/").await;
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    for name in ["state", "code_challenge", "redirect_uri"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    assert!(!names.iter().any(|name| name == "nonce"), "{names:?}");
}

#[tokio::test]
async fn c01_c02_c03_c07_an_answer_that_is_not_this_browsers_own_never_reaches_the_token_endpoint() {
    let world = with(second_protocol).await;
    let (browser, callback) = returning(&world).await;
    for (name, value) in [("state", None), ("state", Some("")), ("state", Some("guessed"))] {
        refuses(&world, &browser, &changed(&callback, name, value)).await;
    }
    refuses(&world, &world.browser(), &callback).await;
    // Twin.
    assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
    for iss in [None, Some("https://evil.example")] {
        let (browser, callback) = returning(&world).await;
        refuses(&world, &browser, &changed(&callback, "iss", iss)).await;
    }
}

#[tokio::test]
async fn c04_c13_a_code_is_redeemed_once_and_by_the_browser_it_was_given_to() {
    let world = with(second_protocol).await;
    let (_, attackers) = returning(&world).await;
    let code = attackers.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let (victim, own) = returning(&world).await;
    // Without a nonce it is PKCE alone that tells.
    let page = victim.open(changed(&own, "code", Some(&code))).await;
    assert_eq!((page.status, victim.cookie("session")), (400, None));

    let (browser, callback) = returning(&world).await;
    browser.open(&callback).await;
    let calls = world.calls("/vneid/token").await;
    browser.open(&callback).await;
    assert_eq!(world.calls("/vneid/token").await, calls);
}

async fn refuses_the_sign_in(world: &TestWorld, fault: &str) -> Answer {
    let browser = world.browser();
    world.fault_once(VNEID, fault).await;
    let page = browser.sign_in(VNEID, AN, "/thu-tuc").await;
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/"), "{fault}: {}", page.url);
    browser.is_signed_out_and_well().await;
    page
}

#[tokio::test]
async fn t06_t19_userinfo_about_nobody_or_about_nothing_signs_nobody_in() {
    let world = with(second_protocol).await;
    for fault in [
        "userinfo_missing_sub",
        "userinfo_empty_sub",
        "userinfo_number_sub",
        "userinfo_error",
        "userinfo_html",
        "userinfo_redirect",
        "userinfo_huge",
    ] {
        refuses_the_sign_in(&world, fault).await;
    }
    no_finding(&world).await;
}

#[tokio::test]
async fn t20_a_token_endpoint_that_misbehaves_signs_nobody_in_and_userinfo_is_not_asked() {
    let world = with(second_protocol).await;
    for fault in ["token_error", "token_redirect", "token_html", "token_truncated", "token_type_mac", "no_access_token"]
    {
        let before = world.calls("/vneid/userinfo").await;
        refuses_the_sign_in(&world, fault).await;
        assert_eq!(world.calls("/vneid/userinfo").await, before + 1, "only that of the twin: {fault}");
    }
    no_finding(&world).await;
}

#[tokio::test]
async fn t01_t08_t10_an_id_token_that_comes_all_the_same_is_not_believed() {
    let world = with(second_protocol).await;
    for fault in ["alg_none", "wrong_iss", "foreign_key", "jku_header", "hs256", "expired", "missing_sub"] {
        world.fault_once(VNEID, fault).await;
        world.browser().signed_in(VNEID, AN, "/thu-tuc").await;
    }
    no_finding(&world).await;
}

#[tokio::test]
async fn t21_a_level_that_is_too_low_absent_or_unknown_is_refused() {
    let world = with(second_protocol).await;
    for fault in ["level1", "no_level", "unknown_level"] {
        let browser = world.browser();
        world.fault_once(VNEID, fault).await;
        let page = browser.sign_in(VNEID, AN, "/").await;
        assert_eq!(page.heading(), "Cần tài khoản định danh mức độ 2", "{fault}");
        browser.is_signed_out_and_well().await;
    }
}

async fn ends_the_phones(browser: &Browser) -> Answer {
    let page = browser.open("/tai-khoan/bao-mat").await;
    browser.press(&page, "Kết thúc phiên: Thiết bị chưa rõ", &[]).await
}

#[tokio::test]
async fn t22_who_can_prove_nothing_lately_is_told_so_and_nothing_is_done() {
    let world = with(second_protocol).await;
    let (phone, browser) = (world.browser(), world.browser());
    phone.signed_in(VNEID, BINH, "/").await;
    browser.signed_in(VNEID, BINH, "/").await;
    let page = ends_the_phones(&browser).await;
    assert_eq!((page.path(), page.heading().as_str()), (ASKS, "Xác nhận lại đúng là bạn"));
    assert!(!page.has_button(VNEID_LABEL), "what cannot work is not offered");
    let text = page.text("main");
    assert!(text.contains("không cho biết bạn đăng nhập lần gần nhất khi nào"), "{text}");
    assert_eq!(phone.open("/tai-khoan").await.signed_in_name().as_deref(), Some(BINH.name), "nothing was done");
}

#[tokio::test]
async fn t22_s07_another_identity_of_the_account_can_prove_it() {
    let world = with(second_protocol).await;
    world.browser().signed_in(NATIONAL, AN, "/").await;
    let (phone, browser) = (world.browser(), world.browser());
    let question = phone.sign_in(VNEID, AN, "/").await;
    phone.link(&question, AN).await;
    browser.signed_in(VNEID, AN, "/").await;
    let page = ends_the_phones(&browser).await;
    assert!(page.has_button(NATIONAL_LABEL) && !page.has_button(VNEID_LABEL), "{}", page.body);
    let form = page.form(NATIONAL_LABEL);
    let authorize = browser.post(&form.action, &form.fields).await.to();
    let callback = browser.agree(authorize, AN).await;
    assert_eq!(browser.open(callback).await.path(), "/tai-khoan/bao-mat");
    assert_eq!(ends_the_phones(&browser).await.path(), "/tai-khoan/bao-mat");
    assert_eq!(phone.open("/tai-khoan").await.signed_in_name(), None);
    assert_eq!(browser.open("/tai-khoan").await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn v04_an_account_that_cannot_be_proved_any_more_is_not_linked_and_says_where_to_turn() {
    let world = with(second_protocol).await;
    world.browser().signed_in(VNEID, AN, "/").await;
    let browser = world.browser();
    let question = browser.sign_in(NATIONAL, AN, "/").await;
    assert!(!question.has_button("Liên kết"), "{}", question.body);
    assert!(question.text("main").contains("không còn cách nào để xác nhận lại"), "{}", question.body);
    let contested = browser.disown(&question).await;
    assert_eq!(contested.heading(), "Cần kiểm tra trước khi tiếp tục");
    assert_eq!(browser.cookie("session"), None);
}

#[tokio::test]
async fn o02_no_logout_token_is_believed_of_a_provider_that_signs_nothing() {
    let world = with(second_protocol).await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let url = format!("{}/control/provider/vneid/logout", world.sandbox_url);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = http.post(url).json(&json!({ "sub": AN.id }));
    let deliveries: Vec<serde_json::Value> = call.send().await.unwrap().json().await.unwrap();
    let ours = deliveries.iter().find(|delivery| delivery["client"] == "phutho").unwrap();
    assert_eq!(ours["status"], 400);
    assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn f05_a_provider_without_metadata_that_is_down_is_shown_as_such_and_hinders_nobody() {
    let world = with(without_metadata).await;
    world.fault(VNEID, "down").await;
    let page = world.browser().open("/dang-nhap").await;
    assert!(page.text("main").contains("tạm thời gián đoạn"), "{}", page.text("main"));
    world.browser().signed_in(NATIONAL, AN, "/").await;
    world.fault(VNEID, "none").await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    world.browser().signed_in(VNEID, BINH, "/").await;
}
