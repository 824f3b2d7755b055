//! What can be set by clicking: how the portals are registered, everything on a provider's own page, and what is everybody's.

use crate::{relying_party::SignIn, support::World};
use axum::{Router, http::StatusCode, routing::post};
use p256::{
    ecdsa::SigningKey,
    pkcs8::{EncodePublicKey, LineEnding},
};
use serde_json::json;
use std::time::{Duration, Instant};

const REGISTRATION: &str = "/dang-ky/vneid/phutho";
const VNEID: &str = "/nha-cung-cap/vneid";

fn public_pem() -> String {
    let key = SigningKey::from_slice(&[42; 32]).unwrap();
    key.verifying_key().to_public_key_pem(LineEnding::LF).unwrap()
}

#[tokio::test]
async fn a_portal_is_registered_otherwise_by_a_form_until_the_reset() {
    let world = World::start().await;
    let usual = "OpenID Connect; nhận mọi yêu cầu; xác thực bằng mật khẩu của cổng.";
    assert_eq!(world.get("/dang-ky").await.body.matches(usual).count(), 4, "two portals at two providers");

    // A form sends the lines of a text as browsers do.
    let key = public_pem().replace('\n', "\r\n");
    let entries = [("giao-thuc", "oauth2-userinfo"), ("gui-truoc", "co"), ("khoa", key.as_str())];
    let answer = world.post(REGISTRATION, &entries).await;
    assert!(answer.status == 303 && answer.to().ends_with("/dang-ky"), "{}", answer.body);
    let list = world.get("/dang-ky").await.body;
    let now = "OAuth 2, chỉ có userinfo; chỉ nhận yêu cầu gửi trước; xác thực bằng chữ ký bằng khóa đã đăng ký.";
    assert_eq!((list.matches(now).count(), list.matches(usual).count()), (1, 3));
    let page = world.get(REGISTRATION).await;
    assert!(page.body.contains("<option value=\"oauth2-userinfo\" selected>"), "{}", page.body);
    assert_eq!(page.text("textarea"), public_pem().trim(), "what is set now is in the form");
    assert_eq!(SignIn::new(&world).authorize(&[("nonce", "")]).await, None, "it is not pushed");

    // Without the ticks and the key it is the protocol alone, and it works.
    assert_eq!(world.post(REGISTRATION, &[("giao-thuc", "oauth2-userinfo")]).await.status, 303);
    let sign_in = SignIn::new(&world);
    let code = sign_in.authorize(&[("nonce", ""), ("scope", "")]).await.unwrap();
    assert!(sign_in.redeem(&code, &[]).await.1["id_token"].is_null());

    world.post("/control/reset", &[]).await;
    assert_eq!(world.get("/dang-ky").await.body.matches(usual).count(), 4);
}

#[tokio::test]
async fn a_registration_that_is_none_is_refused_in_words_and_keeps_what_was_typed() {
    let world = World::start().await;
    let private = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
    let entries = [("giao-thuc", "oauth2-userinfo"), ("gui-truoc", "co"), ("khoa", private)];
    let page = world.post(REGISTRATION, &entries).await;
    assert_eq!(page.status, 422);
    assert!(page.text("title").starts_with("Lỗi: "));
    assert!(page.text(".errors").contains("không phải khóa công khai P-256"), "{}", page.body);
    assert!(page.body.contains("<a href=\"#khoa\">") && page.text("textarea").contains("AAAA"), "{}", page.body);
    assert!(page.body.contains("<option value=\"oauth2-userinfo\" selected>") && page.body.contains("checked"));
    assert_eq!(world.post(REGISTRATION, &[("giao-thuc", "saml")]).await.status, 422);
    assert_eq!(world.post("/dang-ky/vneid/nobody", &[("giao-thuc", "oidc")]).await.status, 404);
    assert_eq!(world.get("/dang-ky/vneid/nobody").await.status, 404);
    for address in [REGISTRATION, VNEID, "/nha-cung-cap/vneid/doi-khoa", "/dat-chung/lai-tu-dau"] {
        let foreign = world.http.post(format!("{}{address}", world.url)).header("sec-fetch-site", "cross-site");
        assert_eq!(foreign.send().await.unwrap().status(), 403, "{address}");
    }
    // Nothing of it counts.
    assert!(SignIn::new(&world).authorize(&[]).await.is_some());
    assert_eq!(world.findings().await, [""; 0]);
}

