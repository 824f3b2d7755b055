//! Answers as real providers write them: what is not needed cannot break a sign-in, and what cannot be read leaves a trace.

use crate::{
    fake_provider::{
        DISCOVERY, FakeProvider, JWKS, TOKEN, USERINFO, answer, html_answer, json_answer, request, secrets,
    },
    minter::{ACCESS_TOKEN, CLIENT, Key},
};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::{Protocol, ProviderSettings};
use metrics::{Counter, Gauge, Histogram, KeyName, Metadata, Recorder, SharedString, Unit};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Mutex};
use wiremock::ResponseTemplate;

async fn provider_with_metadata(change: impl FnOnce(&mut Value)) -> FakeProvider {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    change(&mut metadata);
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    provider
}

fn jwt_answer(token: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(token.to_owned(), "application/jwt")
}

#[tokio::test]
async fn w03_members_of_a_token_answer_that_are_not_needed_do_not_matter() {
    for (member, value) in [
        ("expires_in", json!("300")),
        ("expires_in", json!(300.0)),
        ("expires_in", json!(-1)),
        ("expires_in", json!("")),
        ("expires_in", json!(null)),
        ("scope", json!(["openid", "profile"])),
        ("scope", json!(null)),
        ("scope", json!(7)),
        ("refresh_token", json!({})),
        ("refresh_token", json!(null)),
        ("token_type", json!("bearer")),
        ("anything", json!([[[]]])),
    ] {
        let provider = FakeProvider::start().await;
        let id_token = provider.key.token(&provider.key.header(), &provider.claims());
        let mut body = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": id_token });
        body[member] = value.clone();
        provider.serve("POST", TOKEN, json_answer(body)).await;
        provider.identify(&provider.relying_party()).await.unwrap_or_else(|error| panic!("{member}: {value}: {error}"));
    }
}

#[tokio::test]
async fn w03_twin_members_that_are_needed_still_are() {
    for (member, value) in [("access_token", json!(7)), ("token_type", json!(null)), ("token_type", json!(["Bearer"]))]
    {
        let provider = FakeProvider::start().await;
        let mut body = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": "x.y.z" });
        body[member] = value.clone();
        provider.serve("POST", TOKEN, json_answer(body)).await;
        let refused = provider.identify(&provider.relying_party()).await.unwrap_err();
        assert_eq!(refused, ProviderError::Unavailable, "{member}: {value}");
    }
}

#[tokio::test]
async fn w03_empty_and_null_members_of_metadata_are_absent() {
    for nothing in [json!(null), json!(""), json!(" ")] {
        let provider = provider_with_metadata(|metadata| {
            for member in ["end_session_endpoint", "pushed_authorization_request_endpoint", "userinfo_endpoint"] {
                metadata[member] = nothing.clone();
            }
            metadata["require_pushed_authorization_requests"] = nothing.clone();
            metadata["token_endpoint_auth_methods_supported"] = nothing.clone();
        })
        .await;
        let relying_party = provider.relying_party();
        provider.identify(&relying_party).await.unwrap();
        assert!(relying_party.end_session_url(None, "bye").await.is_none());
        assert_eq!(provider.calls(USERINFO).await, 0);
    }
    let provider =
        provider_with_metadata(|metadata| metadata["token_endpoint_auth_methods_supported"] = json!([])).await;
    provider.identify(&provider.relying_party()).await.unwrap();
}

#[tokio::test]
async fn w03_a_flag_that_is_a_text_is_a_flag() {
    for (flag, announces) in [
        (json!(true), true),
        (json!("true"), true),
        (json!("True"), true),
        (json!(false), false),
        (json!("false"), false),
        (json!(""), false),
        (json!(null), false),
    ] {
        let member = "authorization_response_iss_parameter_supported";
        let provider = provider_with_metadata(|metadata| metadata[member] = flag.clone()).await;
        let without_iss = provider.relying_party().identify(&answer(None), &secrets(), None).await;
        assert_eq!(without_iss.is_err(), announces, "{flag}");
        provider.identify(&provider.relying_party()).await.unwrap();
    }
}

#[tokio::test]
async fn w03_twin_a_member_that_is_there_and_wrong_closes_the_provider() {
    for (member, value) in [
        ("end_session_endpoint", json!("nowhere")),
        ("userinfo_endpoint", json!(7)),
        ("jwks_uri", json!("")),
        ("token_endpoint", json!(null)),
        ("authorization_response_iss_parameter_supported", json!("perhaps")),
        ("require_pushed_authorization_requests", json!(1)),
    ] {
        let provider = provider_with_metadata(|metadata| metadata[member] = value.clone()).await;
        let refused = provider.relying_party().authorization_url(&request()).await;
        assert_eq!(refused.unwrap_err(), ProviderError::Unavailable, "{member}: {value}");
    }
}

#[tokio::test]
async fn w04_a_key_for_encryption_under_the_same_id_hinders_nobody() {
    let provider = FakeProvider::start().await;
    let mut encryption = Key::new("k1", 9).jwk();
    encryption["use"] = json!("enc");
    provider.serve("GET", JWKS, json_answer(json!({ "keys": [encryption, provider.key.jwk()] }))).await;
    provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!(provider.calls(JWKS).await, 1);
}

