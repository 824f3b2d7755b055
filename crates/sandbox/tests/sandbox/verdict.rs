//! The inspector judges rightly: a good relying party has no finding, and each fault of a bad one has its own.

use crate::{
    relying_party::{SignIn, random},
    support::{PORTAL, World, callback, part},
};
use serde_json::json;

#[tokio::test]
async fn a_good_relying_party_has_no_finding() {
    let world = World::start().await;
    assert_eq!(world.verdict().await["passed"], false, "nothing was shown yet");
    for _ in 0..3 {
        let sign_in = SignIn::new(&world);
        assert!(sign_in.carelessly().await["id_token"].is_string());
    }
    let back = format!("{PORTAL}/");
    world.post("/vneid/end_session", &[("client_id", "phutho"), ("post_logout_redirect_uri", &back)]).await;

    let verdict = world.verdict().await;
    assert_eq!((&verdict["flows"], &verdict["passed"]), (&json!(3), &json!(true)), "{verdict}");
    assert_eq!(verdict["findings"], json!([]));
    let unseen = [
        "request_not_pushed",
        "pushed_parameters_in_query",
        "request_uri_unknown",
        "request_uri_repeated",
        "parameters_beside_reference",
        "assertion_signature",
        "assertion_subject",
        "assertion_audience",
        "assertion_lifetime",
        "assertion_repeated",
        "redeemed_after_bad_response",
        "token_redirect_followed",
        "redirect_followed",
        "header_key_fetched",
        "userinfo_after_bad_id_token",
        "userinfo_after_bad_token_answer",
    ];
    assert_eq!(verdict["not_seen"], json!(unseen), "faults and other registrations had no occasion");
    let flows = world.json("/control/flows").await;
    let steps: Vec<_> = flows[0]["steps"].as_array().unwrap().iter().map(|step| step["what"].clone()).collect();
    assert_eq!(json!(steps), json!(["authorize", "code_sent", "token", "token_sent", "userinfo", "end_session"]));
}

#[tokio::test]
async fn each_fault_of_an_authorization_request_has_its_own_finding() {
    let world = World::start().await;
    let plain = random();
    for (change, finding) in [
        (("client_id", "unknown"), "client_unknown"),
        (("redirect_uri", "http://localhost:3100/dang-nhap/vneid/ket-qua/"), "redirect_uri_unregistered"),
        (("redirect_uri", ""), "redirect_uri_unregistered"),
        (("response_type", "code id_token"), "response_type"),
        (("scope", "profile"), "scope_without_openid"),
        (("state", ""), "state_missing"),
        (("state", "0123456789abcdef0123456789abcde"), "state_short"),
        (("nonce", ""), "nonce_missing"),
        (("nonce", "12345"), "nonce_short"),
        (("code_challenge", ""), "pkce_missing"),
        (("code_challenge_method", "plain"), "pkce_plain"),
        (("code_challenge_method", ""), "pkce_plain"),
        (("code_challenge", "too-short"), "pkce_challenge_malformed"),
        (("client_secret", "sandbox-secret-phutho"), "secret_in_authorize"),
        (("tracking", plain.as_str()), "parameter_unexpected"),
    ] {
        SignIn::new(&world).authorize(&[change]).await;
        world.found_only(finding).await;
    }
    let twice = format!("{}&scope=openid", SignIn::new(&world).url(&[]));
    world.get(&twice).await;
    world.found_only("parameter_repeated").await;
}

#[tokio::test]
async fn what_must_be_fresh_is_missed_when_it_is_used_again() {
    let world = World::start().await;
    for repeated in ["state", "nonce", "pkce"] {
        let first = SignIn::new(&world);
        first.carelessly().await;
        let mut second = SignIn::new(&world);
        match repeated {
            "state" => second.state = first.state.clone(),
            "nonce" => second.nonce = first.nonce.clone(),
            _ => second.verifier = first.verifier.clone(),
        }
        second.carelessly().await;
        world.found_only(&format!("{repeated}_repeated")).await;
    }
}

#[tokio::test]
async fn a_reload_by_the_person_is_no_repetition_but_a_second_sign_in_is() {
    let world = World::start().await;
    let sign_in = SignIn::new(&world);
    sign_in.code().await;
    sign_in.carelessly().await;
    assert_eq!(world.verdict().await["flows"], 1);
    assert_eq!(world.findings().await, [""; 0]);
    sign_in.carelessly().await;
    assert_eq!(world.findings().await, ["pkce_repeated", "nonce_repeated", "state_repeated"]);
}