#[tokio::test]
async fn the_next_sign_in_is_prepared_by_a_form() {
    let world = World::start().await;
    let entries = [("viec", "ke-tiep"), ("nguoi", "binh"), ("loi", "none"), ("cong", "phutho")];
    assert_eq!(world.post(VNEID, &entries).await.status, 303);
    assert!(world.get(VNEID).await.body.contains("<option value=\"binh\" selected>"));
    assert!(world.authorize("vneid", &[]).await.param("code").is_some());
    world.forget_cookies();
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "the one after it is asked");

    let fault = [("viec", "ke-tiep"), ("nguoi", ""), ("loi", "access_denied"), ("cong", "")];
    assert_eq!(world.post(VNEID, &fault).await.status, 303);
    assert_eq!(world.authorize("vneid", &[]).await.param("error").as_deref(), Some("access_denied"));

    // Taken back before anybody came.
    world.post(VNEID, &fault).await;
    assert_eq!(world.post(VNEID, &[("viec", "ke-tiep"), ("nguoi", ""), ("loi", "none")]).await.status, 303);
    assert_eq!(world.authorize("vneid", &[]).await.param("error"), None);

    for wrong in
        [[("nguoi", "binh2"), ("loi", "none")], [("nguoi", "an"), ("loi", "down")], [("nguoi", "an"), ("loi", "x")]]
    {
        let page = world.post(VNEID, &[&[("viec", "ke-tiep")][..], &wrong].concat()).await;
        assert_eq!(page.status, 422, "{wrong:?}");
        assert!(!page.text(".errors li").is_empty());
    }
}

#[tokio::test]
async fn a_provider_is_made_slow_and_late_by_a_form() {
    let world = World::start().await;
    assert_eq!(world.post(VNEID, &[("viec", "cham"), ("cham", "300, 0")]).await.status, 303);
    assert!(world.get(VNEID).await.body.contains("Đang đặt: 300, 0 ms."));
    let began = Instant::now();
    world.json("/vneid/jwks").await;
    assert!(began.elapsed() >= Duration::from_millis(300));
    assert_eq!(world.post(VNEID, &[("viec", "cham"), ("cham", "")]).await.status, 303);
    assert!(world.get(VNEID).await.body.contains("Đang đặt: không chờ."));

    let before = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    assert_eq!(world.post(VNEID, &[("viec", "dong-ho"), ("lech", "-900")]).await.status, 303);
    assert!(world.get(VNEID).await.body.contains("Đang đặt: lệch -900 giây."));
    let late = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    assert!((-900..-840).contains(&(late - before)), "{before} {late}");
    let other = world.claims("dvcqg", "an").await["iat"].as_i64().unwrap();
    assert!((0..60).contains(&(other - before)), "the other provider's is right");

    for (what, name, entry) in [("cham", "cham", "soon"), ("cham", "cham", "1, -1"), ("dong-ho", "lech", "an hour")] {
        let page = world.post(VNEID, &[("viec", what), (name, entry)]).await;
        assert_eq!(page.status, 422, "{entry}");
        assert!(page.body.contains(&format!("value=\"{entry}\"")) && page.body.contains(&format!("href=\"#{name}\"")));
    }
}

#[tokio::test]
async fn keys_are_changed_by_a_button() {
    let world = World::start().await;
    let before = world.get(VNEID).await.text("code");
    assert_eq!(world.post("/nha-cung-cap/vneid/doi-khoa", &[]).await.status, 303);
    assert_ne!(world.get(VNEID).await.text("code"), before);
    let keys = world.json("/vneid/jwks").await;
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2, "the one before it stays published");
}