#[tokio::test]
async fn w04_userinfo_that_is_signed_is_verified_and_read() {
    let provider = FakeProvider::start().await;
    let signed = |key: &Key, change: &[(&str, Value)]| {
        let mut claims = provider.userinfo();
        claims["iss"] = json!(provider.issuer());
        claims["aud"] = json!(CLIENT);
        for (name, value) in change {
            claims[*name] = value.clone();
        }
        jwt_answer(&key.token(&key.header(), &claims))
    };
    provider.serve("GET", USERINFO, signed(&provider.key, &[])).await;
    let person = provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!((person.number.unwrap().as_str(), person.level), ("025085999001", 2));

    let stranger = Key::new("k1", 9);
    for (answer, code) in [
        (signed(&stranger, &[]), "signature"),
        (signed(&Key::new("k9", 9), &[]), "unknown_key"),
        (signed(&provider.key, &[("iss", json!("https://evil.example"))]), "iss"),
        (signed(&provider.key, &[("aud", json!("stranger"))]), "aud"),
        (signed(&provider.key, &[("aud", json!(null))]), "aud"),
        (signed(&provider.key, &[("exp", json!(1))]), "exp"),
        (signed(&provider.key, &[("sub", json!("person-2"))]), "userinfo_sub"),
        (jwt_answer("a.b.c.d.e"), "token_format"),
        (jwt_answer(""), "token_format"),
    ] {
        provider.serve("GET", USERINFO, answer).await;
        let refused = provider.identify(&provider.relying_party()).await.unwrap_err();
        assert_eq!(refused, ProviderError::Refused(code));
    }
    let mut header = provider.key.header();
    header["alg"] = json!("none");
    provider.serve("GET", USERINFO, jwt_answer(&provider.key.token(&header, &provider.userinfo()))).await;
    assert_eq!(provider.identify(&provider.relying_party()).await.unwrap_err(), ProviderError::Refused("alg"));
}

#[tokio::test]
async fn w04_signed_userinfo_of_a_provider_without_keys_is_not_believed() {
    let provider = FakeProvider::start().await;
    let token = provider.key.token(&provider.key.header(), &provider.userinfo());
    provider.serve("GET", USERINFO, jwt_answer(&token)).await;
    let settings = ProviderSettings { protocol: Protocol::OauthUserinfo, allowed_algs: vec![], ..provider.settings() };
    let refused = provider.identify(&provider.relying_party_with(settings)).await.unwrap_err();
    assert_eq!(refused, ProviderError::Unavailable);
}

#[tokio::test]
async fn v05_v06_a_number_that_is_none_signs_in_without_a_number() {
    for number in
        ["000000000000", "111111111111", "123456789012", "003085999001", "025085", "null", "N/A", "-", "0", "B1234567"]
    {
        let provider = FakeProvider::start().await;
        let mut userinfo = provider.userinfo();
        userinfo["SoDinhDanh"] = json!(number);
        provider.serve("GET", USERINFO, json_answer(userinfo)).await;
        let person = provider.identify(&provider.relying_party()).await.unwrap();
        assert_eq!((person.subject.as_str(), person.number), ("person-1", None), "{number}");
    }
    let provider = FakeProvider::start().await;
    let person = provider.identify(&provider.relying_party()).await.unwrap();
    assert_eq!(person.number.unwrap().as_str(), "025085999001", "the twin has a number");
}

/// The counters that were used on this thread, with the values of their labels.
#[derive(Default)]
struct Counters(Mutex<BTreeSet<String>>);

impl Recorder for Counters {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &metrics::Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<&str> = key.labels().map(|label| label.value()).collect();
        self.0.lock().unwrap().insert(format!("{} {}", key.name(), labels.join(" ")));
        Counter::noop()
    }

    fn register_gauge(&self, _: &metrics::Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &metrics::Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn w05_an_answer_that_cannot_be_read_is_counted_by_its_kind_and_without_a_value() {
    let counters = Counters::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    metrics::with_local_recorder(&counters, || {
        runtime.block_on(async {
            for (verb, at, answer) in [
                ("GET", DISCOVERY, json_answer(json!(["Nguyễn Văn An"]))),
                ("GET", JWKS, json_answer(json!("025085999001"))),
                ("POST", TOKEN, html_answer()),
                ("GET", USERINFO, html_answer()),
                ("GET", USERINFO, json_answer(json!(["025085999001"]))),
            ] {
                let provider = FakeProvider::start().await;
                provider.serve(verb, at, answer).await;
                provider.identify(&provider.relying_party()).await.unwrap_err();
            }
            let provider = FakeProvider::start().await;
            let mut userinfo = provider.userinfo();
            userinfo["SoDinhDanh"] = json!("111111111111");
            provider.serve("GET", USERINFO, json_answer(userinfo)).await;
            provider.identify(&provider.relying_party()).await.unwrap();
        });
    });
    let counted = counters.0.into_inner().unwrap();
    for kind in ["metadata", "keys", "token_answer", "userinfo_type", "userinfo"] {
        let line = format!("provider_answers_unreadable_total vneid {kind}");
        assert!(counted.contains(&line), "{line} in {counted:?}");
    }
    assert!(counted.contains("provider_numbers_left_out_total vneid placeholder"), "{counted:?}");
    assert_eq!(counted.len(), 6, "{counted:?}");
}
