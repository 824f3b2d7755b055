//! What a portal relies on.

use crate::support::{PORTAL, VERIFIER, World, callback, part};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use p256::{
    EncodedPoint,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
};
use serde_json::{Value, json};

/// Whether a published key made the token's signature.
async fn is_signed(world: &World, provider: &str, token: &str) -> bool {
    let jwks = world.json(&format!("/{provider}/jwks")).await;
    let kid = part(token, 0)["kid"].clone();
    let Some(key) = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid) else { return false };
    let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
    let (x, y) = (coordinate("x"), coordinate("y"));
    let point = EncodedPoint::from_affine_coordinates(x.as_slice().into(), y.as_slice().into(), false);
    let key = VerifyingKey::from_encoded_point(&point).unwrap();
    let (input, signature) = token.rsplit_once('.').unwrap();
    let Ok(signature) = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()) else { return false };
    key.verify(input.as_bytes(), &signature).is_ok()
}

#[tokio::test]
async fn discovery_announces_exactly_what_is_there() {
    let world = World::start().await;
    for provider in ["vneid", "dvcqg"] {
        let issuer = format!("{}/{provider}", world.url);
        let metadata = world.json(&format!("/{provider}/.well-known/openid-configuration")).await;
        assert_eq!(metadata["issuer"], issuer);
        assert_eq!(metadata["authorization_endpoint"], format!("{issuer}/authorize"));
        assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
        assert_eq!(metadata["id_token_signing_alg_values_supported"], json!(["ES256"]));
        assert_eq!(metadata["code_challenge_methods_supported"], json!(["S256"]));
    }
}

#[tokio::test]
async fn both_providers_give_signed_tokens_and_the_same_subject_in_userinfo() {
    let world = World::start().await;
    for provider in ["vneid", "dvcqg"] {
        let code = world.code(provider, "an").await;
        let (_, tokens) = world.redeem(provider, &[("code", &code)]).await;
        let id_token = tokens["id_token"].as_str().unwrap();
        assert!(is_signed(&world, provider, id_token).await);
        let claims = part(id_token, 1);
        assert_eq!(claims["iss"], format!("{}/{provider}", world.url));
        assert_eq!(claims["aud"], "phutho");
        let (status, userinfo) = world.userinfo(provider, tokens["access_token"].as_str().unwrap()).await;
        assert_eq!(status, 200);
        for name in [
            "sub",
            "TechID",
            "HoVaTen",
            "NgayThangNamSinh",
            "SoDinhDanh",
            "GioiTinh",
            "loAs",
            "IAL",
            "acr",
            "sid",
            "auth_time",
        ] {
            assert!(!claims[name].is_null(), "{provider} lacks {name}");
            assert_eq!(claims[name], userinfo[name], "{provider} {name}");
        }
    }
}

#[tokio::test]
async fn claims_are_those_of_the_table() {
    let world = World::start().await;
    let an = world.claims("vneid", "an").await;
    assert_eq!((&an["HoVaTen"], &an["NgayThangNamSinh"]), (&json!("Nguyễn Văn An"), &json!("01/01/1985")));
    assert_eq!((&an["SoDinhDanh"], &an["loAs"]), (&json!("025085999001"), &json!("LoA2")));
    assert!(an["SoDienThoai"].is_null() && an["ThuDienTu"].is_null(), "VNeID gives no contacts");
    assert_eq!(world.claims("vneid", "giang").await["loAs"], "LoA1");
    assert_eq!(world.claims("vneid", "cuong").await["NgayThangNamSinh"], "1978");

    let binh = world.claims("dvcqg", "binh").await;
    assert!(binh["SoDinhDanh"].is_null());
    assert_eq!(binh["ThuDienTu"], "binh@example.com");
    let binh2 = world.claims("dvcqg", "binh2").await;
    assert_eq!(binh["HoVaTen"], binh2["HoVaTen"]);
    assert_ne!(binh["sub"], binh2["sub"]);
    assert_ne!(binh["sub"], world.claims("vneid", "binh").await["sub"]);
    assert_eq!(world.claims("dvcqg", "saomai").await["LoaiTaiKhoan"], "2");
}

#[tokio::test]
async fn a_client_may_authenticate_by_basic_or_post_but_not_wrongly() {
    let world = World::start().await;
    let code = world.code("vneid", "an").await;
    let redirect_uri = callback("vneid");
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &redirect_uri),
        ("code_verifier", VERIFIER),
    ];
    let request = world.http.post(format!("{}/vneid/token", world.url)).form(&form);
    let basic = |secret: &str| format!("Basic {}", STANDARD.encode(format!("phutho:{secret}")));
    let wrong = request.try_clone().unwrap().header("authorization", basic("guess")).send().await.unwrap();
    assert_eq!(wrong.status(), 401);
    assert!(wrong.headers().contains_key("www-authenticate"));
    let right = request.header("authorization", basic("sandbox-secret-phutho")).send().await.unwrap();
    assert_eq!(right.status(), 200);

    let (status, error) = world.redeem("vneid", &[("client_secret", "guess"), ("code", "x")]).await;
    assert_eq!((status, &error["error"]), (401, &json!("invalid_client")));
    assert_eq!(world.redeem("vneid", &[("client_secret", ""), ("code", "x")]).await.0, 401);
}