#[tokio::test]
async fn each_fault_of_a_token_request_has_its_own_finding() {
    let world = World::start().await;
    let (short, long, other) = (random()[..42].to_owned(), "v".repeat(129), random());
    let elsewhere = callback("dvcqg");
    for (change, finding) in [
        (("grant_type", "password"), "grant_type"),
        (("client_secret", ""), "client_auth_missing"),
        (("client_secret", "guess"), "client_auth_wrong"),
        (("redirect_uri", elsewhere.as_str()), "redirect_uri_differs"),
        (("redirect_uri", ""), "redirect_uri_differs"),
        (("code_verifier", ""), "verifier_missing"),
        (("code_verifier", other.as_str()), "verifier_mismatch"),
    ] {
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        sign_in.redeem(&code, &[change]).await;
        world.found_only(finding).await;
    }
    for verifier in [short, long, format!("{}+/=", random())] {
        let sign_in = SignIn { verifier, ..SignIn::new(&world) };
        let code = sign_in.code().await;
        sign_in.redeem(&code, &[]).await;
        world.found_only("verifier_malformed").await;
    }
}

#[tokio::test]
async fn a_code_is_taken_once_in_time_and_where_it_belongs() {
    let world = World::start().await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    sign_in.redeem(&code, &[]).await;
    sign_in.redeem(&code, &[]).await;
    world.found_only("code_redeemed_twice").await;

    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    world.put("/control/clock", json!({ "offset_seconds": 61 })).await;
    sign_in.redeem(&code, &[]).await;
    assert_eq!(world.verdict().await["passed"], true, "late is a warning");
    world.found_only("late_redemption").await;

    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    world.redeem("dvcqg", &[("code", &code), ("code_verifier", &sign_in.verifier)]).await;
    world.found_only("code_at_other_provider").await;

    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    sign_in.redeem(&code, &[("client_id", "national"), ("client_secret", "sandbox-secret-national")]).await;
    world.found_only("code_of_other_client").await;
}

#[tokio::test]
async fn a_token_request_has_the_form_of_a_form_and_a_clean_address() {
    let world = World::start().await;
    let sign_in = SignIn::new(&world);
    let form: serde_json::Map<_, _> =
        sign_in.form(&sign_in.code().await).into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    assert_eq!(world.http.post(world.token_url()).json(&form).send().await.unwrap().status(), 400);
    world.found_only("token_content_type").await;

    let sign_in = SignIn::new(&world);
    let form = sign_in.form(&sign_in.code().await);
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    world.http.post(world.token_url()).body(body.clone()).send().await.unwrap();
    world.found_only("token_content_type").await;

    let sign_in = SignIn::new(&world);
    let form = sign_in.form(&sign_in.code().await);
    let leaking =
        url::Url::parse_with_params(&world.token_url(), [("client_secret", "sandbox-secret-phutho")]).unwrap();
    world.http.post(leaking).form(&form[..5]).send().await.unwrap();
    world.found_only("token_parameters_in_query").await;

    let sign_in = SignIn::new(&world);
    let form = sign_in.form(&sign_in.code().await);
    let request = world.http.post(world.token_url()).basic_auth("phutho", Some("sandbox-secret-phutho"));
    request.form(&form).send().await.unwrap();
    world.found_only("client_auth_wrong").await;

    let sign_in = SignIn::new(&world);
    let mut form = sign_in.form(&sign_in.code().await);
    form.push(("grant_type", "authorization_code".to_owned()));
    world.http.post(world.token_url()).form(&form).send().await.unwrap();
    world.found_only("parameter_repeated").await;
}

#[tokio::test]
async fn who_goes_on_after_a_bad_id_token_did_not_verify_it() {
    let world = World::start().await;
    for fault in ["wrong_nonce", "alg_none", "bad_signature", "expired", "hs256_public_key", "es384", "float_exp"] {
        world.fault("vneid", fault).await;
        SignIn::new(&world).carelessly().await;
        world.found_only("userinfo_after_bad_id_token").await;

        world.fault("vneid", fault).await;
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        assert_eq!(sign_in.redeem(&code, &[]).await.0, 200);
        let verdict = world.verdict().await;
        assert_eq!(verdict["passed"], true, "who stops there has verified it: {verdict}");
        assert!(!verdict["not_seen"].as_array().unwrap().contains(&json!("userinfo_after_bad_id_token")));
        world.post("/control/reset", &[]).await;
    }
    for fault in ["token_type_mac", "no_id_token"] {
        world.fault("vneid", fault).await;
        SignIn::new(&world).carelessly().await;
        world.found_only("userinfo_after_bad_token_answer").await;
    }
    for fault in ["missing_kid", "aud_list", "key_rotated_before_signing", "level1", "subject_changed"] {
        world.fault("vneid", fault).await;
        SignIn::new(&world).carelessly().await;
        assert_eq!(world.findings().await, [""; 0], "{fault} may be accepted");
    }
}

