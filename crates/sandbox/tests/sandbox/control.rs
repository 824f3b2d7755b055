//! The control calls.

use crate::support::{World, part};
use axum::{Router, extract::State, routing::post};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

#[tokio::test]
async fn reset_brings_back_the_start_and_awaits_the_hooks() {
    let world = World::start().await;
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    world.sandbox.on_reset(move || {
        let counted = counted.clone();
        Box::pin(async move {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            counted.fetch_add(1, Ordering::SeqCst);
        })
    });
    let kid = world.json("/vneid/jwks").await["keys"][0]["kid"].clone();
    world.code("vneid", "an").await;
    world.fault("vneid", "wrong_nonce").await;
    world.put("/control/population", json!({ "mode": "down" })).await;
    world.put("/control/clock", json!({ "offset_seconds": 3600 })).await;
    world.post("/control/provider/vneid/rotate-keys", &[]).await;

    assert_eq!(world.post("/control/reset", &[]).await.status, 204);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert_eq!(world.json("/control/requests").await, json!([]));
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "nobody is signed in");
    assert_eq!(world.claims("vneid", "an").await["nonce"], "the-nonce");
    let keys = world.json("/vneid/jwks").await;
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1);
    assert_eq!(keys["keys"][0]["kid"], kid);
}

#[tokio::test]
async fn a_fault_set_once_is_gone_after_one_flow() {
    let world = World::start().await;
    world.put("/control/provider/vneid", json!({ "fault": "wrong_nonce", "once": true })).await;
    assert_eq!(world.claims("vneid", "an").await["nonce"], "not-the-nonce");
    assert_eq!(world.claims("vneid", "an").await["nonce"], "the-nonce");
}

#[tokio::test]
async fn unknown_names_are_refused() {
    let world = World::start().await;
    assert_eq!(world.put("/control/provider/vneid", json!({ "fault": "typo" })).await, 422);
    assert_eq!(world.put("/control/population", json!({ "mode": "typo" })).await, 422);
    assert_eq!(world.put("/control/population", json!({ "mode": "ok", "delay": 1 })).await, 422);
    assert_eq!(world.put("/control/provider/other", json!({ "fault": "none" })).await, 400);
}

#[tokio::test]
async fn a_call_is_json_however_it_is_announced_and_so_is_what_is_wrong_with_it() {
    let world = World::start().await;
    let call = |body: &'static str| world.http.put(format!("{}/control/population", world.url)).body(body);
    assert_eq!(call(r#"{"mode":"down"}"#).send().await.unwrap().status(), 204);
    assert_eq!(world.post("/dan-cu", &[]).await.status, 503);
    for wrong in ["", "{", "mode=ok", r#"{"mode":"typo"}"#] {
        let answer = call(wrong).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{wrong}");
        assert!(answer.json::<Value>().await.unwrap()["error"].is_string(), "{wrong}");
    }
}

#[tokio::test]
async fn another_site_cannot_reset_the_demonstration() {
    let world = World::start().await;
    let request = world.http.post(format!("{}/control/reset", world.url)).header("sec-fetch-site", "cross-site");
    assert_eq!(request.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn the_clock_moves_the_tokens() {
    let world = World::start().await;
    let before = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    world.put("/control/clock", json!({ "offset_seconds": 7200 })).await;
    let after = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    assert!((7200..7260).contains(&(after - before)), "{before} {after}");
}

#[tokio::test]
async fn the_log_lists_what_portals_sent_in_order_and_no_secret() {
    let world = World::start().await;
    world.json("/vneid/.well-known/openid-configuration").await;
    let code = world.code("vneid", "an").await;
    let (_, tokens) = world.redeem("vneid", &[("code", &code)]).await;
    let access = tokens["access_token"].as_str().unwrap();
    world.userinfo("vneid", access).await;
    world.get("/").await;
    let log = world.json("/control/requests").await;
    let paths: Vec<_> = log.as_array().unwrap().iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        ["/vneid/.well-known/openid-configuration", "/vneid/authorize", "/vneid/token", "/vneid/userinfo"]
    );
    assert!(log.as_array().unwrap().iter().all(|entry| entry["to"] == "vneid" && entry["at"].is_string()));
    assert_eq!(log[1]["details"]["pkce"], "S256");
    assert_eq!(log[2]["details"]["client_auth"], "client_secret_post");
    let text = log.to_string();
    for secret in [&code, access, "sandbox-secret-phutho", "the-state", "the-nonce", "a-verifier"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn a_back_channel_logout_reaches_the_portal_and_ends_the_session_here() {
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

    let claims = world.claims("vneid", "an").await;
    let call = world.http.post(format!("{}/control/provider/vneid/logout", world.url));
    let answer: Value =
        call.json(&json!({ "sub": claims["sub"], "sid": claims["sid"] })).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!([{ "client": "phutho", "status": 200 }]));

    let body = received.lock().unwrap().pop().unwrap();
    let token = body.strip_prefix("logout_token=").unwrap();
    assert_eq!(part(token, 0)["typ"], "logout+jwt");
    let logout = part(token, 1);
    assert_eq!((&logout["sub"], &logout["sid"], &logout["aud"]), (&claims["sub"], &claims["sid"], &json!("phutho")));
    assert!(logout["events"]["http://schemas.openid.net/event/backchannel-logout"].is_object());
    assert!(logout["nonce"].is_null());
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "the session here is over too");
}

async fn receive(State(received): State<Arc<Mutex<Vec<String>>>>, body: String) {
    received.lock().unwrap().push(body);
}

#[tokio::test]
async fn the_next_sign_in_is_answered_without_questions_once() {
    let world = World::start().await;
    let next = "/control/provider/vneid/next";
    assert_eq!(world.put(next, json!({ "login_hint": "binh", "client": "national" })).await, 204);
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "it waits for the other portal");
    assert_eq!(world.put(next, json!({ "login_hint": "binh" })).await, 204);
    assert!(world.authorize("vneid", &[]).await.param("code").is_some());
    world.forget_cookies();
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "the one after it is asked");
    assert_eq!(world.put(next, json!({ "fault": "access_denied" })).await, 204);
    assert_eq!(world.authorize("vneid", &[]).await.param("error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn an_answer_that_nobody_can_give_is_refused() {
    let world = World::start().await;
    for answer in [
        json!({}),
        json!({ "login_hint": "nobody" }),
        json!({ "login_hint": "binh2" }),
        json!({ "login_hint": "an", "fault": "down" }),
        json!({ "login_hint": "an", "client": "unknown" }),
        json!({ "fault": "typo" }),
    ] {
        assert_eq!(world.put("/control/provider/vneid/next", answer.clone()).await, 422, "{answer}");
    }
}
