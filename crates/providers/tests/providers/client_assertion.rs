//! `private_key_jwt` (RFC 7523): what proves who we are, in place of a secret.

use crate::{
    clock::NOW,
    fake_provider::{DISCOVERY, FakeProvider, TOKEN, json_answer},
    minter::CLIENT,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use congdan_providers::{ClientAuth, ClientKey, ProviderSettings, SecretMethod};
use p256::{
    SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    pkcs8::{EncodePrivateKey, LineEnding},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Our key, in the tests.
pub fn client_key() -> ClientAuth {
    let pem = secret_key().to_pkcs8_pem(LineEnding::LF).unwrap().to_string();
    ClientAuth::PrivateKey(ClientKey::parse("portal-1", &pem.into()).unwrap())
}

fn secret_key() -> SecretKey {
    SecretKey::from_slice(&[42; 32]).unwrap()
}

/// Header and claims of a statement that our key signed.
pub fn verified(assertion: &str) -> (Value, Value) {
    let (signed, signature) = assertion.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    VerifyingKey::from(secret_key().public_key()).verify(signed.as_bytes(), &signature).unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (read(header), read(claims))
}

/// The form of each request to this path.
pub async fn forms(provider: &FakeProvider, path: &str) -> Vec<BTreeMap<String, String>> {
    let requests = provider.server.received_requests().await.unwrap();
    let form = |body: &[u8]| url::form_urlencoded::parse(body).into_owned().collect();
    requests.iter().filter(|request| request.url.path() == path).map(|request| form(&request.body)).collect()
}

#[tokio::test]
async fn the_token_endpoint_gets_a_fresh_statement_for_it_alone_and_no_secret() {
    let provider = FakeProvider::start().await;
    let mut metadata = provider.metadata();
    metadata["token_endpoint_auth_methods_supported"] = json!(["private_key_jwt"]);
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    let settings = ProviderSettings { client_auth: client_key(), ..provider.settings() };
    let relying_party = provider.relying_party_with(settings);
    provider.identify(&relying_party).await.unwrap();
    provider.identify(&relying_party).await.unwrap();

    let forms = forms(&provider, TOKEN).await;
    let mut ids = BTreeSet::new();
    for form in &forms {
        let type_of = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        assert_eq!((form["client_assertion_type"].as_str(), form["client_id"].as_str()), (type_of, CLIENT));
        assert!(!form.contains_key("client_secret"));
        let (header, claims) = verified(&form["client_assertion"]);
        assert_eq!(header, json!({ "alg": "ES256", "typ": "JWT", "kid": "portal-1" }));
        let id = claims["jti"].as_str().unwrap().to_owned();
        assert_eq!(
            claims,
            json!({
                "iss": CLIENT, "sub": CLIENT, "aud": provider.issuer(), "iat": NOW, "exp": NOW + 60, "jti": id,
            }),
        );
        assert!(id.len() >= 22, "128 bits and more");
        ids.insert(id);
    }
    assert_eq!((forms.len(), ids.len()), (2, 2), "never the same statement twice");
    let requests = provider.server.received_requests().await.unwrap();
    assert!(requests.iter().filter(|r| r.url.path() == TOKEN).all(|r| !r.headers.contains_key("authorization")));
}

#[tokio::test]
async fn a_provider_that_does_not_offer_what_is_configured_is_not_used() {
    let secret = |method| ClientAuth::Secret { secret: "s".to_owned().into(), method: Some(method) };
    for (auth, offered, works) in [
        (client_key(), json!(["client_secret_basic", "private_key_jwt"]), true),
        (client_key(), json!(["client_secret_basic"]), false),
        (client_key(), json!(null), true),
        (secret(SecretMethod::Post), json!(["client_secret_basic", "client_secret_post"]), true),
        (secret(SecretMethod::Post), json!(["client_secret_basic"]), false),
        (secret(SecretMethod::Basic), json!(["client_secret_post"]), false),
        (secret(SecretMethod::Basic), json!(null), true),
    ] {
        let provider = FakeProvider::start().await;
        let mut metadata = provider.metadata();
        metadata["token_endpoint_auth_methods_supported"] = offered.clone();
        provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
        let settings = ProviderSettings { client_auth: auth, ..provider.settings() };
        let identified = provider.identify(&provider.relying_party_with(settings)).await;
        assert_eq!(identified.is_ok(), works, "{offered}");
    }
}

#[tokio::test]
async fn the_key_shows_nowhere() {
    let provider = FakeProvider::start().await;
    let settings = ProviderSettings { client_auth: client_key(), ..provider.settings() };
    let shown = format!("{settings:?} {:?}", provider.relying_party_with(settings.clone()));
    let key = secret_key().to_bytes();
    for secret in [URL_SAFE_NO_PAD.encode(key), "42, 42".to_owned(), "2a2a".to_owned(), "PRIVATE".to_owned()] {
        assert!(!shown.contains(&secret), "{shown}");
    }
}
