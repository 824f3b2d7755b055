//! Clients that are registered otherwise: the second protocol, pushed requests, `private_key_jwt`; and what the verdict
//! says about those who get them wrong.

use crate::{
    relying_party::{SignIn, random},
    support::{Answer, World, callback, part},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::{EncodePublicKey, LineEnding},
};
use serde_json::{Value, json};
use url::Url;

const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn our_key() -> SigningKey {
    SigningKey::from_slice(&[42; 32]).unwrap()
}

fn public_pem() -> String {
    our_key().verifying_key().to_public_key_pem(LineEnding::LF).unwrap()
}

fn signed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let input = format!("{}.{}", encode(header), encode(claims));
    let signature: Signature = key.sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

impl World {
    async fn register(&self, registering: Value) {
        assert_eq!(self.put("/control/provider/vneid/client/phutho", registering).await, 204);
    }

    fn now(&self) -> i64 {
        std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() as i64
    }

    fn good_claims(&self) -> Value {
        let now = self.now();
        json!({
            "iss": "phutho", "sub": "phutho", "aud": format!("{}/vneid", self.url), "jti": random(), "iat": now,
            "exp": now + 60,
        })
    }

    fn assertion(&self) -> String {
        signed(&our_key(), &json!({ "alg": "ES256", "kid": "portal-1" }), &self.good_claims())
    }
}

impl SignIn<'_> {
    /// Pushes a right request, with parameters replaced, added or left out.
    async fn push(&self, changes: &[(&str, &str)]) -> Answer {
        let challenge = self.challenge();
        let redirect_uri = callback("vneid");
        let mut form = vec![
            ("response_type", "code"),
            ("client_id", "phutho"),
            ("client_secret", "sandbox-secret-phutho"),
            ("redirect_uri", &redirect_uri),
            ("scope", "openid"),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("login_hint", "an"),
        ];
        for change in changes {
            form.retain(|(name, _)| *name != change.0);
            form.extend((!change.1.is_empty()).then_some(*change));
        }
        self.world.post("/vneid/par", &form).await
    }

    async fn reference(&self) -> String {
        let answer = self.push(&[]).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(body["expires_in"], 60);
        body["request_uri"].as_str().unwrap().to_owned()
    }

    fn with_reference(&self, reference: &str, more: &[(&str, &str)]) -> String {
        let mut query = vec![("client_id", "phutho"), ("request_uri", reference)];
        query.extend(more);
        Url::parse_with_params(&format!("{}/vneid/authorize", self.world.url), query).unwrap().into()
    }
}

#[tokio::test]
async fn oauth2_userinfo_needs_no_nonce_and_gives_no_id_token() {
    let world = World::start().await;
    world.register(json!({ "protocol": "oauth2-userinfo" })).await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.authorize(&[("nonce", ""), ("scope", "")]).await.unwrap();
    let (status, tokens) = sign_in.redeem(&code, &[]).await;
    assert_eq!((status, tokens["id_token"].is_null()), (200, true), "{tokens}");
    let (_, claims) = world.userinfo("vneid", tokens["access_token"].as_str().unwrap()).await;
    assert_eq!((&claims["SoDinhDanh"], &claims["loAs"]), (&json!("025085999001"), &json!("LoA2")));
    assert!(claims["auth_time"].is_null() && claims["sid"].is_null(), "{claims}");
    assert_eq!(world.findings().await, [""; 0]);
    assert_eq!(world.json("/control/flows").await[0]["protocol"], "oauth2-userinfo");
    assert!(world.get("/kiem-tra").await.body.contains("oauth2-userinfo"));

    // The other provider, the other portal, and everybody after a reset: as ever.
    let other = world.authorize("dvcqg", &[("nonce", ""), ("login_hint", "an")]).await;
    assert_eq!(other.param("error").as_deref(), Some("invalid_request"));
    world.post("/control/reset", &[]).await;
    assert_eq!(SignIn::new(&world).authorize(&[("nonce", "")]).await, None);
    world.found_only("nonce_missing").await;
}

