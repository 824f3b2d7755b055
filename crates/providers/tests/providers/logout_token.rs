//! O-02: each wrong logout token beside its good twin, one thing changed.

use crate::{
    clock::NOW,
    fake_provider::{FakeProvider, JWKS},
    minter::{CLIENT, ISSUER, Key, NONCE, encode, good_claims, key_set},
};
use congdan_flows::ports::provider::{IdentityProvider, ProviderError};
use congdan_providers::oidc::{LogoutClaims, LogoutTokenPolicy, Refusal, verify_logout_token};
use openidconnect::core::CoreJwsSigningAlgorithm as Alg;
use secrecy::SecretString;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn key() -> Key {
    Key::new("k1", 7)
}

fn header() -> Value {
    json!({ "alg": "ES256", "typ": "logout+jwt", "kid": "k1" })
}

fn logout_claims() -> Value {
    json!({
        "iss": ISSUER, "aud": CLIENT, "iat": NOW, "exp": NOW + 120, "jti": "token-1", "sub": "person-1",
        "sid": "session-1", "events": { EVENT: {} },
    })
}

fn verify(token: &str) -> Result<LogoutClaims, Refusal> {
    let policy = LogoutTokenPolicy {
        issuer: ISSUER,
        client_id: CLIENT,
        allowed_algs: &[Alg::EcdsaP256Sha256],
        clock_skew: Duration::seconds(60),
    };
    verify_logout_token(token, &key_set(&[key().jwk()]), &policy, OffsetDateTime::from_unix_timestamp(NOW).unwrap())
}

fn verdict(header: &Value, claims: &Value) -> Result<LogoutClaims, Refusal> {
    verify(&key().token(header, claims))
}

/// The good claims with one of them changed, or left out.
fn with(claim: &str, value: Option<Value>) -> Value {
    let mut claims = logout_claims();
    match value {
        Some(value) => claims[claim] = value,
        None => drop(claims.as_object_mut().unwrap().remove(claim)),
    }
    claims
}

#[track_caller]
fn refused(claim: &str, value: Option<Value>, code: &'static str) {
    verdict(&header(), &logout_claims()).expect("the twin is good");
    let claims = with(claim, value);
    assert_eq!(verdict(&header(), &claims).unwrap_err().code(), code, "{claims}");
}

#[test]
fn o01_a_good_logout_token_is_believed() {
    let claims = verdict(&header(), &logout_claims()).unwrap();
    assert_eq!((claims.subject.as_deref(), claims.session.as_deref()), (Some("person-1"), Some("session-1")));
    assert_eq!((claims.id.as_str(), claims.acceptable_until.unix_timestamp()), ("token-1", NOW + 180));
    assert_eq!(verdict(&header(), &with("sub", None)).unwrap().subject, None);
    assert_eq!(verdict(&header(), &with("sid", None)).unwrap().session, None);
    verdict(&header(), &with("aud", Some(json!([CLIENT])))).unwrap();
    verdict(&header(), &with("events", Some(json!({ EVENT: {}, "urn:another": {} })))).unwrap();
    let forever = verdict(&header(), &with("exp", Some(json!(NOW + 1_000_000)))).unwrap();
    assert_eq!(forever.acceptable_until.unix_timestamp(), NOW + 660, "its age ends it");
}

#[test]
fn o02_another_issuer_or_audience_is_refused() {
    for iss in [None, Some(json!("https://evil.example")), Some(json!(format!("{ISSUER}/"))), Some(json!([ISSUER]))] {
        refused("iss", iss, "iss");
    }
    for aud in [None, Some(json!("other")), Some(json!([CLIENT, "other"])), Some(json!([])), Some(json!(null))] {
        refused("aud", aud, "aud");
    }
}

#[test]
fn o02_a_token_without_the_exact_event_is_refused() {
    for events in [
        None,
        Some(json!(null)),
        Some(json!({})),
        Some(json!([EVENT])),
        Some(json!(EVENT)),
        Some(json!({ EVENT: null })),
        Some(json!({ EVENT: "x" })),
        Some(json!({ "http://schemas.openid.net/event/backchannel-logout/": {} })),
        Some(json!({ "urn:another": {} })),
    ] {
        refused("events", events, "events");
    }
}

#[test]
fn o02_a_nonce_makes_it_another_kind_of_token() {
    refused("nonce", Some(json!(NONCE)), "nonce");
    refused("nonce", Some(json!(null)), "nonce");
}

