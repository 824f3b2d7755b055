//! The second protocol, `oauth2-userinfo`: nothing is signed, so nothing but userinfo is believed.

use crate::{
    clock::{NOW, world},
    fake_provider::{
        DISCOVERY, FakeProvider, JWKS, TOKEN, USERINFO, VERIFIER, answer, html_answer, json_answer, request, secrets,
        twice,
    },
    minter::{ACCESS_TOKEN, CLIENT, Key},
};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::{EgressClient, Endpoints, HttpPolicy, OidcProvider, Protocol, ProviderSettings};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use wiremock::ResponseTemplate;

/// A provider whose token answer has no ID token.
async fn start() -> FakeProvider {
    let provider = FakeProvider::start().await;
    let answer = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 300 });
    provider.serve("POST", TOKEN, json_answer(answer)).await;
    provider.serve("GET", USERINFO, json_answer(userinfo())).await;
    provider
}

fn userinfo() -> Value {
    json!({
        "sub": "person-1", "SoDinhDanh": "025085999001", "HoVaTen": "Nguyễn Văn An", "NgayThangNamSinh": "01/01/1985",
        "loAs": "LoA2",
    })
}

fn settings(provider: &FakeProvider) -> ProviderSettings {
    ProviderSettings { protocol: Protocol::OauthUserinfo, allowed_algs: vec![], ..provider.settings() }
}

fn endpoints(provider: &FakeProvider) -> Endpoints {
    let at = |path: &str| format!("{}{path}", provider.server.uri()).parse().unwrap();
    Endpoints {
        authorization: at("/vneid/authorize"),
        token: at(TOKEN),
        userinfo: at(USERINFO),
        end_session: None,
        pushed_authorization_request: None,
    }
}

fn without_metadata(provider: &FakeProvider) -> ProviderSettings {
    ProviderSettings { endpoints: Some(endpoints(provider)), ..settings(provider) }
}

