//! The D rows of SECURITY.md: metadata and keys that change, lie or go away.

use crate::{
    fake_provider::{DISCOVERY, FakeProvider, JWKS, TOKEN, html_answer, json_answer, request},
    minter::Key,
};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::ProviderSettings;
use serde_json::{Value, json};
use time::Duration;
use wiremock::ResponseTemplate;

async fn serve_metadata(provider: &FakeProvider, member: &str, value: Value) {
    let mut metadata = provider.metadata();
    metadata[member] = value;
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
}

#[tokio::test]
async fn d01_metadata_of_another_issuer_disables_the_provider() {
    for change in ["/", "?", "x"] {
        let provider = FakeProvider::start().await;
        serve_metadata(&provider, "issuer", json!(format!("{}{change}", provider.issuer()))).await;
        let refused = provider.relying_party().authorization_url(&request()).await;
        assert_eq!(refused.unwrap_err(), ProviderError::Unavailable);
        assert_eq!(provider.calls(JWKS).await, 0);
    }
}

#[tokio::test]
async fn d02_endpoints_elsewhere_are_refused_unless_their_host_is_named() {
    for endpoint in
        ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "end_session_endpoint"]
    {
        for elsewhere in
            ["https://evil.example/x", "http://169.254.169.254/latest", "file:///etc/passwd", "http://localhost:1/x"]
        {
            let provider = FakeProvider::start().await;
            serve_metadata(&provider, endpoint, json!(elsewhere)).await;
            let refused = provider.relying_party().authorization_url(&request()).await;
            assert_eq!(refused.unwrap_err(), ProviderError::Unavailable, "{endpoint} {elsewhere}");
        }
    }
    let provider = FakeProvider::start().await;
    serve_metadata(&provider, "authorization_endpoint", json!("https://app.example.vn/authorize")).await;
    let settings = ProviderSettings { allowed_hosts: vec!["App.example.vn".into()], ..provider.settings() };
    let url = provider.relying_party_with(settings).authorization_url(&request()).await.unwrap();
    assert_eq!(url.host_str(), Some("app.example.vn"));
}

#[tokio::test]
async fn d03_a_key_that_is_newer_than_ours_costs_one_fetch() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    provider.identify(&relying_party).await.unwrap();

    let newer = Key::new("k2", 8);
    provider.serve_keys(&[&newer]).await;
    provider.serve_token(newer.token(&newer.header(), &provider.claims())).await;
    provider.identify(&relying_party).await.unwrap();
    provider.identify(&relying_party).await.unwrap();
    assert_eq!((provider.calls(DISCOVERY).await, provider.calls(JWKS).await), (1, 2));

    // And the old key is gone with its set.
    provider.serve_token(provider.key.token(&provider.key.header(), &provider.claims())).await;
    assert_eq!(provider.identify(&relying_party).await.unwrap_err(), ProviderError::Refused("unknown_key"));
}

#[tokio::test]
async fn d04_tokens_of_unknown_keys_cost_one_fetch_a_cool_down() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    let stranger = Key::new("stranger", 9);
    provider.serve_token(stranger.token(&stranger.header(), &provider.claims())).await;
    for _ in 0..5 {
        let (one, two, three) = tokio::join!(
            provider.identify(&relying_party),
            provider.identify(&relying_party),
            provider.identify(&relying_party)
        );
        for answer in [one, two, three] {
            assert_eq!(answer.unwrap_err(), ProviderError::Refused("unknown_key"));
        }
    }
    assert_eq!(provider.calls(JWKS).await, 2, "the first and one more");
    provider.clock.advance(Duration::seconds(5));
    let _ = provider.identify(&relying_party).await;
    assert_eq!(provider.calls(JWKS).await, 3);

    provider.serve_token(provider.key.token(&provider.key.header(), &provider.claims())).await;
    provider.identify(&relying_party).await.expect("good people are not affected");
}

#[tokio::test]
async fn d05_oversized_or_broken_documents_are_no_documents() {
    let many: Vec<Value> = (0..101).map(|n| Key::new(&n.to_string(), 7).jwk()).collect();
    for (at, answer) in [
        (DISCOVERY, html_answer()),
        (DISCOVERY, ResponseTemplate::new(500)),
        (DISCOVERY, ResponseTemplate::new(302).insert_header("location", "/vneid/elsewhere")),
        (DISCOVERY, json_answer(json!("x".repeat(2 * 1024 * 1024)))),
        (DISCOVERY, ResponseTemplate::new(200).set_delay(std::time::Duration::from_secs(30))),
        (DISCOVERY, ResponseTemplate::new(200).set_body_raw("[".repeat(100_000), "application/json")),
        (JWKS, html_answer()),
        (JWKS, json_answer(json!({ "keys": [] }))),
        (JWKS, json_answer(json!({ "keys": many }))),
        (JWKS, json_answer(json!({ "keys": "x".repeat(2 * 1024 * 1024) }))),
    ] {
        let provider = FakeProvider::start().await;
        provider.serve("GET", at, answer).await;
        let refused = provider.relying_party().authorization_url(&request()).await;
        assert_eq!(refused.unwrap_err(), ProviderError::Unavailable);
        assert_eq!(provider.calls("/vneid/elsewhere").await, 0);
    }
}

#[tokio::test]
async fn d05_twin_as_many_keys_as_are_allowed_are_read() {
    let provider = FakeProvider::start().await;
    let more = (1..100).map(|n| Key::new(&format!("other-{n}"), n).jwk());
    let keys: Vec<Value> = std::iter::once(provider.key.jwk()).chain(more).collect();
    assert_eq!(keys.len(), 100);
    provider.serve("GET", JWKS, json_answer(json!({ "keys": keys }))).await;
    provider.identify(&provider.relying_party()).await.expect("our key is among them");
}

#[tokio::test]
async fn d06_what_was_good_stays_for_a_day_when_it_cannot_be_fetched_again() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    relying_party.authorization_url(&request()).await.unwrap();

    provider.serve("GET", JWKS, ResponseTemplate::new(503)).await;
    provider.clock.advance(Duration::hours(2));
    relying_party.authorization_url(&request()).await.expect("two hours old is usable");
    assert_eq!(provider.calls(JWKS).await, 2, "a fetch was tried");

    provider.clock.advance(Duration::hours(22));
    assert_eq!(relying_party.authorization_url(&request()).await.unwrap_err(), ProviderError::Unavailable);

    provider.serve_keys(&[&provider.key]).await;
    provider.clock.advance(Duration::seconds(1));
    relying_party.authorization_url(&request()).await.expect("and it comes back by itself");
}

#[tokio::test]
async fn a_provider_that_is_down_is_not_asked_by_everybody() {
    let provider = FakeProvider::start().await;
    provider.serve("GET", DISCOVERY, ResponseTemplate::new(503)).await;
    let relying_party = provider.relying_party();
    for _ in 0..3 {
        assert_eq!(relying_party.authorization_url(&request()).await.unwrap_err(), ProviderError::Unavailable);
    }
    assert_eq!(provider.calls(DISCOVERY).await, 1);

    provider.serve("GET", DISCOVERY, json_answer(provider.metadata())).await;
    relying_party.forget().await;
    relying_party.authorization_url(&request()).await.expect("after a reset it is as at the start");
}

#[tokio::test]
async fn a_provider_that_is_down_at_sign_out_ends_only_our_session() {
    let provider = FakeProvider::start().await;
    provider.serve("GET", DISCOVERY, ResponseTemplate::new(503)).await;
    assert!(provider.relying_party().end_session_url(None, "bye").await.is_none());
    assert_eq!(provider.calls(TOKEN).await, 0);
}