#[tokio::test]
async fn oauth2_userinfo_is_judged_by_what_still_applies() {
    let world = World::start().await;
    for (change, finding) in [
        (("state", ""), "state_missing"),
        (("code_challenge", ""), "pkce_missing"),
        (("code_challenge_method", "plain"), "pkce_plain"),
        (("redirect_uri", "http://localhost:3100/"), "redirect_uri_unregistered"),
        (("nonce", "12345"), "nonce_short"),
    ] {
        world.register(json!({ "protocol": "oauth2-userinfo" })).await;
        SignIn::new(&world).authorize(&[change]).await;
        world.found_only(finding).await;
    }
    world.register(json!({ "protocol": "oauth2-userinfo" })).await;
    world.fault("vneid", "token_type_mac").await;
    SignIn::new(&world).carelessly().await;
    world.found_only("userinfo_after_bad_token_answer").await;
}

#[tokio::test]
async fn a_bad_id_token_comes_with_oauth2_userinfo_only_to_fool_and_userinfo_is_right_after_it() {
    let world = World::start().await;
    world.register(json!({ "protocol": "oauth2-userinfo" })).await;
    for fault in ["alg_none", "wrong_nonce", "foreign_key"] {
        world.fault("vneid", fault).await;
        let tokens = SignIn::new(&world).carelessly().await;
        assert!(tokens["id_token"].is_string(), "{fault}");
    }
    assert_eq!(world.findings().await, [""; 0]);
}

#[tokio::test]
async fn a_pushed_request_goes_through_the_browser_as_a_reference() {
    let world = World::start().await;
    world.register(json!({ "pushed_authorization": true })).await;
    let sign_in = SignIn::new(&world);
    let reference = sign_in.reference().await;
    let url = sign_in.with_reference(&reference, &[]);
    world.get(&url).await;
    let code = world.get(&url).await.param("code").expect("the person's reload is no second use");
    let (status, tokens) = sign_in.redeem(&code, &[]).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(part(tokens["id_token"].as_str().unwrap(), 1)["nonce"], json!(sign_in.nonce));
    let verdict = world.verdict().await;
    assert_eq!((&verdict["flows"], &verdict["findings"]), (&json!(1), &json!([])), "{verdict}");
    let steps = world.json("/control/flows").await[0]["steps"].clone();
    assert_eq!((&steps[0]["what"], &steps[1]["what"]), (&json!("pushed"), &json!("reference_brought")));

    assert_eq!(world.get(&url).await.status, 400, "after its code was redeemed it is used up");
    world.found_only("request_uri_repeated").await;
}

#[tokio::test]
async fn each_fault_around_a_pushed_request_has_its_own_finding() {
    let world = World::start().await;
    world.register(json!({ "pushed_authorization": true })).await;
    let refused = SignIn::new(&world).authorize(&[]).await;
    assert_eq!(refused, None);
    world.found_only("request_not_pushed").await;

    for (change, status, finding) in [
        (("client_secret", ""), 401, "client_auth_missing"),
        (("client_secret", "guess"), 401, "client_auth_wrong"),
        (("nonce", ""), 400, "nonce_missing"),
        (("redirect_uri", "https://evil.example/"), 400, "redirect_uri_unregistered"),
        (("code_challenge_method", "plain"), 400, "pkce_plain"),
    ] {
        assert_eq!(SignIn::new(&world).push(&[change]).await.status, status, "{finding}");
        world.found_only(finding).await;
    }

    let sign_in = SignIn::new(&world);
    let state = sign_in.state.clone();
    let reference = sign_in.reference().await;
    world.get(&sign_in.with_reference(&reference, &[("state", &state)])).await;
    assert_eq!(world.verdict().await["passed"], true, "a warning");
    world.found_only("parameters_beside_reference").await;

    let sign_in = SignIn::new(&world);
    assert_eq!(world.get(&sign_in.with_reference("urn:guessed", &[])).await.status, 400);
    world.found_only("request_uri_unknown").await;

    let sign_in = SignIn::new(&world);
    let reference = sign_in.reference().await;
    let others = sign_in.with_reference(&reference, &[]).replace("phutho", "national");
    assert_eq!(world.get(&others).await.status, 400, "another client's");
    world.put("/control/clock", json!({ "offset_seconds": 61 })).await;
    assert_eq!(world.get(&sign_in.with_reference(&reference, &[])).await.status, 400, "too old");

    let twice = format!("/vneid/par?state={}", random());
    assert_eq!(world.post(&twice, &[("client_id", "phutho")]).await.status, 401);
    assert!(world.findings().await.contains(&"pushed_parameters_in_query".to_owned()));
}