#[test]
fn o02_a_token_of_another_time_is_refused() {
    for exp in [None, Some(json!(NOW - 60)), Some(json!((NOW + 60).to_string())), Some(json!(1e300)), Some(json!(-1))] {
        refused("exp", exp, "exp");
    }
    for iat in [None, Some(json!(NOW + 61)), Some(json!(NOW - 660)), Some(json!("now")), Some(json!(null))] {
        refused("iat", iat, "iat");
    }
    refused("nbf", Some(json!(NOW + 61)), "nbf");
    verdict(&header(), &with("exp", Some(json!(NOW - 59)))).unwrap();
    verdict(&header(), &with("iat", Some(json!(NOW - 659)))).unwrap();
}

#[test]
fn o02_a_token_that_names_nobody_or_itself_badly_is_refused() {
    let mut nobody = with("sub", None);
    nobody.as_object_mut().unwrap().remove("sid");
    assert_eq!(verdict(&header(), &nobody).unwrap_err().code(), "sub");
    for claim in ["sub", "sid", "jti"] {
        for bad in [json!(""), json!(1), json!(null), json!("a\nb"), json!("x".repeat(256)), json!(["a"])] {
            refused(claim, Some(bad), ["sub", "sid", "jti"].into_iter().find(|code| *code == claim).unwrap());
        }
    }
    refused("jti", None, "jti");
}

#[test]
fn o02_another_kind_of_token_is_refused() {
    for typ in [json!("JWT"), json!("at+jwt"), json!("secevent+jwt"), json!(""), json!(null), json!(1)] {
        let mut header = header();
        header["typ"] = typ;
        assert_eq!(verdict(&header, &logout_claims()).unwrap_err().code(), "typ");
    }
    let mut untyped = header();
    untyped.as_object_mut().unwrap().remove("typ");
    assert_eq!(verdict(&untyped, &logout_claims()).unwrap_err().code(), "typ");
    assert_eq!(verdict(&key().header(), &good_claims()).unwrap_err().code(), "typ", "an ID token");
    assert_eq!(verdict(&header(), &good_claims()).unwrap_err().code(), "events", "one that says it is none");
}

#[test]
fn o02_a_token_that_nobody_or_somebody_else_signed_is_refused() {
    for alg in ["none", "None", "HS256", "RS256", "ES384", ""] {
        let mut header = header();
        header["alg"] = json!(alg);
        assert_eq!(verdict(&header, &logout_claims()).unwrap_err().code(), "alg");
        let unsigned = format!("{}.{}.", encode(header.to_string()), encode(logout_claims().to_string()));
        assert_eq!(verify(&unsigned).unwrap_err().code(), "alg");
    }
    let stranger = Key::new("k1", 8).token(&header(), &logout_claims());
    assert_eq!(verify(&stranger).unwrap_err().code(), "signature");
    let good = key().token(&header(), &logout_claims());
    let (signed, _) = good.rsplit_once('.').unwrap();
    assert_eq!(verify(&format!("{signed}.")).unwrap_err().code(), "signature");
    let huge = key().token(&header(), &with("x", Some(json!("x".repeat(20_000)))));
    assert_eq!(verify(&huge).unwrap_err().code(), "token_size");
}

#[tokio::test]
async fn o03_a_logout_token_of_a_new_key_is_believed_and_a_flood_of_unknown_keys_fetches_once() {
    let provider = FakeProvider::start().await;
    let relying_party = provider.relying_party();
    let mut claims = logout_claims();
    claims["iss"] = json!(provider.issuer());
    let signed_by = |key: &Key| {
        let mut header = header();
        header["kid"] = json!(key.kid);
        SecretString::from(key.token(&header, &claims))
    };
    relying_party.logout(&signed_by(&provider.key)).await.unwrap();
    assert_eq!(provider.calls(JWKS).await, 1);

    let newer = Key::new("k2", 9);
    provider.serve_keys(&[&provider.key, &newer]).await;
    let logout = relying_party.logout(&signed_by(&newer)).await.unwrap();
    assert_eq!((logout.issuer, logout.token_id.as_str()), (provider.issuer(), "token-1"));
    assert_eq!(provider.calls(JWKS).await, 2);

    for stranger in 3..50 {
        let token = signed_by(&Key::new(&format!("k{stranger}"), stranger));
        assert_eq!(relying_party.logout(&token).await.unwrap_err(), ProviderError::Refused("unknown_key"));
    }
    assert_eq!(provider.calls(JWKS).await, 2, "within the cool-down nobody asks again");
}