#[tokio::test]
async fn a_wrong_pkce_verifier_is_refused_and_spends_the_code() {
    let world = World::start().await;
    let code = world.code("vneid", "an").await;
    let wrong = "x".repeat(43);
    let (status, error) = world.redeem("vneid", &[("code", &code), ("code_verifier", &wrong)]).await;
    assert_eq!((status, &error["error"]), (400, &json!("invalid_grant")));
    assert_eq!(world.redeem("vneid", &[("code", &code)]).await.0, 400);
}

#[tokio::test]
async fn a_replayed_code_is_refused_and_ends_the_access_token() {
    let world = World::start().await;
    let code = world.code("dvcqg", "an").await;
    let (_, tokens) = world.redeem("dvcqg", &[("code", &code)]).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(world.userinfo("dvcqg", access).await.0, 200);
    assert_eq!(world.redeem("dvcqg", &[("code", &code)]).await.1["error"], "invalid_grant");
    assert_eq!(world.userinfo("dvcqg", access).await.0, 401);
}

#[tokio::test]
async fn a_code_is_bound_to_client_redirect_uri_provider_and_time() {
    let world = World::start().await;
    let other_client = [("client_id", "national"), ("client_secret", "sandbox-secret-national")];
    let code = world.code("vneid", "an").await;
    assert_eq!(world.redeem("vneid", &[("code", code.as_str()), other_client[0], other_client[1]]).await.0, 400);
    let code = world.code("vneid", "an").await;
    assert_eq!(world.redeem("vneid", &[("code", &code), ("redirect_uri", &callback("dvcqg"))]).await.0, 400);
    let code = world.code("vneid", "an").await;
    assert_eq!(world.redeem("dvcqg", &[("code", &code), ("redirect_uri", &callback("vneid"))]).await.0, 400);
    let code = world.code("vneid", "an").await;
    world.put("/control/clock", json!({ "offset_seconds": 61 })).await;
    assert_eq!(world.redeem("vneid", &[("code", &code)]).await.0, 400);
}

#[tokio::test]
async fn nothing_is_ever_redirected_to_an_unregistered_address() {
    let world = World::start().await;
    let evil = [
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua/"),
        ("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua?x=1"),
        ("redirect_uri", "HTTP://localhost:3100/dang-nhap/vneid/ket-qua"),
        ("redirect_uri", ""),
        ("client_id", "unknown"),
    ];
    for change in evil {
        let answer = world.authorize("vneid", &[change, ("login_hint", "an")]).await;
        assert_eq!(answer.status, 400, "{change:?}");
        assert!(answer.location.is_none(), "{change:?}");
        assert_eq!(answer.text("h1"), "Yêu cầu không hợp lệ");
    }
    let twice = format!("{}&redirect_uri=https%3A%2F%2Fevil.example%2F", world.authorize_url("vneid", &[]));
    assert_eq!(world.get(&twice).await.status, 400);
}

#[tokio::test]
async fn an_incomplete_request_comes_back_as_an_error() {
    let world = World::start().await;
    for (change, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("response_type", ""), "invalid_request"),
        (("scope", "profile"), "invalid_scope"),
        (("nonce", ""), "invalid_request"),
        (("state", ""), "invalid_request"),
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("code_challenge_method", ""), "invalid_request"),
        (("response_mode", "fragment"), "invalid_request"),
        (("request", "x.y.z"), "request_not_supported"),
    ] {
        let answer = world.authorize("vneid", &[change]).await;
        assert_eq!(answer.param("error").as_deref(), Some(error), "{change:?}");
        assert_eq!(answer.param("iss"), Some(format!("{}/vneid", world.url)));
    }
}

#[tokio::test]
async fn a_client_that_is_not_trusted_cannot_sign_people_in_by_a_hint() {
    let world = World::with(|config| config.clients[1].trusted = false).await;
    let answer = world.authorize("vneid", &[("login_hint", "an")]).await;
    assert!(answer.to().starts_with(&world.url), "the person is asked");
}

