//! Callbacks, token answers and userinfo that must not be believed.

use crate::{
    clock::world,
    fake_provider::{FakeProvider, JWKS, TOKEN, USERINFO, answer, html_answer, json_answer, secrets, twice},
    minter::{ACCESS_TOKEN, Key},
};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::{EgressClient, HttpPolicy, OidcProvider, ProviderSettings};
use serde_json::json;
use std::time::{Duration, Instant};
use wiremock::ResponseTemplate;

#[tokio::test]
async fn c06_c07_a_callback_of_another_issuer_never_reaches_the_token_endpoint() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    for iss in [None, Some("https://evil.example".into()), Some(format!("{}/", provider.issuer())), Some(String::new())]
    {
        let refused = relying_party.identify(&answer(iss), &secrets(), None).await.unwrap_err();
        assert_eq!(refused, ProviderError::Refused("callback_iss"));
    }
    assert_eq!(provider.calls(TOKEN).await, 0);
    relying_party.identify(&answer(Some(provider.issuer())), &secrets(), None).await.expect("the twin is good");
}

#[tokio::test]
async fn a_provider_that_announces_no_iss_may_leave_it_out_but_not_get_it_wrong() {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    metadata.as_object_mut().unwrap().remove("authorization_response_iss_parameter_supported");
    provider.serve("GET", crate::fake_provider::DISCOVERY, json_answer(metadata)).await;
    let relying_party = provider.relying_party();
    relying_party.identify(&answer(None), &secrets(), None).await.unwrap();
    let refused = relying_party.identify(&answer(Some("https://evil.example".into())), &secrets(), None).await;
    assert_eq!(refused.unwrap_err(), ProviderError::Refused("callback_iss"));
}

#[tokio::test]
async fn t01_a_bad_id_token_is_refused_before_userinfo_is_asked() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    let attacker = Key::new("k1", 9);
    let with = |member: &str, value| {
        let mut claims = provider.claims();
        claims[member] = value;
        provider.key.token(&provider.key.header(), &claims)
    };
    for (token, code) in [
        (with("nonce", json!("an-earlier-one")), "nonce"),
        (with("iss", json!("https://evil.example")), "iss"),
        (with("aud", json!("stranger")), "aud"),
        (with("at_hash", json!("wrong")), "at_hash"),
        (attacker.token(&attacker.header(), &provider.claims()), "signature"),
        (ACCESS_TOKEN.to_owned(), "token_format"),
    ] {
        provider.serve_token(token).await;
        assert_eq!(provider.identify(&relying_party).await.unwrap_err(), ProviderError::Refused(code));
    }
    assert_eq!((provider.calls(USERINFO).await, provider.calls(JWKS).await), (0, 1));
}

#[tokio::test]
async fn t19_userinfo_about_somebody_else_or_about_nothing_is_not_used() {
    for (answer, error) in [
        (json_answer(json!({ "sub": "person-2" })), ProviderError::Refused("userinfo_sub")),
        (json_answer(json!({ "name": "An" })), ProviderError::Refused("userinfo_sub")),
        (json_answer(json!(["person-1"])), ProviderError::Refused("userinfo")),
        (twice("sub", "person-2", "person-1"), ProviderError::Refused("userinfo")),
        (json_answer(json!({ "sub": "person-1", "x": "x".repeat(2 << 20) })), ProviderError::Refused("userinfo")),
        (ResponseTemplate::new(401), ProviderError::Refused("userinfo")),
        (html_answer(), ProviderError::Unavailable),
        (ResponseTemplate::new(500), ProviderError::Unavailable),
        (ResponseTemplate::new(302).insert_header("location", "/vneid/elsewhere"), ProviderError::Unavailable),
    ] {
        let provider = FakeProvider::start().await;
        provider.serve("GET", USERINFO, answer).await;
        assert_eq!(provider.identify(&provider.relying_party()).await.unwrap_err(), error);
        assert_eq!(provider.calls("/vneid/elsewhere").await, 0);
    }
}

