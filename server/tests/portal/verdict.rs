//! The sandbox judges what this portal sends (docs/SANDBOX.md, "The verdict"), through every fault that it knows.

use crate::{
    client_proof::ClientKeyFile,
    journey::{NATIONAL, VNEID},
    people::{AN, KHOI},
    world::TestWorld,
};
use serde_json::{Value, json};

/// Faults of one flow: the portal refuses, and must not do what the check behind it looks for.
const FAULTS: &[&str] = &[
    "access_denied",
    "server_error",
    "temporarily_unavailable",
    "invalid_scope",
    "login_required",
    "hostile_error",
    "iss_param_wrong",
    "iss_param_missing",
    "iss_param_other",
    "state_wrong",
    "state_missing",
    "code_missing",
    "duplicate_code",
    "duplicate_state",
    "duplicate_iss",
    "wrong_iss",
    "iss_trailing_slash",
    "missing_iss",
    "wrong_aud",
    "extra_aud",
    "extra_aud_with_azp",
    "missing_aud",
    "wrong_azp",
    "wrong_nonce",
    "missing_nonce",
    "old_nonce",
    "missing_sub",
    "empty_sub",
    "long_sub",
    "number_sub",
    "control_sub",
    "missing_exp",
    "string_exp",
    "float_exp",
    "negative_exp",
    "expired",
    "missing_iat",
    "string_iat",
    "negative_iat",
    "issued_in_future",
    "issued_long_ago",
    "not_yet_valid",
    "string_nbf",
    "wrong_at_hash",
    "huge_id_token",
    "bad_signature",
    "foreign_key",
    "unknown_kid",
    "payload_changed",
    "alg_none",
    "alg_none_capital",
    "hs256",
    "hs256_public_key",
    "es384",
    "eddsa",
    "ps256",
    "rs512",
    "embedded_jwk",
    "jku_header",
    "x5u_header",
    "x5c_header",
    "critical_header",
    "wrong_type",
    "five_parts",
    "duplicate_members",
    "nested_jwt",
    "token_error",
    "token_redirect",
    "token_html",
    "token_truncated",
    "token_type_mac",
    "no_id_token",
    "no_access_token",
    "userinfo_wrong_sub",
    "userinfo_missing_sub",
    "userinfo_empty_sub",
    "userinfo_number_sub",
    "userinfo_error",
    "userinfo_html",
    "userinfo_redirect",
];

/// Faults of the endpoint that takes pushed requests.
const PUSHING_FAULTS: &[&str] = &["par_down", "par_html", "par_redirect", "par_refused"];

#[tokio::test]
async fn the_sandbox_finds_nothing_wrong_with_this_portal_whatever_the_provider_does() {
    // The national provider is the one with pushed requests and signed statements.
    let key = ClientKeyFile::new();
    let world = TestWorld::with(|settings| {
        key.configure(settings, NATIONAL);
        settings.provider.get_mut(NATIONAL).unwrap().pushed_authorization = true;
    })
    .await;
    let registration = json!({ "pushed_authorization": true, "client_key": key.public_pem.clone() });
    world.register(NATIONAL, registration).await;
    let honest = world.browser();
    let page = honest.signed_in(VNEID, AN, "/").await;
    honest.press(&page, "Đăng xuất", &[]).await;
    world.next(NATIONAL, json!({ "login_hint": KHOI.id })).await;
    let official = world.browser();
    let authorize = official.begin(NATIONAL, "/").await;
    assert_eq!(official.open(authorize).await.signed_in_name().as_deref(), Some(KHOI.name));
    for fault in PUSHING_FAULTS {
        world.fault_once(NATIONAL, fault).await;
        let page = world.browser().post("/api/dang-nhap", &[("provider", NATIONAL), ("tiep", "/")]).await;
        assert!(!page.to().path().contains("/authorize"), "{fault}");
    }
    for fault in FAULTS {
        let browser = world.browser();
        world.fault_once(VNEID, fault).await;
        let page = browser.sign_in(VNEID, AN, "/").await;
        assert_eq!(browser.cookie("session"), None, "{fault} on {}", page.url);
    }
    let verdict: Value = world.verdict().await;
    // For the person who reads what CI prints.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/verdict.json"), verdict.to_string()).unwrap();
    assert_eq!(verdict["findings"].as_array().map(Vec::len), Some(0), "{verdict:#}");
    assert_eq!(verdict["passed"], true, "{verdict:#}");
    assert_eq!(verdict["not_seen"].as_array().map(Vec::len), Some(0), "every check had its occasion: {verdict:#}");
}