#[tokio::test]
async fn the_providers_session_signs_in_again_until_it_is_ended() {
    let world = World::start().await;
    let first = world.claims("vneid", "an").await;
    let code = world.authorize("vneid", &[]).await.param("code").expect("no question within the session");
    let (_, tokens) = world.redeem("vneid", &[("code", &code)]).await;
    assert_eq!(part(tokens["id_token"].as_str().unwrap(), 1)["sid"], first["sid"]);
    assert!(world.authorize("vneid", &[("prompt", "login")]).await.param("code").is_none());
    assert!(world.authorize("dvcqg", &[]).await.param("code").is_none(), "the other provider knows nothing");

    let back = format!("{PORTAL}/");
    let query = [("client_id", "phutho"), ("post_logout_redirect_uri", &back), ("state", "s")];
    let end = url::Url::parse_with_params(&format!("{}/vneid/end_session", world.url), query).unwrap();
    assert_eq!(world.get(end.as_str()).await.to(), format!("{back}?state=s"));
    assert!(world.authorize("vneid", &[]).await.param("code").is_none());
    assert_eq!(world.authorize("vneid", &[("prompt", "none")]).await.param("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn signing_out_never_redirects_to_an_unregistered_address() {
    let world = World::start().await;
    let answer = world
        .post("/vneid/end_session", &[("client_id", "phutho"), ("post_logout_redirect_uri", "https://evil.example/")])
        .await;
    assert_eq!((answer.status, answer.location), (400, None));
}

#[tokio::test]
async fn an_id_token_hint_is_demanded_and_checked_where_the_client_must_send_one() {
    let world = World::with(|config| config.clients[1].require_id_token_hint = true).await;
    let code = world.code("vneid", "an").await;
    let (_, tokens) = world.redeem("vneid", &[("code", &code)]).await;
    let back = format!("{PORTAL}/");
    let call = [("client_id", "phutho"), ("post_logout_redirect_uri", back.as_str())];
    assert_eq!(world.post("/vneid/end_session", &call).await.status, 400);
    let hint = ("id_token_hint", tokens["id_token"].as_str().unwrap());
    assert_eq!(world.post("/vneid/end_session", &[call[0], call[1], hint]).await.to(), back);
    let forged = ("id_token_hint", "e30.e30.AAAA");
    assert_eq!(world.post("/vneid/end_session", &[call[0], call[1], forged]).await.status, 400);
}

#[tokio::test]
async fn each_fault_spoils_the_id_token_in_its_own_way() {
    let world = World::start().await;
    for (fault, claim, wrong) in [
        ("wrong_nonce", "nonce", json!("not-the-nonce")),
        ("wrong_aud", "aud", json!("somebody-else")),
        ("wrong_iss", "iss", json!("https://issuer.invalid")),
        ("missing_sub", "sub", Value::Null),
        ("missing_nonce", "nonce", Value::Null),
        ("missing_exp", "exp", Value::Null),
        ("level1", "loAs", json!("LoA1")),
        ("no_level", "loAs", Value::Null),
    ] {
        world.fault("vneid", fault).await;
        assert_eq!(world.claims("vneid", "an").await[claim], wrong, "{fault}");
    }
    for fault in ["bad_signature", "foreign_key", "unknown_kid", "alg_none", "hs256", "embedded_jwk"] {
        world.fault("vneid", fault).await;
        let code = world.code("vneid", "an").await;
        let (_, tokens) = world.redeem("vneid", &[("code", &code)]).await;
        assert!(!is_signed(&world, "vneid", tokens["id_token"].as_str().unwrap()).await, "{fault}");
    }
}

#[tokio::test]
async fn faults_of_the_other_answers_are_seen_there() {
    let world = World::start().await;
    world.fault("dvcqg", "access_denied").await;
    let denied = world.authorize("dvcqg", &[("login_hint", "an")]).await;
    assert_eq!(denied.param("error").as_deref(), Some("access_denied"));
    world.fault("dvcqg", "iss_param_missing").await;
    assert_eq!(world.authorize("dvcqg", &[("login_hint", "an")]).await.param("iss"), None);
    world.fault("dvcqg", "iss_param_wrong").await;
    let issuer = world.authorize("dvcqg", &[("login_hint", "an")]).await.param("iss");
    assert_eq!(issuer.as_deref(), Some("https://issuer.invalid"));
    world.fault("dvcqg", "token_error").await;
    let code = world.code("dvcqg", "an").await;
    assert_eq!(world.redeem("dvcqg", &[("code", &code)]).await.0, 400);
    world.fault("dvcqg", "userinfo_wrong_sub").await;
    let code = world.code("dvcqg", "an").await;
    let (_, tokens) = world.redeem("dvcqg", &[("code", &code)]).await;
    let (_, userinfo) = world.userinfo("dvcqg", tokens["access_token"].as_str().unwrap()).await;
    assert_ne!(userinfo["sub"], part(tokens["id_token"].as_str().unwrap(), 1)["sub"]);
    world.fault("dvcqg", "down").await;
    assert_eq!(world.get("/dvcqg/.well-known/openid-configuration").await.status, 503);
    assert_eq!(world.get("/vneid/.well-known/openid-configuration").await.status, 200);
    let log = world.json("/control/requests").await;
    assert!(log.as_array().unwrap().iter().any(|entry| entry["to"] == "dvcqg" && entry["status"] == 503), "{log}");
}

#[tokio::test]
async fn a_rotated_key_signs_at_once_and_the_old_one_stays_published() {
    let world = World::start().await;
    let code = world.code("vneid", "an").await;
    let (_, before) = world.redeem("vneid", &[("code", &code)]).await;
    world.post("/control/provider/vneid/rotate-keys", &[]).await;
    let code = world.code("vneid", "an").await;
    let (_, after) = world.redeem("vneid", &[("code", &code)]).await;
    let (before, after) = (before["id_token"].as_str().unwrap(), after["id_token"].as_str().unwrap());
    assert_ne!(part(before, 0)["kid"], part(after, 0)["kid"]);
    assert!(is_signed(&world, "vneid", before).await && is_signed(&world, "vneid", after).await);
}
