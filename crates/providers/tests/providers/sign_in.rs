//! The authorization code flow with a provider that behaves.

use crate::{
    clock::NOW,
    fake_provider::{DISCOVERY, FakeProvider, JWKS, TOKEN, USERINFO, VERIFIER, request},
    minter::{ACCESS_TOKEN, CLIENT, NONCE},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::provider::IdentityProvider;
use congdan_providers::ProviderSettings;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::collections::BTreeMap;

#[tokio::test]
async fn a01_the_browser_is_sent_with_a_complete_request_and_nothing_else() {
    let provider = FakeProvider::start().await;
    let url = provider.relying_party().authorization_url(&request()).await.unwrap();
    assert_eq!(url.as_str().split('?').next().unwrap(), format!("{}/authorize", provider.issuer()));
    let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let distinct: BTreeMap<&str, &str> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(query.len(), distinct.len(), "nothing is said twice");
    assert_eq!(
        distinct,
        BTreeMap::from([
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua"),
            ("scope", "openid"),
            ("state", "state-1"),
            ("nonce", NONCE),
            // RFC 7636, appendix B.
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
            ("ui_locales", "vi"),
        ])
    );
}

#[tokio::test]
async fn a_demanded_authentication_class_is_part_of_the_request() {
    let provider = FakeProvider::start().await;
    let settings = ProviderSettings { acr_values: Some("LoA1".into()), ..provider.settings() };
    let url = provider.relying_party_with(settings).authorization_url(&request()).await.unwrap();
    assert!(url.query_pairs().any(|pair| pair == ("acr_values".into(), "LoA1".into())));
}

#[tokio::test]
async fn a_code_becomes_a_person_with_claims_from_token_and_userinfo() {
    let provider = FakeProvider::start().await;
    let person = provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!((person.issuer, person.subject.as_str()), (provider.issuer(), "person-1"));
    assert_eq!(person.number.unwrap().as_str(), "025085999001");
    assert_eq!(person.full_name.unwrap().as_str(), "Nguyễn Văn An", "the signed statement wins");
    assert_eq!(person.birth_date.unwrap().display(), "01/01/1985");
    assert_eq!(person.level, 2);
    assert_eq!(person.provider_session.as_deref(), Some("session-1"));
    assert!(person.id_token.is_none(), "no token is kept without need");

    let requests = provider.server.received_requests().await.unwrap();
    let token = requests.iter().find(|request| request.url.path() == TOKEN).unwrap();
    // RFC 6749, 2.3.1: both parts are form-encoded first.
    let basic = format!("Basic {}", STANDARD.encode("portal:s3cret%26more"));
    assert_eq!(token.headers["authorization"].to_str().unwrap(), basic);
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(&token.body).into_owned().collect();
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "code-1"),
        ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua"),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(form, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let userinfo = requests.iter().find(|request| request.url.path() == USERINFO).unwrap();
    assert_eq!(userinfo.headers["authorization"].to_str().unwrap(), format!("Bearer {ACCESS_TOKEN}"));
    assert!(userinfo.url.query().is_none());
}

#[tokio::test]
async fn a_provider_without_userinfo_says_everything_in_the_token() {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    metadata.as_object_mut().unwrap().remove("userinfo_endpoint");
    provider.serve("GET", DISCOVERY, crate::fake_provider::json_answer(metadata)).await;
    let mut claims = provider.claims();
    claims["SoDinhDanh"] = json!("025190999002");
    provider.serve_token(provider.key.token(&provider.key.header(), &claims)).await;
    let person = provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!(person.number.unwrap().as_str(), "025190999002");
    assert_eq!(provider.calls(USERINFO).await, 0);
}

#[tokio::test]
async fn metadata_and_keys_are_fetched_once_for_many() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    let request = request();
    tokio::try_join!(
        relying_party.authorization_url(&request),
        relying_party.authorization_url(&request),
        relying_party.authorization_url(&request),
    )
    .unwrap();
    provider.identify(&relying_party).await.unwrap();
    assert_eq!((provider.calls(DISCOVERY).await, provider.calls(JWKS).await), (1, 1));
}

#[tokio::test]
async fn the_secret_goes_into_the_form_where_the_provider_offers_nothing_else() {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    metadata["token_endpoint_auth_methods_supported"] = json!(["client_secret_post", "private_key_jwt"]);
    provider.serve("GET", DISCOVERY, crate::fake_provider::json_answer(metadata)).await;
    provider.identify(&provider.relying_party()).await.unwrap();
    let requests = provider.server.received_requests().await.unwrap();
    let token = requests.iter().find(|request| request.url.path() == TOKEN).unwrap();
    assert!(!token.headers.contains_key("authorization"));
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(&token.body).into_owned().collect();
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), (CLIENT, "s3cret&more"));
}

#[tokio::test]
async fn the_provider_says_when_the_person_was_there() {
    let provider = FakeProvider::start().await;
    let mut claims = provider.claims();
    claims["auth_time"] = json!(NOW - 30);
    provider.serve_token(provider.key.token(&provider.key.header(), &claims)).await;
    let person = provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!(person.authenticated_at.unwrap().unix_timestamp(), NOW - 30);
}

#[tokio::test]
async fn signing_out_leads_to_the_provider_and_back() {
    let provider = FakeProvider::start().await;
    let token = SecretString::from("token".to_owned());
    let url = provider.relying_party().end_session_url(Some(&token), "bye").await.unwrap();
    assert_eq!(url.path(), "/vneid/logout");
    let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
    let expected = [("client_id", CLIENT), ("post_logout_redirect_uri", "http://localhost:3100/"), ("state", "bye")];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
}

#[tokio::test]
async fn the_id_token_is_kept_and_sent_back_only_where_the_provider_demands_it() {
    let provider = FakeProvider::start().await;
    let settings = ProviderSettings { requires_id_token_hint: true, ..provider.settings() };
    let relying_party = provider.relying_party_with(settings);
    let token = provider.identify(&relying_party).await.unwrap().id_token.unwrap();
    let url = relying_party.end_session_url(Some(&token), "bye").await.unwrap();
    assert!(url.query_pairs().any(|(name, value)| name == "id_token_hint" && value == token.expose_secret()));
}

#[tokio::test]
async fn the_browser_may_be_sent_to_the_providers_origins_only() {
    let provider = FakeProvider::start().await;
    let settings = ProviderSettings { allowed_hosts: vec!["app.example.vn".into()], ..provider.settings() };
    let relying_party = provider.relying_party_with(settings);
    let expected = vec![provider.server.uri(), "https://app.example.vn".to_owned()];
    assert_eq!(relying_party.origins(), expected);
    relying_party.authorization_url(&request()).await.unwrap();
    assert_eq!(relying_party.origins(), expected);
}