#[tokio::test]
async fn the_par_endpoint_goes_wrong_as_told() {
    let world = World::start().await;
    for (fault, status) in [("par_down", 503), ("par_html", 200), ("par_redirect", 307), ("par_refused", 400)] {
        world.fault("vneid", fault).await;
        assert_eq!(SignIn::new(&world).push(&[]).await.status, status, "{fault}");
    }
    assert_eq!(world.findings().await, [""; 0], "to see it is no fault");
    world.fault("vneid", "par_redirect").await;
    let target = SignIn::new(&world).push(&[]).await.to();
    assert_eq!(world.post(&target, &[]).await.status, 410);
    world.found_only("redirect_followed").await;

    let sign_in = SignIn::new(&world);
    let reference = sign_in.reference().await;
    world.fault("vneid", "request_uri_refused").await;
    let answer = world.get(&sign_in.with_reference(&reference, &[])).await;
    assert_eq!(answer.param("error").as_deref(), Some("invalid_request_uri"));
    assert_eq!(answer.param("state").as_deref(), Some(sign_in.state.as_str()));
}

#[tokio::test]
async fn a_registered_key_is_the_only_proof_and_good_for_one_call_each() {
    let world = World::start().await;
    world.register(json!({ "client_key": public_pem() })).await;
    for _ in 0..2 {
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        let assertion = world.assertion();
        let changes =
            [("client_secret", ""), ("client_assertion_type", JWT_BEARER), ("client_assertion", assertion.as_str())];
        let (status, tokens) = sign_in.redeem(&code, &changes).await;
        assert_eq!(status, 200, "{tokens}");
        let sign_in = SignIn::new(&world);
        let assertion = world.assertion();
        let changes =
            [("client_secret", ""), ("client_assertion_type", JWT_BEARER), ("client_assertion", assertion.as_str())];
        assert_eq!(sign_in.push(&changes).await.status, 201);
    }
    assert_eq!(world.findings().await, [""; 0]);
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    assert_eq!(sign_in.redeem(&code, &[]).await.0, 401, "the secret no longer counts");
    world.found_only("client_auth_wrong").await;
}

