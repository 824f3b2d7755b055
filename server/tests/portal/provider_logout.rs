//! A provider says that a session is over (O-01 to O-03).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    minting::MintingProvider,
    people::{AN, BINH, KHOI, Person},
    world::TestWorld,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use congdan_flows::ports::{
    audit::{AuditKind, AuditLog},
    sessions::{Session, Sessions},
    world::Clock,
};
use congdan_server::config::Settings;
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::time::Duration;

const RECEIVER: &str = "/dang-xuat/vneid/backchannel";
const NOTHING: &[(&str, &str)] = &[];

async fn who(browser: &Browser) -> Option<String> {
    browser.open("/").await.signed_in_name()
}

/// VNeID posts a logout token to every portal; answers with this portal's status.
async fn logout(world: &TestWorld, provider: &str, call: Value) -> u64 {
    let url = format!("{}/control/provider/{provider}/logout", world.sandbox_url);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let deliveries: Vec<Value> = http.post(url).json(&call).send().await.unwrap().json().await.unwrap();
    deliveries.iter().find(|delivery| delivery["client"] == "phutho").unwrap()["status"].as_u64().unwrap()
}

/// A call as a provider makes it: no cookie, no origin.
fn posting(browser: &Browser, form: &[(&str, &str)]) -> RequestBuilder {
    browser.request(Method::POST, RECEIVER).form(form)
}

fn is_refused(answer: &Answer) {
    assert_eq!((answer.status, answer.header("cache-control")), (400, "no-store"), "{}", answer.body);
    let error: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(error["error"], "invalid_request");
}

async fn session_of(world: &TestWorld, browser: &Browser) -> Session {
    let cookie = browser.cookie("session").unwrap();
    world.portal.database.session(&cookie, world.clock.now()).await.unwrap().unwrap()
}

/// `sid` of the ID token that a browser's session began with.
async fn provider_session(world: &TestWorld, browser: &Browser) -> String {
    let token = session_of(world, browser).await.id_token.unwrap();
    let payload = token.expose_secret().split('.').nth(1).unwrap().to_owned();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    claims["sid"].as_str().unwrap().to_owned()
}

async fn in_two_browsers(world: &TestWorld, person: Person) -> (Browser, Browser) {
    let (one, two) = (world.browser(), world.browser());
    one.signed_in(VNEID, person, "/").await;
    two.signed_in(VNEID, person, "/").await;
    (one, two)
}

#[tokio::test]
async fn o01_a_provider_signs_a_person_out_everywhere() {
    let world = TestWorld::start().await;
    let (phone, desk) = in_two_browsers(&world, AN).await;
    let (neighbour, national) = (world.browser(), world.browser());
    neighbour.signed_in(VNEID, BINH, "/").await;
    national.signed_in(NATIONAL, KHOI, "/").await;

    assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id })).await, 200);
    for browser in [&phone, &desk] {
        assert_eq!(who(browser).await, None);
        assert_eq!(browser.get("/tai-khoan").await.raw_location(), Some("/dang-nhap?tiep=%2Ftai-khoan"));
    }
    assert_eq!(who(&neighbour).await.as_deref(), Some(BINH.name));
    assert_eq!(who(&national).await.as_deref(), Some(KHOI.name));
    // A new sign-in is not held up by it.
    phone.signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn o01_a_provider_ends_one_session_by_its_name() {
    // With the ID token kept, a test can read the provider's name for the session in it.
    let keep = |settings: &mut Settings| settings.provider.get_mut(VNEID).unwrap().requires_id_token_hint = true;
    let world = TestWorld::with(keep).await;
    let (phone, desk) = in_two_browsers(&world, AN).await;
    let session = provider_session(&world, &phone).await;
    assert_ne!(session, provider_session(&world, &desk).await);
    assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id, "sid": session })).await, 200);
    assert_eq!((who(&phone).await, who(&desk).await.as_deref()), (None, Some(AN.name)));
    let account = session_of(&world, &desk).await.account;
    let event = world.portal.database.events_of(account, 1).await.unwrap().remove(0);
    assert_eq!((event.kind, event.detail.as_str()), (AuditKind::SessionEnded, "by_vneid"));
}