#[tokio::test]
async fn who_redeems_the_code_of_a_bad_response_did_not_look_at_it() {
    let world = World::start().await;
    let faults = ["iss_param_wrong", "iss_param_missing", "iss_param_other", "state_wrong", "state_missing"];
    for fault in faults.into_iter().chain(["duplicate_code", "duplicate_state", "duplicate_iss"]) {
        world.fault("vneid", fault).await;
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        assert_eq!(world.findings().await, [""; 0], "{fault}");
        sign_in.redeem(&code, &[]).await;
        world.found_only("redeemed_after_bad_response").await;
    }
}

#[tokio::test]
async fn who_follows_a_redirect_or_a_key_address_is_caught() {
    let world = World::start().await;
    world.fault("vneid", "token_redirect").await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    let answer = world.http.post(world.token_url()).form(&sign_in.form(&code)).send().await.unwrap();
    assert_eq!(answer.status(), 307);
    assert_eq!(world.findings().await, [""; 0], "to see a redirect is no fault");
    let target = answer.headers()["location"].to_str().unwrap();
    assert_eq!(world.http.post(target).form(&sign_in.form(&code)).send().await.unwrap().status(), 410);
    world.found_only("token_redirect_followed").await;

    for (fault, header) in [("jku_header", "jku"), ("x5u_header", "x5u")] {
        world.fault("vneid", fault).await;
        let sign_in = SignIn::new(&world);
        let code = sign_in.code().await;
        let (_, tokens) = sign_in.redeem(&code, &[]).await;
        let named = part(tokens["id_token"].as_str().unwrap(), 0)[header].clone();
        let keys = world.get(named.as_str().unwrap()).await;
        assert!(keys.body.contains("\"kty\":\"EC\""), "{}", keys.body);
        world.found_only("header_key_fetched").await;
    }
}

#[tokio::test]
async fn an_access_token_in_an_address_and_a_strange_way_back_are_found() {
    let world = World::start().await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    let (_, tokens) = sign_in.redeem(&code, &[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(world.get(&format!("/vneid/userinfo?access_token={token}")).await.status, 401);
    world.found_only("userinfo_token_in_query").await;

    SignIn::new(&world).carelessly().await;
    world.get("/vneid/end_session?client_id=phutho&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F").await;
    world.found_only("logout_redirect_unregistered").await;
}

#[tokio::test]
async fn neither_verdict_nor_flows_nor_page_tells_a_value() {
    let world = World::start().await;
    let sign_in = SignIn::new(&world);
    let code = sign_in.code().await;
    let (_, tokens) = sign_in.redeem(&code, &[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    world.userinfo("vneid", token).await;
    let challenge = sign_in.challenge();
    let secrets = [&sign_in.state, &sign_in.nonce, &sign_in.verifier, &challenge, &code, token, "025085999001"];
    for address in ["/control/verdict", "/control/flows", "/kiem-tra"] {
        let body = world.get(address).await.body;
        for secret in secrets.iter().chain(&["sandbox-secret-phutho", "Nguyễn Văn An"]) {
            assert!(!body.contains(secret), "{address} tells {secret}");
        }
    }
}

#[tokio::test]
async fn a_failure_is_remembered_when_its_flow_is_long_gone() {
    let world = World::start().await;
    SignIn::new(&world).authorize(&[("nonce", "")]).await;
    for _ in 0..1_001 {
        world.get(&SignIn::new(&world).url(&[("prompt", "none"), ("login_hint", "")])).await;
    }
    assert_eq!(world.json("/control/flows").await.as_array().unwrap().len(), 1_000);
    let verdict = world.verdict().await;
    assert_eq!((&verdict["flows"], &verdict["passed"]), (&json!(1_002), &json!(false)));
}

#[tokio::test]
async fn the_page_shows_verdict_findings_and_flows_newest_first() {
    let world = World::start().await;
    let empty = world.get("/kiem-tra").await;
    assert!(empty.text("[role=status]").starts_with("Chưa có gì để kết luận."));
    SignIn::new(&world).carelessly().await;
    assert!(world.get("/kiem-tra").await.text("[role=status]").starts_with("Đạt. 1 lần đăng nhập, 0 lỗi"));
    SignIn::new(&world).authorize(&[("nonce", "")]).await;
    let page = world.get("/kiem-tra").await;
    assert!(page.text("[role=status]").starts_with("Chưa đạt. 2 lần đăng nhập, 1 lỗi"));
    assert!(page.text("main table tbody").contains("nonce_missing"));
    assert_eq!(page.text("main h3"), "Lần 2: phutho → vneid");
    assert!(world.get("/").await.body.contains("href=\"/kiem-tra\""), "the start page leads there");
}
