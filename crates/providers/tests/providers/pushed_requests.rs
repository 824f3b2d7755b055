//! Pushed authorization requests (RFC 9126): the browser carries a reference and nothing else.

use crate::{
    client_assertion::{client_key, forms, verified},
    fake_provider::{DISCOVERY, FakeProvider, PAR, html_answer, json_answer, request},
    minter::{CLIENT, NONCE},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::{ClientAuth, OidcProvider, ProviderSettings, SecretMethod};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use wiremock::ResponseTemplate;

const REFERENCE: &str = "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c";

async fn start() -> FakeProvider {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    metadata["pushed_authorization_request_endpoint"] = json!(format!("{}{PAR}", provider.server.uri()));
    metadata["token_endpoint_auth_methods_supported"] =
        json!(["client_secret_basic", "client_secret_post", "private_key_jwt"]);
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    provider.serve("POST", PAR, accepted(json!({ "request_uri": REFERENCE, "expires_in": 60 }))).await;
    provider
}

fn accepted(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(201).set_body_json(body)
}

fn pushing(provider: &FakeProvider, client_auth: ClientAuth) -> OidcProvider {
    let settings = ProviderSettings { client_auth, pushed_authorization: true, ..provider.settings() };
    provider.relying_party_with(settings)
}

fn secret(method: Option<SecretMethod>) -> ClientAuth {
    ClientAuth::Secret { secret: "s3cret&more".to_owned().into(), method }
}

#[tokio::test]
async fn a01_the_browser_gets_a_reference_and_the_provider_the_whole_request() {
    let provider = start().await;
    let url = pushing(&provider, secret(None)).authorization_url(&request()).await.unwrap();
    assert_eq!(url.as_str().split('?').next().unwrap(), format!("{}/authorize", provider.issuer()));
    let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let expected = [("client_id", CLIENT), ("request_uri", REFERENCE)];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));

    let form = forms(&provider, PAR).await.pop().unwrap();
    let expected = [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua"),
        ("scope", "openid"),
        ("state", "state-1"),
        ("nonce", NONCE),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
        ("ui_locales", "vi"),
    ];
    let expected: BTreeMap<String, String> = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!(form, expected);
    let requests = provider.server.received_requests().await.unwrap();
    let pushed = requests.iter().find(|request| request.url.path() == PAR).unwrap();
    let basic = format!("Basic {}", STANDARD.encode("portal:s3cret%26more"));
    assert_eq!(pushed.headers["authorization"].to_str().unwrap(), basic);
    assert_eq!(pushed.url.query(), None);
    assert_eq!(pushed.headers["content-type"].to_str().unwrap(), "application/x-www-form-urlencoded");
}

#[tokio::test]
async fn who_we_are_is_proved_there_as_at_the_token_endpoint() {
    let provider = start().await;
    pushing(&provider, secret(Some(SecretMethod::Post))).authorization_url(&request()).await.unwrap();
    assert_eq!(forms(&provider, PAR).await[0]["client_secret"], "s3cret&more");
    let relying_party = pushing(&provider, client_key());
    relying_party.authorization_url(&request()).await.unwrap();
    relying_party.authorization_url(&request()).await.unwrap();
    let forms = forms(&provider, PAR).await;
    let claims = |n: usize| verified(&forms[n]["client_assertion"]).1;
    assert_eq!((claims(1)["aud"].as_str(), claims(1)["sub"].as_str()), (Some(&*provider.issuer()), Some(CLIENT)));
    assert_ne!(claims(1)["jti"], claims(2)["jti"]);
    assert!(!forms[1].contains_key("client_secret"));
}

#[tokio::test]
async fn t20_a_par_endpoint_that_misbehaves_is_asked_once_and_nobody_is_sent_anywhere() {
    let redirect = |status| ResponseTemplate::new(status).insert_header("location", "/vneid/elsewhere");
    let refused = ResponseTemplate::new(400).set_body_json(json!({ "error": "invalid_request" }));
    for (name, answer) in [
        ("302", redirect(302)),
        ("307", redirect(307)),
        ("html", html_answer()),
        ("created html", ResponseTemplate::new(201).set_body_raw("<html>", "text/html")),
        ("200", json_answer(json!({ "request_uri": REFERENCE, "expires_in": 60 }))),
        ("400", refused),
        ("401", ResponseTemplate::new(401).set_body_json(json!({ "error": "invalid_client" }))),
        ("500", ResponseTemplate::new(500)),
        ("empty", accepted(json!({}))),
        ("null", accepted(json!({ "request_uri": null }))),
        ("blank", accepted(json!({ "request_uri": "" }))),
        ("lines", accepted(json!({ "request_uri": "urn:x\r\ny" }))),
        ("long", accepted(json!({ "request_uri": "x".repeat(513) }))),
        ("huge", accepted(json!({ "request_uri": "x".repeat(2 << 20) }))),
        ("stall", accepted(json!({ "request_uri": REFERENCE })).set_delay(Duration::from_secs(30))),
    ] {
        let provider = start().await;
        provider.serve("POST", PAR, answer).await;
        let begun = Instant::now();
        let refused = pushing(&provider, secret(None)).authorization_url(&request()).await.unwrap_err();
        assert_eq!(refused, ProviderError::Unavailable, "{name}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{name}");
        assert_eq!((provider.calls(PAR).await, provider.calls("/vneid/elsewhere").await), (1, 0), "{name}");
    }
}

#[tokio::test]
async fn a_reference_cannot_add_parameters_of_its_own() {
    let provider = start().await;
    let reference = "urn:x&redirect_uri=https://evil.example/#f";
    provider.serve("POST", PAR, accepted(json!({ "request_uri": reference, "expires_in": 60 }))).await;
    let url = pushing(&provider, secret(None)).authorization_url(&request()).await.unwrap();
    assert_eq!(url.query_pairs().count(), 2);
    assert_eq!(url.fragment(), None);
}

#[tokio::test]
async fn metadata_and_configuration_must_agree_about_pushing() {
    let provider = start().await;
    let mut metadata = provider.metadata();
    provider.serve("GET", DISCOVERY, json_answer(metadata.clone())).await;
    assert!(!pushing(&provider, secret(None)).is_available().await, "there is no such endpoint");
    metadata["pushed_authorization_request_endpoint"] = json!("https://evil.example/par");
    provider.serve("GET", DISCOVERY, json_answer(metadata.clone())).await;
    assert!(!pushing(&provider, secret(None)).is_available().await, "it is somebody else's");
    assert!(provider.relying_party().is_available().await, "it is not used");
    metadata["require_pushed_authorization_requests"] = json!(true);
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    assert!(!provider.relying_party().is_available().await, "nothing else is taken");
}