#[tokio::test]
async fn o02_every_wrong_logout_token_leaves_the_session_alive() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for fault in [
        "alg_none",
        "bad_signature",
        "wrong_iss",
        "wrong_aud",
        "no_event",
        "wrong_event",
        "with_nonce",
        "expired",
        "wrong_type",
        "no_subject",
    ] {
        assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id, "fault": fault })).await, 400, "{fault}");
        assert_eq!(who(&browser).await.as_deref(), Some(AN.name), "{fault}");
    }
    // The other provider speaks for its own people only.
    assert_eq!(logout(&world, NATIONAL, json!({ "sub": AN.id })).await, 200);
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
    assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id })).await, 200);
    assert_eq!(who(&browser).await, None);
}

#[tokio::test]
async fn o02_what_is_no_logout_token_is_refused_without_an_echo() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let provider = world.browser();
    for form in [
        NOTHING,
        &[("logout_token", "")],
        &[("logout_token", "tuyệt-mật.b.c")],
        &[("logout_token", "a.b.c"), ("logout_token", "a.b.c")],
        &[("id_token", "a.b.c")],
    ] {
        let answer = provider.send(posting(&provider, form)).await;
        is_refused(&answer);
        assert!(!answer.body.contains("tuyệt"), "{}", answer.body);
    }
    let request = provider.request(Method::POST, RECEIVER).json(&json!({ "logout_token": "a.b.c" }));
    is_refused(&provider.send(request).await);
    let request = provider.request(Method::POST, "/dang-xuat/evil/backchannel").form(&[("logout_token", "a.b.c")]);
    is_refused(&provider.send(request).await);
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
}

#[tokio::test]
async fn o02_the_receiver_is_excused_from_the_same_origin_rule_and_from_nothing_else() {
    let world = TestWorld::start().await;
    let provider = world.browser();
    let junk: &[(&str, &str)] = &[("logout_token", "a.b.c")];
    // A page elsewhere can make a browser post here: it is a token like any other, and a wrong one.
    let foreign =
        posting(&provider, junk).header("origin", "https://evil.example").header("sec-fetch-site", "cross-site");
    is_refused(&provider.send(foreign).await);
    assert_eq!(provider.send(posting(&provider, junk).header("host", "evil.example")).await.status, 421);
    for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE] {
        let answer = provider.send(provider.request(method, RECEIVER)).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    }
    let endless = "x".repeat(70_000);
    assert_eq!(provider.send(posting(&provider, &[("logout_token", &endless)])).await.status, 413);
    let answer = provider.send(posting(&provider, junk)).await;
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    // Its neighbours are no way around the rule.
    for path in ["/dang-xuat", "/dang-xuat/vneid", "/dang-xuat/vneid/backchannel/", "/api/dang-xuat"] {
        assert_eq!(provider.send(provider.request(Method::POST, path).form(junk)).await.status, 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn o03_a_logout_token_counts_once() {
    let issuer = MintingProvider::start().await;
    let world = TestWorld::with(|settings| settings.provider.get_mut(VNEID).unwrap().issuer = issuer.issuer()).await;
    let provider = world.browser();
    let token = issuer.logout_token("once");
    let form: &[(&str, &str)] = &[("logout_token", &token)];
    let answers = futures::future::join_all((0..100).map(|_| provider.send(posting(&provider, form)))).await;
    let (good, bad): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((good.len(), good[0].header("cache-control"), good[0].body.as_str()), (1, "no-store", ""));
    bad.into_iter().for_each(is_refused);
    let next = issuer.logout_token("another");
    assert_eq!(provider.send(posting(&provider, &[("logout_token", &next)])).await.status, 200);

    // The cleaning job does not forget it too early.
    world.portal.database.purge(world.clock.now()).await.unwrap();
    is_refused(&provider.send(posting(&provider, form)).await);
}

#[tokio::test]
async fn o01_a_logout_that_cannot_be_checked_now_may_be_sent_again() {
    let world = TestWorld::with(|settings| settings.http.jwks_cooldown_seconds = 1).await;
    world.fault(VNEID, "jwks_down").await;
    assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id })).await, 400);
    world.fault(VNEID, "none").await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(logout(&world, VNEID, json!({ "sub": AN.id })).await, 200);
}