#[tokio::test]
async fn each_fault_of_a_statement_has_its_own_finding() {
    let world = World::start().await;
    let header = json!({ "alg": "ES256" });
    let with = |member: &str, value: Value| {
        let mut claims = world.good_claims();
        claims[member] = value;
        signed(&our_key(), &header, &claims)
    };
    let stranger = SigningKey::from_slice(&[9; 32]).unwrap();
    let now = world.now();
    let unsigned = {
        let token = signed(&our_key(), &json!({ "alg": "none" }), &world.good_claims());
        token[..=token.rfind('.').unwrap()].to_owned()
    };
    for (assertion, finding) in [
        (signed(&stranger, &header, &world.good_claims()), "assertion_signature"),
        (signed(&our_key(), &json!({ "alg": "none" }), &world.good_claims()), "assertion_signature"),
        (unsigned, "assertion_signature"),
        ("x.y.z".to_owned(), "assertion_signature"),
        (with("iss", json!("national")), "assertion_subject"),
        (with("sub", json!("national")), "assertion_subject"),
        (with("aud", json!(world.token_url())), "assertion_audience"),
        (with("aud", json!([format!("{}/vneid", world.url), "x"])), "assertion_audience"),
        (with("aud", json!(format!("{}/dvcqg", world.url))), "assertion_audience"),
        (with("exp", json!(null)), "assertion_lifetime"),
        (with("exp", json!(now - 120)), "assertion_lifetime"),
        (with("exp", json!(now + 3600)), "assertion_lifetime"),
        (with("iat", json!(now + 600)), "assertion_lifetime"),
        (with("jti", json!(null)), "assertion_repeated"),
    ] {
        world.register(json!({ "client_key": public_pem() })).await;
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        let changes =
            [("client_secret", ""), ("client_assertion_type", JWT_BEARER), ("client_assertion", assertion.as_str())];
        assert_eq!(sign_in.redeem(&code, &changes).await.0, 401, "{finding}");
        world.found_only(finding).await;
    }
    world.register(json!({ "client_key": public_pem() })).await;
    let assertion = world.assertion();
    for expected in [201, 401] {
        let changes =
            [("client_secret", ""), ("client_assertion_type", JWT_BEARER), ("client_assertion", assertion.as_str())];
        assert_eq!(SignIn::new(&world).push(&changes).await.status, expected);
    }
    world.found_only("assertion_repeated").await;
}

#[tokio::test]
async fn a_registration_that_makes_no_sense_is_refused() {
    let world = World::start().await;
    for (client, body) in [
        ("stranger", json!({})),
        ("phutho", json!({ "client_key": "x" })),
        ("phutho", json!({ "protocol": "saml" })),
        ("phutho", json!({ "secret": "x" })),
    ] {
        let path = format!("/control/provider/vneid/client/{client}");
        assert_eq!(world.put(&path, body.clone()).await, 422, "{body}");
    }
    let metadata = world.json("/vneid/.well-known/openid-configuration").await;
    assert_eq!(metadata["pushed_authorization_request_endpoint"], json!(format!("{}/vneid/par", world.url)));
    assert!(metadata["token_endpoint_auth_methods_supported"].as_array().unwrap().contains(&json!("private_key_jwt")));
}

#[tokio::test]
async fn a_provider_can_be_without_metadata_or_with_too_many_keys() {
    let world = World::start().await;
    world.fault("vneid", "discovery_down").await;
    assert_eq!(world.get("/vneid/.well-known/openid-configuration").await.status, 404);
    world.fault("vneid", "jwks_many").await;
    let keys = world.json("/vneid/jwks").await;
    assert_eq!(keys["keys"].as_array().unwrap().len(), 10_000);
}

#[tokio::test]
async fn userinfo_and_token_answers_lack_what_the_fault_says() {
    let world = World::start().await;
    world.fault("vneid", "no_access_token").await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    assert!(sign_in.redeem(&code, &[]).await.1["access_token"].is_null());
    for (fault, sub) in [("userinfo_empty_sub", json!("")), ("userinfo_number_sub", json!(25_085_999_001_i64))] {
        world.fault("vneid", fault).await;
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        let (_, tokens) = sign_in.redeem(&code, &[]).await;
        assert_eq!(world.userinfo("vneid", tokens["access_token"].as_str().unwrap()).await.1["sub"], sub);
    }
    world.fault("vneid", "userinfo_redirect").await;
    let tokens = SignIn::new(&world).carelessly().await;
    assert_eq!(world.userinfo("vneid", tokens["access_token"].as_str().unwrap()).await.0, 307);
    assert_eq!(world.findings().await, [""; 0]);
    world.fault("vneid", "missing_auth_time").await;
    assert!(world.claims("vneid", "an").await["auth_time"].is_null());
}