#[tokio::test]
async fn a01_the_request_has_state_and_pkce_and_no_nonce() {
    let provider = start().await;
    let url = provider.relying_party_with(settings(&provider)).authorization_url(&request()).await.unwrap();
    let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
    let expected = [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua"),
        ("scope", "openid"),
        ("state", "state-1"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
        ("ui_locales", "vi"),
    ];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
}

#[tokio::test]
async fn a_code_becomes_a_person_by_userinfo_alone() {
    let provider = start().await;
    for settings in [settings(&provider), without_metadata(&provider)] {
        let person = provider.identify(&provider.relying_party_with(settings)).await.unwrap();
        assert_eq!((person.issuer, person.subject.as_str()), (provider.issuer(), "person-1"));
        assert_eq!(person.number.unwrap().as_str(), "025085999001");
        assert_eq!((person.level, person.authenticated_at, person.provider_session), (2, None, None));
        assert!(person.id_token.is_none());
    }
    let requests = provider.server.received_requests().await.unwrap();
    let token = requests.iter().find(|request| request.url.path() == TOKEN && !request.body.is_empty()).unwrap();
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(&token.body).into_owned().collect();
    assert_eq!((form["code"].as_str(), form["code_verifier"].as_str()), ("code-1", VERIFIER));
    let asked = requests.iter().find(|request| request.url.path() == USERINFO).unwrap();
    assert_eq!(asked.headers["authorization"].to_str().unwrap(), format!("Bearer {ACCESS_TOKEN}"));
    assert_eq!(asked.url.query(), None);
    assert_eq!(provider.calls(JWKS).await, 0, "no key is needed where nothing is signed");
}

#[tokio::test]
async fn t08_t10_an_id_token_that_comes_all_the_same_is_never_believed() {
    let provider = start().await;
    let mut claims = provider.claims();
    claims["sub"] = json!("somebody-else");
    claims["SoDinhDanh"] = json!("025190999002");
    claims["auth_time"] = json!(NOW);
    let stranger = Key::new("k1", 9);
    let mut unsigned = stranger.token(&json!({ "alg": "none" }), &claims);
    unsigned.truncate(unsigned.rfind('.').unwrap() + 1);
    // Even a good one is not looked at: who signs ID tokens is configured as `oidc`.
    let good = provider.key.token(&provider.key.header(), &claims);
    for token in [stranger.token(&stranger.header(), &claims), unsigned, good, "x".to_owned()] {
        provider.serve_token(token).await;
        let person = provider.identify(&provider.relying_party_with(settings(&provider))).await.unwrap();
        assert_eq!((person.subject.as_str(), person.number.unwrap().as_str()), ("person-1", "025085999001"));
        assert_eq!(person.authenticated_at, None);
    }
}

#[tokio::test]
async fn c06_c07_a_callback_of_another_issuer_never_reaches_the_token_endpoint() {
    let provider = start().await;
    let relying_party = provider.relying_party_with(settings(&provider));
    for iss in [None, Some("https://evil.example".into()), Some(format!("{}/", provider.issuer()))] {
        let refused = relying_party.identify(&answer(iss), &secrets(), None).await.unwrap_err();
        assert_eq!(refused, ProviderError::Refused("callback_iss"));
    }
    // Without metadata nothing announces the parameter; a wrong one is wrong all the same.
    let relying_party = provider.relying_party_with(without_metadata(&provider));
    let refused = relying_party.identify(&answer(Some("https://evil.example".into())), &secrets(), None).await;
    assert_eq!(refused.unwrap_err(), ProviderError::Refused("callback_iss"));
    assert_eq!(provider.calls(USERINFO).await, 0);
    relying_party.identify(&answer(None), &secrets(), None).await.expect("the twin is good");
}

#[tokio::test]
async fn t06_a_subject_that_is_no_name_is_refused() {
    let provider = start().await;
    let relying_party = provider.relying_party_with(settings(&provider));
    let long = "x".repeat(256);
    for sub in
        [json!(null), json!(""), json!(7), json!(["person-1"]), json!("per\u{7}son"), json!("người"), json!(long)]
    {
        let mut claims = userinfo();
        claims["sub"] = sub.clone();
        provider.serve("GET", USERINFO, json_answer(claims)).await;
        let refused = provider.identify(&relying_party).await.unwrap_err();
        assert_eq!(refused, ProviderError::Refused("subject"), "{sub}");
    }
    provider.serve("GET", USERINFO, json_answer(userinfo())).await;
    provider.identify(&relying_party).await.expect("the twin is good");
}

#[tokio::test]
async fn t19_userinfo_that_is_none_is_not_used_and_not_followed() {
    for (answer, error) in [
        (json_answer(json!(["person-1"])), ProviderError::Refused("userinfo")),
        (twice("sub", "person-1", "person-2"), ProviderError::Refused("userinfo")),
        (json_answer(json!({ "sub": "person-1", "x": "x".repeat(2 << 20) })), ProviderError::Refused("userinfo")),
        (ResponseTemplate::new(401), ProviderError::Refused("userinfo")),
        (html_answer(), ProviderError::Unavailable),
        (ResponseTemplate::new(200).set_body_raw("a.b.c", "application/jwt"), ProviderError::Unavailable),
        (ResponseTemplate::new(500), ProviderError::Unavailable),
        (ResponseTemplate::new(302).insert_header("location", "/vneid/elsewhere"), ProviderError::Unavailable),
        (ResponseTemplate::new(307).insert_header("location", "/vneid/elsewhere"), ProviderError::Unavailable),
        (json_answer(userinfo()).set_delay(Duration::from_secs(30)), ProviderError::Unavailable),
    ] {
        let provider = start().await;
        provider.serve("GET", USERINFO, answer).await;
        let relying_party = provider.relying_party_with(settings(&provider));
        assert_eq!(provider.identify(&relying_party).await.unwrap_err(), error);
        assert_eq!((provider.calls(USERINFO).await, provider.calls("/vneid/elsewhere").await), (1, 0));
    }
}

#[tokio::test]
async fn t20_a_token_endpoint_that_misbehaves_is_asked_once_and_userinfo_not_at_all() {
    let token = |member: &str, value| {
        let mut answer = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer" });
        answer[member] = value;
        json_answer(answer)
    };
    let redirect = |status| ResponseTemplate::new(status).insert_header("location", "/vneid/internal");
    let cut = ResponseTemplate::new(200).set_body_raw("{\"access_to", "application/json");
    for (name, answer, expected) in [
        ("302", redirect(302), ProviderError::Unavailable),
        ("307", redirect(307), ProviderError::Unavailable),
        ("html", html_answer(), ProviderError::Unavailable),
        ("truncated", cut, ProviderError::Unavailable),
        ("503", ResponseTemplate::new(503), ProviderError::Unavailable),
        ("stall", json_answer(json!({})).set_delay(Duration::from_secs(30)), ProviderError::Unavailable),
        ("mac", token("token_type", json!("mac")), ProviderError::Refused("token_type")),
        ("no access_token", token("access_token", json!(null)), ProviderError::Unavailable),
        ("empty access_token", token("access_token", json!("")), ProviderError::Refused("access_token")),
        ("a line in it", token("access_token", json!("a\r\nHost: b")), ProviderError::Refused("access_token")),
        ("too long", token("access_token", json!("x".repeat(9_000))), ProviderError::Refused("access_token")),
    ] {
        let provider = start().await;
        provider.serve("POST", TOKEN, answer).await;
        let begun = Instant::now();
        let relying_party = provider.relying_party_with(settings(&provider));
        assert_eq!(provider.identify(&relying_party).await.unwrap_err(), expected, "{name}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{name}");
        let calls = (provider.calls(TOKEN).await, provider.calls("/vneid/internal").await);
        assert_eq!((calls, provider.calls(USERINFO).await), ((1, 0), 0), "{name}");
    }
}

#[tokio::test]
async fn t21_a_level_that_userinfo_does_not_state_is_none() {
    let provider = start().await;
    let relying_party = provider.relying_party_with(settings(&provider));
    for (level, read) in [(json!("LoA2"), 2), (json!("LoA1"), 1), (json!("LoA9"), 0), (json!(null), 0)] {
        let mut claims = userinfo();
        claims["loAs"] = level;
        provider.serve("GET", USERINFO, json_answer(claims)).await;
        assert_eq!(provider.identify(&relying_party).await.unwrap().level, read);
    }
}

#[tokio::test]
async fn t22_a_recent_proof_is_refused_before_the_code_is_used() {
    let provider = start().await;
    let mut claims = userinfo();
    claims["auth_time"] = json!(NOW);
    provider.serve("GET", USERINFO, json_answer(claims)).await;
    let relying_party = provider.relying_party_with(settings(&provider));
    assert!(!relying_party.tells_when_proven());
    assert!(provider.relying_party().tells_when_proven());
    let since = time::OffsetDateTime::from_unix_timestamp(NOW - 60).unwrap();
    let refused = relying_party.identify(&answer(Some(provider.issuer())), &secrets(), Some(since)).await;
    assert_eq!(refused.unwrap_err(), ProviderError::ProofTooOld);
    assert_eq!(provider.calls(TOKEN).await, 0);
    let person = provider.identify(&relying_party).await.unwrap();
    assert_eq!(person.authenticated_at, None, "userinfo is no statement about when");
}

#[tokio::test]
async fn o02_nobody_can_end_a_session_in_the_name_of_a_provider_that_signs_nothing() {
    let provider = start().await;
    let event = "http://schemas.openid.net/event/backchannel-logout";
    let token = provider.key.token(
        &json!({ "alg": "ES256", "typ": "logout+jwt", "kid": provider.key.kid }),
        &json!({
            "iss": provider.issuer(), "aud": CLIENT, "iat": NOW, "exp": NOW + 120, "jti": "1", "sub": "person-1",
            "events": { event: {} },
        }),
    );
    let token = secrecy::SecretString::from(token);
    let refused = provider.relying_party_with(settings(&provider)).logout(&token).await;
    assert_eq!(refused.err(), Some(ProviderError::Refused("protocol")));
    provider.relying_party().logout(&token).await.expect("the twin is good");
}

#[tokio::test]
async fn a_provider_without_metadata_is_never_asked_for_them() {
    let provider = start().await;
    let relying_party = provider.relying_party_with(ProviderSettings {
        endpoints: Some(Endpoints {
            end_session: Some(provider.server.uri().parse().unwrap()),
            ..endpoints(&provider)
        }),
        ..settings(&provider)
    });
    assert!(relying_party.is_available().await);
    relying_party.authorization_url(&request()).await.unwrap();
    provider.identify(&relying_party).await.unwrap();
    assert!(relying_party.end_session_url(None, "bye").await.is_some());
    assert_eq!((provider.calls(DISCOVERY).await, provider.calls(JWKS).await), (0, 0));
    assert_eq!(provider.calls(TOKEN).await, 2, "a knock, and the code");
}

#[tokio::test]
async fn a_provider_without_metadata_that_is_down_is_seen_to_be_down_and_comes_back() {
    let provider = start().await;
    let relying_party = provider.relying_party_with(without_metadata(&provider));
    for status in [502, 503, 504, 302] {
        provider.serve("GET", TOKEN, ResponseTemplate::new(status)).await;
        assert!(!relying_party.is_available().await, "{status}");
        assert_eq!(relying_party.authorization_url(&request()).await.unwrap_err(), ProviderError::Unavailable);
        provider.clock.advance(time::Duration::seconds(2));
    }
    provider.serve("GET", TOKEN, ResponseTemplate::new(405)).await;
    assert!(relying_party.is_available().await);
}

#[tokio::test]
async fn metadata_must_name_userinfo_and_need_name_no_keys() {
    let provider = start().await;
    let mut metadata = provider.metadata();
    metadata.as_object_mut().unwrap().remove("jwks_uri");
    provider.serve("GET", DISCOVERY, json_answer(metadata.clone())).await;
    provider.identify(&provider.relying_party_with(settings(&provider))).await.unwrap();
    assert!(!provider.relying_party().is_available().await, "with oidc the keys are needed");
    metadata.as_object_mut().unwrap().remove("userinfo_endpoint");
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    assert!(!provider.relying_party_with(settings(&provider)).is_available().await);
}

#[tokio::test]
async fn settings_that_do_not_go_together_are_named_at_the_start() {
    let provider = start().await;
    let key_of = |settings: ProviderSettings| {
        let http = EgressClient::new(&HttpPolicy::default()).unwrap();
        OidcProvider::new(settings, http, world(provider.clock.clone())).err().map(|error| error.key)
    };
    assert_eq!(key_of(without_metadata(&provider)), None);
    let with = |endpoints| ProviderSettings { endpoints: Some(endpoints), ..settings(&provider) };
    let foreign = || "https://evil.example/x".parse().unwrap();
    let all = || endpoints(&provider);
    assert_eq!(key_of(with(Endpoints { authorization: foreign(), ..all() })), Some("authorization_endpoint"));
    assert_eq!(key_of(with(Endpoints { token: foreign(), ..all() })), Some("token_endpoint"));
    assert_eq!(key_of(with(Endpoints { userinfo: foreign(), ..all() })), Some("userinfo_endpoint"));
    assert_eq!(key_of(with(Endpoints { end_session: Some(foreign()), ..all() })), Some("end_session_endpoint"));
    let oidc = ProviderSettings { endpoints: Some(all()), ..provider.settings() };
    assert_eq!(key_of(oidc), Some("authorization_endpoint"));
    let hint = ProviderSettings { requires_id_token_hint: true, ..settings(&provider) };
    assert_eq!(key_of(hint), Some("requires_id_token_hint"));
    let pushed = ProviderSettings { pushed_authorization: true, ..without_metadata(&provider) };
    assert_eq!(key_of(pushed), Some("pushed_authorization_request_endpoint"));
}