#[tokio::test]
async fn t20_a_token_endpoint_that_misbehaves_is_asked_once_and_not_followed() {
    let token = |member: &str, value| {
        let mut answer = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": "x.y.z" });
        answer[member] = value;
        json_answer(answer)
    };
    let redirect = |status| ResponseTemplate::new(status).insert_header("location", "/vneid/internal");
    let error = |code| ResponseTemplate::new(400).set_body_json(json!({ "error": code }));
    for (name, answer, expected) in [
        ("302", redirect(302), ProviderError::Unavailable),
        ("307", redirect(307), ProviderError::Unavailable),
        ("html", html_answer(), ProviderError::Unavailable),
        ("empty", ResponseTemplate::new(200), ProviderError::Unavailable),
        (
            "truncated",
            ResponseTemplate::new(200).set_body_raw("{\"access_to", "application/json"),
            ProviderError::Unavailable,
        ),
        ("huge", json_answer(json!({ "x": "x".repeat(2 << 20) })), ProviderError::Unavailable),
        ("503", ResponseTemplate::new(503), ProviderError::Unavailable),
        ("stall", json_answer(json!({})).set_delay(Duration::from_secs(30)), ProviderError::Unavailable),
        ("mac", token("token_type", json!("mac")), ProviderError::Refused("token_type")),
        ("no id_token", token("id_token", json!(null)), ProviderError::Refused("no_id_token")),
        ("no access_token", token("access_token", json!(null)), ProviderError::Unavailable),
        ("empty access_token", token("access_token", json!("")), ProviderError::Refused("access_token")),
        ("lines in access_token", token("access_token", json!("a\r\nb: c")), ProviderError::Refused("access_token")),
        ("spent", error("invalid_grant"), ProviderError::Refused("code")),
        ("client", error("invalid_client"), ProviderError::Unavailable),
        ("server", error("server_error"), ProviderError::Unavailable),
    ] {
        let provider = FakeProvider::start().await;
        provider.serve("POST", TOKEN, answer).await;
        let begun = Instant::now();
        assert_eq!(provider.identify(&provider.relying_party()).await.unwrap_err(), expected, "{name}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{name}");
        assert_eq!(provider.calls(TOKEN).await, 1, "{name}");
        assert_eq!(provider.calls("/vneid/internal").await, 0, "{name}");
        assert_eq!(provider.calls(USERINFO).await, 0, "{name}");
    }
}

#[tokio::test]
async fn an_organisation_is_refused() {
    let provider = FakeProvider::start().await;
    let mut userinfo = provider.userinfo();
    userinfo["LoaiTaiKhoan"] = json!("2");
    provider.serve("GET", USERINFO, json_answer(userinfo)).await;
    let refused = provider.identify(&provider.relying_party()).await.unwrap_err();
    assert_eq!(refused, ProviderError::Organisation);
}

#[tokio::test]
async fn settings_that_no_provider_can_have_are_named_at_the_start() {
    let provider = FakeProvider::start().await;
    let key_of = |settings: ProviderSettings| {
        let http = EgressClient::new(&HttpPolicy::default()).unwrap();
        OidcProvider::new(settings, http, world(provider.clock.clone())).err().map(|error| error.key)
    };
    assert_eq!(key_of(provider.settings()), None);
    for issuer in ["", "vneid", "http://sso.example.vn", "https://sso.example.vn/?x=1", "ftp://localhost/"] {
        assert_eq!(
            key_of(ProviderSettings { issuer: issuer.into(), ..provider.settings() }),
            Some("issuer"),
            "{issuer}"
        );
    }
    let algs = vec!["ES256".into(), "none".into()];
    assert_eq!(key_of(ProviderSettings { allowed_algs: algs, ..provider.settings() }), Some("allowed_algs"));
    assert_eq!(key_of(ProviderSettings { client_id: String::new(), ..provider.settings() }), Some("client_id"));
    let skew = Duration::from_secs(3600);
    assert_eq!(key_of(ProviderSettings { clock_skew: skew, ..provider.settings() }), Some("clock_skew_seconds"));
}

#[tokio::test]
async fn no_secret_shows_in_debug_output() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    let person = provider.identify(&relying_party).await.unwrap();
    let shown = format!("{relying_party:?} {:?} {person:?}", provider.settings());
    for secret in ["s3cret", "025085999001", "Nguyễn", ACCESS_TOKEN] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
