//! Pushed requests (RFC 9126) and `private_key_jwt` (RFC 7523), by configuration: the whole way through the portal.

use crate::{
    journey::{NATIONAL, VNEID},
    people::AN,
    world::TestWorld,
};
use congdan_server::config::{Protocol, Settings};
use p256::{
    SecretKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding},
};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

/// A client key in a file, as an operator has it, and what the provider knows of it.
pub struct ClientKeyFile {
    file: NamedTempFile,
    pub public_pem: String,
}

impl ClientKeyFile {
    pub fn new() -> Self {
        let key = SecretKey::from_slice(&[42; 32]).unwrap();
        let file = NamedTempFile::new().unwrap();
        std::fs::write(file.path(), key.to_pkcs8_pem(LineEnding::LF).unwrap().as_bytes()).unwrap();
        Self { file, public_pem: key.public_key().to_public_key_pem(LineEnding::LF).unwrap() }
    }

    /// In place of the secret.
    pub fn configure(&self, settings: &mut Settings, provider: &str) {
        let provider = settings.provider.get_mut(provider).unwrap();
        provider.client_secret = None;
        provider.client_auth = Some("private_key_jwt".to_owned());
        provider.client_key_file = Some(self.file.path().to_owned());
        provider.client_key_id = Some("portal-1".to_owned());
    }
}

async fn no_finding(world: &TestWorld) {
    let verdict = world.verdict().await;
    assert_eq!((&verdict["findings"], &verdict["passed"]), (&json!([]), &json!(true)), "{verdict:#}");
}

/// An signs in, is asked about his national account, links, and signs out. The sandbox answers without questions: with
/// pushed requests nothing can be added in the browser.
async fn whole_way(world: &TestWorld) {
    let browser = world.browser();
    browser.signed_in(NATIONAL, AN, "/").await;
    world.next(VNEID, json!({ "login_hint": "an" })).await;
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    let question = browser.open(authorize).await;
    assert_eq!(question.heading(), "Liên kết tài khoản", "{:?}", browser.seen());
    let page = browser.press(&question, "Liên kết", &[]).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
    let away = browser.press(&page, "Đăng xuất", &[]).await;
    assert_eq!((away.url.path(), browser.cookie("session")), ("/", None));
}

async fn last_flow(world: &TestWorld) -> Value {
    let url = format!("{}/control/flows", world.sandbox_url);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let flows: Vec<Value> = http.get(url).send().await.unwrap().json().await.unwrap();
    flows.into_iter().find(|flow| flow["provider"] == VNEID).unwrap()
}

#[tokio::test]
async fn a01_a_pushed_request_shows_the_browser_a_reference_only() {
    let world = TestWorld::with(|settings| settings.provider.get_mut(VNEID).unwrap().pushed_authorization = true).await;
    world.register(VNEID, json!({ "pushed_authorization": true })).await;
    let browser = world.browser();
    let url = browser.begin(VNEID, "/").await;
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(names, ["client_id", "request_uri"]);
    whole_way(&world).await;
    let steps = last_flow(&world).await["steps"].clone();
    assert_eq!((&steps[0]["what"], &steps[1]["what"]), (&json!("pushed"), &json!("reference_brought")));
    no_finding(&world).await;
}

#[tokio::test]
async fn a_signed_statement_stands_for_the_secret_in_every_combination() {
    let key = ClientKeyFile::new();
    for (protocol, pushed) in [
        (Protocol::Oidc, false),
        (Protocol::Oidc, true),
        (Protocol::OauthUserinfo, false),
        (Protocol::OauthUserinfo, true),
    ] {
        let world = TestWorld::with(|settings| {
            key.configure(settings, VNEID);
            let provider = settings.provider.get_mut(VNEID).unwrap();
            (provider.protocol, provider.pushed_authorization) = (protocol, pushed);
        })
        .await;
        let name = if protocol == Protocol::Oidc { "oidc" } else { "oauth2-userinfo" };
        let registration =
            json!({ "protocol": name, "pushed_authorization": pushed, "client_key": key.public_pem.clone() });
        world.register(VNEID, registration).await;
        whole_way(&world).await;
        no_finding(&world).await;
        let flow = last_flow(&world).await;
        let token = flow["steps"].as_array().unwrap().iter().find(|step| step["what"] == "token").unwrap().clone();
        assert_eq!(token["details"]["client_auth"], "private_key_jwt", "{flow:#}");
    }
}

#[tokio::test]
async fn t20_a_par_endpoint_that_misbehaves_leads_to_a_calm_page_and_is_not_followed() {
    let world = TestWorld::with(|settings| settings.provider.get_mut(VNEID).unwrap().pushed_authorization = true).await;
    world.register(VNEID, json!({ "pushed_authorization": true })).await;
    for fault in ["par_down", "par_html", "par_redirect", "par_refused"] {
        let browser = world.browser();
        world.fault_once(VNEID, fault).await;
        let answer = browser.post("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/thu-tuc")]).await;
        let page = browser.follow(answer).await;
        assert!(page.path().starts_with("/dang-nhap"), "{fault}: {}", page.url);
        assert!(page.body.contains("tạm thời không trả lời"), "{fault}: {}", page.body);
        assert_eq!(browser.cookie("session"), None);
    }
    // A reference that the provider does not take.
    let browser = world.browser();
    world.fault_once(VNEID, "request_uri_refused").await;
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    let page = browser.open(authorize).await;
    assert_eq!(page.heading(), "Không xác minh được lần đăng nhập này");
    // Twin.
    whole_way(&world).await;
    no_finding(&world).await;
}

#[tokio::test]
async fn c03_a_link_from_another_browser_signs_nobody_in_with_a_pushed_request_either() {
    let world = TestWorld::with(|settings| settings.provider.get_mut(VNEID).unwrap().pushed_authorization = true).await;
    world.register(VNEID, json!({ "pushed_authorization": true })).await;
    let (attacker, victim) = (world.browser(), world.browser());
    world.next(VNEID, json!({ "login_hint": "an" })).await;
    let authorize = attacker.begin(VNEID, "/").await;
    let callback = attacker.get(authorize).await.to();
    assert_eq!(victim.open(&callback).await.status, 400);
    assert_eq!(victim.cookie("session"), None);
    assert_eq!(attacker.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
}
