//! Every fault can be chosen in every way, and does what its name says.

use crate::{
    relying_party::SignIn,
    support::{World, part},
};
use axum::{Router, extract::State, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

async fn id_token(world: &World, fault: &str) -> String {
    let hint = format!("an fault:{fault}");
    let sign_in = SignIn::new(world);
    let code = sign_in.authorize(&[("login_hint", &hint)]).await.unwrap();
    let (_, tokens) = sign_in.redeem(&code, &[]).await;
    tokens["id_token"].as_str().unwrap_or_else(|| panic!("{fault}: {tokens}")).to_owned()
}

#[tokio::test]
async fn a_fault_is_chosen_for_one_flow_by_its_hint() {
    let world = World::start().await;
    assert_eq!(part(&id_token(&world, "wrong_aud").await, 1)["aud"], "somebody-else");
    assert_eq!(world.claims("vneid", "an").await["aud"], "phutho", "the next flow is honest");
    for hint in ["fault:typo", "an fault:down"] {
        let answer = world.get(&SignIn::new(&world).url(&[("login_hint", hint)])).await;
        assert_eq!(answer.param("error").as_deref(), Some("invalid_request"), "{hint}");
    }
    let stranger = World::with(|config| config.clients[1].trusted = false).await;
    let answer = stranger.get(&SignIn::new(&stranger).url(&[("login_hint", "fault:typo")])).await;
    assert_eq!(answer.param("error"), None, "a hint of others means nothing");
}

#[tokio::test]
async fn a_fault_is_chosen_on_the_page() {
    let world = World::start().await;
    let page = world.get("/loi-co-y").await;
    assert!(page.body.contains("<option value=\"hs256_public_key\">"));
    let answer = world.post("/loi-co-y/vneid", &[("loi", "wrong_iss"), ("mot-lan", "co")]).await;
    assert!(answer.to().ends_with("/loi-co-y"));
    assert!(world.get("/loi-co-y").await.body.contains("<option value=\"wrong_iss\" selected>"));
    assert_eq!(world.claims("vneid", "an").await["iss"], "https://issuer.invalid");
    assert_ne!(world.claims("vneid", "an").await["iss"], "https://issuer.invalid");
    assert_eq!(world.post("/loi-co-y/vneid", &[("loi", "typo")]).await.status, 422);
    let foreign = world.http.post(format!("{}/loi-co-y/vneid", world.url)).header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.form(&[("loi", "down")]).send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn the_id_token_says_what_the_fault_says() {
    let world = World::start().await;
    let honest = part(&id_token(&world, "none").await, 1);
    for (fault, claim, wrong) in [
        ("extra_aud_with_azp", "aud", json!(["phutho", "somebody-else"])),
        ("extra_aud_with_azp", "azp", json!("phutho")),
        ("aud_list", "aud", json!(["phutho"])),
        ("float_exp", "exp", json!(1e300)),
        ("negative_exp", "exp", json!(-1)),
        ("negative_iat", "iat", json!(-1)),
        ("unknown_level", "loAs", json!("LoA9")),
        ("control_sub", "sub", json!(format!("{}\u{0}\n", honest["sub"].as_str().unwrap()))),
    ] {
        assert_eq!(part(&id_token(&world, fault).await, 1)[claim], wrong, "{fault}");
    }
    for (fault, claim) in [("string_exp", "exp"), ("string_iat", "iat"), ("string_nbf", "nbf")] {
        assert!(part(&id_token(&world, fault).await, 1)[claim].is_string(), "{fault}");
    }
    assert!(part(&id_token(&world, "number_sub").await, 1)["sub"].is_number());
    let stale = part(&id_token(&world, "stale_auth_time").await, 1);
    assert!(stale["iat"].as_i64().unwrap() - stale["auth_time"].as_i64().unwrap() > 86_000);
    let old = part(&id_token(&world, "issued_long_ago").await, 1);
    assert!(old["exp"].as_i64().unwrap() - old["iat"].as_i64().unwrap() > 86_000);
    assert!(id_token(&world, "huge_id_token").await.len() > 1_000_000);
}

#[tokio::test]
async fn an_old_nonce_is_that_of_the_flow_before() {
    let world = World::start().await;
    let first = SignIn::new(&world);
    first.carelessly().await;
    let token = id_token(&world, "old_nonce").await;
    assert_eq!(part(&token, 1)["nonce"], first.nonce.as_str());
}

#[tokio::test]
async fn the_id_token_is_made_as_the_fault_says() {
    let world = World::start().await;
    for (fault, name, value) in [
        ("alg_none", "alg", "none"),
        ("alg_none_capital", "alg", "None"),
        ("hs256_public_key", "alg", "HS256"),
        ("es384", "alg", "ES384"),
        ("eddsa", "alg", "EdDSA"),
    ] {
        assert_eq!(part(&id_token(&world, fault).await, 0)[name], value, "{fault}");
    }
    assert!(part(&id_token(&world, "missing_kid").await, 0)["kid"].is_null());
    assert_eq!(id_token(&world, "five_parts").await.split('.').count(), 5);
    assert_eq!(part(&id_token(&world, "payload_changed").await, 1)["sub"], "somebody-else");
}

#[tokio::test]
async fn a_strange_algorithm_comes_with_a_published_key_and_a_good_signature() {
    let world = World::start().await;
    for (fault, algorithm) in [
        ("es384", &ring::signature::ECDSA_P384_SHA384_FIXED as &dyn ring::signature::VerificationAlgorithm),
        ("eddsa", &ring::signature::ED25519),
    ] {
        let token = id_token(&world, fault).await;
        let kid = part(&token, 0)["kid"].clone();
        let jwks = world.json("/vneid/jwks").await;
        let key = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid).expect("published");
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap_or("")).unwrap();
        let mut public = if fault == "es384" { vec![4] } else { Vec::new() };
        public.extend([coordinate("x"), coordinate("y")].concat());
        let (input, signature) = token.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let key = ring::signature::UnparsedPublicKey::new(algorithm, public);
        key.verify(input.as_bytes(), &signature).unwrap_or_else(|_| panic!("{fault}"));
    }
}