#[tokio::test]
async fn portals_are_told_that_a_session_is_over_by_a_form_and_it_says_what_they_answered() {
    let portal = Router::new().route("/out/{provider}", post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/out/{{provider}}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, portal).await });
    let world = World::with(|config| {
        config.clients[0].backchannel_logout_uri = Some("http://127.0.0.1:1/".to_owned());
        config.clients[1].backchannel_logout_uri = Some(address);
    })
    .await;
    world.claims("vneid", "an").await;
    let good = world.post(VNEID, &[("viec", "ket-thuc"), ("ai", "an"), ("sai", "none")]).await;
    let said = good.text("main dl");
    assert!(good.status == 200 && said.contains("Không trả lời.") && said.contains("Đã nhận (200)."), "{said}");
    assert!(world.authorize("vneid", &[]).await.param("code").is_none(), "the session here is over too");
    let bad = world.post(VNEID, &[("viec", "ket-thuc"), ("ai", "an"), ("sai", "alg_none")]).await;
    assert!(bad.text("main dl").contains("Từ chối (400)."), "{}", bad.body);
    for wrong in [[("ai", ""), ("sai", "none")], [("ai", "binh2"), ("sai", "none")], [("ai", "an"), ("sai", "x")]] {
        let page = world.post(VNEID, &[&[("viec", "ket-thuc")][..], &wrong].concat()).await;
        assert_eq!(page.status, 422, "{wrong:?}");
    }
    let faults = world.get(VNEID).await.body;
    let documented = include_str!("../../../../docs/SANDBOX.md").split("Faults of logout tokens:").nth(1).unwrap();
    let documented = documented.split("\n\n").next().unwrap().split("They are posted").next().unwrap();
    let names: Vec<_> = documented.split('`').skip(1).step_by(2).filter(|name| *name != "logout+jwt").collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        assert!(faults.contains(&format!("<option value=\"{name}\"")), "{name}");
    }
}

#[tokio::test]
async fn the_register_the_clock_and_the_beginning_are_set_by_forms() {
    let world = World::start().await;
    let page = world.get("/dat-chung").await.body;
    let modes = include_str!("../../../../docs/SANDBOX.md").split("| population mode |").nth(1).unwrap();
    let modes = modes.split("\n\n").next().unwrap().lines().filter_map(|row| row.split('`').nth(1));
    for mode in modes {
        assert!(page.contains(&format!("<option value=\"{mode}\"")), "{mode}");
        // The same names as the control call's.
        assert_eq!(world.put("/control/population", json!({ "mode": mode })).await, 204, "{mode}");
        assert!(world.get("/dat-chung").await.body.contains(&format!("<option value=\"{mode}\" selected>")), "{mode}");
    }
    let down = [("dan-cu", "down"), ("cham", "0")];
    assert_eq!(world.post("/dat-chung/dan-cu", &down).await.status, 303);
    assert_eq!(world.post("/dan-cu", &[]).await.status, 503);
    assert!(world.get("/dat-chung").await.body.contains("Đang đặt: ngừng hoạt động, chậm 0 ms."));

    let before = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    assert_eq!(world.post("/dat-chung/dong-ho", &[("lech", "7200")]).await.status, 303);
    let after = world.claims("vneid", "an").await["iat"].as_i64().unwrap();
    assert!((7200..7260).contains(&(after - before)), "{before} {after}");

    for (path, entries, said) in [
        ("/dat-chung/dan-cu", &[("dan-cu", "typo"), ("cham", "0")][..], "Hãy chọn một cách"),
        ("/dat-chung/dan-cu", &[("dan-cu", "ok"), ("cham", "soon")], "Hãy ghi số mili giây"),
        ("/dat-chung/dong-ho", &[("lech", "soon")], "Hãy ghi số giây"),
    ] {
        let page = world.post(path, entries).await;
        assert!(page.status == 422 && page.text(".errors").contains(said), "{path}: {}", page.body);
    }
    assert_eq!(world.post("/dan-cu", &[]).await.status, 503, "nothing of that counts");
    assert_eq!(world.post("/dat-chung/lai-tu-dau", &[]).await.status, 303);
    let page = world.get("/dat-chung").await.body;
    assert!(page.contains("Đang đặt: trả lời đúng, chậm 0 ms.") && page.contains("Đang đặt: lệch 0 giây."), "{page}");
}

/// A portal that looks at the signature's name only.
async fn answer(body: String) -> StatusCode {
    let token = body.strip_prefix("logout_token=").unwrap();
    let good = crate::support::part(token, 0)["alg"] == json!("ES256");
    if good { StatusCode::OK } else { StatusCode::BAD_REQUEST }
}