#[tokio::test]
async fn keys_rotate_around_the_signature() {
    let world = World::start().await;
    let kids = async || {
        let jwks = world.json("/vneid/jwks").await;
        jwks["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect::<Vec<Value>>()
    };
    let before = kids().await;
    let kid = part(&id_token(&world, "key_rotated_before_signing").await, 0)["kid"].clone();
    assert!(!before.contains(&kid) && kids().await.contains(&kid));
    let kid = part(&id_token(&world, "key_rotated_after_signing").await, 0)["kid"].clone();
    assert!(!kids().await.contains(&kid), "withdrawn at once");
}

#[tokio::test]
async fn the_authorization_response_is_wrong_as_told() {
    let world = World::start().await;
    let answer =
        async |fault: &str| world.get(&SignIn::new(&world).url(&[("login_hint", &format!("an fault:{fault}"))])).await;
    for (fault, error) in [
        ("server_error", "server_error"),
        ("temporarily_unavailable", "temporarily_unavailable"),
        ("invalid_scope", "invalid_scope"),
        ("login_required", "login_required"),
        ("hostile_error", "<script>alert(1)</script>"),
    ] {
        let answer = answer(fault).await;
        assert_eq!(answer.param("error").as_deref(), Some(error));
        assert!(answer.param("state").is_some() && answer.param("code").is_none(), "{fault}");
    }
    assert_eq!(answer("iss_param_other").await.param("iss"), Some(format!("{}/dvcqg", world.url)));
    assert_eq!(answer("state_missing").await.param("state"), None);
    assert_eq!(answer("code_missing").await.param("code"), None);
    for (fault, name) in [("duplicate_code", "code"), ("duplicate_state", "state"), ("duplicate_iss", "iss")] {
        let location = answer(fault).await.location.unwrap();
        assert_eq!(location.query_pairs().filter(|(known, _)| known == name).count(), 2, "{fault}");
    }
}

#[tokio::test]
async fn discovery_points_elsewhere_or_promises_too_much() {
    let world = World::start().await;
    for (fault, field, value) in [
        ("discovery_foreign_endpoint", "token_endpoint", json!("https://issuer.invalid/token")),
        ("discovery_http_endpoint", "jwks_uri", json!("http://issuer.invalid/jwks")),
        ("discovery_weak_algorithms", "id_token_signing_alg_values_supported", json!(["none", "HS256", "ES256"])),
    ] {
        world.fault("vneid", fault).await;
        assert_eq!(world.json("/vneid/.well-known/openid-configuration").await[field], value);
    }
}

#[tokio::test]
async fn huge_answers_are_huge_and_slow_ones_slow() {
    let world = World::start().await;
    for (fault, path) in [("discovery_huge", "/vneid/.well-known/openid-configuration"), ("jwks_huge", "/vneid/jwks")] {
        world.fault("vneid", fault).await;
        assert!(world.get(path).await.body.len() > 50 * 1024 * 1024, "{fault}");
    }
    let sign_in = SignIn::new(&world);
    let code = sign_in.authorize(&[("login_hint", "an fault:userinfo_huge")]).await.unwrap();
    let (_, tokens) = sign_in.redeem(&code, &[]).await;
    let request = world.http.get(format!("{}/vneid/userinfo", world.url));
    let answer = request.bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap();
    assert!(answer.bytes().await.unwrap().len() > 50 * 1024 * 1024);

    for (fault, path) in [("discovery_slow", "/vneid/.well-known/openid-configuration"), ("jwks_slow", "/vneid/jwks")] {
        world.fault("vneid", fault).await;
        let request = world.http.get(format!("{}{path}", world.url)).timeout(Duration::from_millis(700));
        let answer = request.send().await.expect("the headers come at once");
        assert!(answer.bytes().await.unwrap_err().is_timeout(), "{fault}");
    }
}

#[tokio::test]
async fn a_provider_grows_slow_by_its_curve() {
    let world = World::start().await;
    world.put("/control/provider/vneid/delay", json!({ "delays_ms": [0, 300] })).await;
    let mut took = Vec::new();
    for _ in 0..3 {
        let began = Instant::now();
        world.json("/vneid/jwks").await;
        took.push(began.elapsed() >= Duration::from_millis(300));
    }
    assert_eq!(took, [false, true, true]);
    let began = Instant::now();
    world.json("/dvcqg/jwks").await;
    assert!(began.elapsed() < Duration::from_millis(300), "the other one is as quick as ever");
}

#[tokio::test]
async fn a_providers_own_clock_is_wrong_only_in_its_tokens() {
    let world = World::start().await;
    world.put("/control/provider/vneid/clock", json!({ "offset_seconds": -900 })).await;
    let late = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    let right = world.claims("dvcqg", "an").await["iat"].as_i64().unwrap();
    assert!((900..960).contains(&(right - late)), "{late} {right}");
}

#[tokio::test]
async fn a_bad_logout_token_is_posted_as_told() {
    let received: Arc<Mutex<Vec<String>>> = Arc::default();
    let portal = Router::new().route("/out/vneid", post(receive)).with_state(received.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/out/{{provider}}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, portal).await });
    let world = World::with(|config| {
        config.clients[0].backchannel_logout_uri = None;
        config.clients[1].backchannel_logout_uri = Some(address);
    })
    .await;
    let posted = async |fault: &str| {
        let call = world.http.post(format!("{}/control/provider/vneid/logout", world.url));
        let answer = call.json(&json!({ "sub": "an", "fault": fault })).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{fault}");
        let bodies: Vec<String> = received.lock().unwrap().drain(..).collect();
        bodies.iter().map(|body| body.strip_prefix("logout_token=").unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (fault, place, name, value) in [
        ("alg_none", 0, "alg", json!("none")),
        ("wrong_alg", 0, "alg", json!("HS256")),
        ("no_type", 0, "typ", Value::Null),
        ("wrong_type", 0, "typ", json!("JWT")),
        ("wrong_iss", 1, "iss", json!("https://issuer.invalid")),
        ("wrong_aud", 1, "aud", json!("somebody-else")),
        ("missing_aud", 1, "aud", Value::Null),
        ("missing_iat", 1, "iat", Value::Null),
        ("missing_jti", 1, "jti", Value::Null),
        ("no_event", 1, "events", Value::Null),
        ("no_subject", 1, "sub", Value::Null),
        ("string_events", 1, "events", json!("http://schemas.openid.net/event/backchannel-logout")),
        ("id_token", 1, "events", Value::Null),
    ] {
        assert_eq!(part(&posted(fault).await[0], place)[name], value, "{fault}");
    }
    for fault in ["with_nonce", "id_token"] {
        assert!(part(&posted(fault).await[0], 1)["nonce"].is_string(), "{fault}");
    }
    let twice = posted("replayed").await;
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[0], twice[1]);
}

async fn receive(State(received): State<Arc<Mutex<Vec<String>>>>, body: String) {
    received.lock().unwrap().push(body);
}
