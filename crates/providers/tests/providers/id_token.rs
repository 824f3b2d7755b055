//! The T rows of SECURITY.md: each fault beside its good twin, one thing changed.

use crate::{
    clock::NOW,
    minter::{ACCESS_TOKEN, CLIENT, ISSUER, Key, NONCE, encode, good_claims, key_set},
};
use congdan_providers::oidc::{Claims, IdTokenPolicy, Refusal, verify_id_token};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Alg};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

fn key() -> Key {
    Key::new("k1", 7)
}

fn policy(allowed_algs: &[Alg]) -> IdTokenPolicy<'_> {
    IdTokenPolicy {
        issuer: ISSUER,
        client_id: CLIENT,
        allowed_algs,
        nonce: NONCE,
        access_token: ACCESS_TOKEN,
        proven_since: None,
        clock_skew: Duration::seconds(60),
    }
}

fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(NOW).unwrap()
}

fn verify_with(keys: &CoreJsonWebKeySet, allowed_algs: &[Alg], token: &str) -> Result<Claims, Refusal> {
    verify_id_token(token, keys, &policy(allowed_algs), now())
}

fn verify(token: &str) -> Result<Claims, Refusal> {
    verify_with(&key_set(&[key().jwk()]), &[Alg::EcdsaP256Sha256], token)
}

fn verdict(header: &Value, claims: &Value) -> Result<Claims, Refusal> {
    verify(&key().token(header, claims))
}

fn changed(mut object: Value, member: &str, value: Value) -> Value {
    object[member] = value;
    object
}

fn without(mut object: Value, member: &str) -> Value {
    object.as_object_mut().unwrap().remove(member);
    object
}

/// The claim makes an otherwise good token a refused one.
#[track_caller]
fn claim_refused(claim: &str, value: Value, code: &str) {
    verdict(&key().header(), &good_claims()).expect("the twin is good");
    let claims = changed(good_claims(), claim, value.clone());
    assert_eq!(verdict(&key().header(), &claims).unwrap_err().code(), code, "{claim}: {value}");
}

#[track_caller]
fn claim_accepted(claim: &str, value: Value) -> Claims {
    verdict(&key().header(), &changed(good_claims(), claim, value)).expect("good")
}

#[track_caller]
fn header_refused(parameter: &str, value: Value, code: &'static str) {
    verdict(&key().header(), &good_claims()).expect("the twin is good");
    let header = changed(key().header(), parameter, value.clone());
    assert_eq!(verdict(&header, &good_claims()).unwrap_err().code(), code, "{parameter}: {value}");
}

#[test]
fn a_good_token_is_believed() {
    let claims = changed(changed(good_claims(), "auth_time", json!(NOW - 5)), "sid", json!("session-1"));
    let claims = verdict(&key().header(), &claims).unwrap();
    assert_eq!(claims.subject, "person-1");
    assert_eq!(claims.session.as_deref(), Some("session-1"));
    assert_eq!(claims.authenticated_at.unwrap().unix_timestamp(), NOW - 5);
}

#[test]
fn t01_another_issuer_is_refused() {
    for iss in
        ["https://evil.example", "https://op.example/vneid/", "https://op.example", "https://OP.example/vneid", ""]
    {
        claim_refused("iss", json!(iss), "iss");
    }
    claim_refused("iss", json!([ISSUER]), "iss");
}

#[test]
fn t02_a_missing_claim_is_refused() {
    for claim in ["iss", "sub", "aud", "iat", "exp", "nonce"] {
        let code = verdict(&key().header(), &without(good_claims(), claim)).unwrap_err().code();
        assert_eq!(code, claim);
    }
}

#[test]
fn t03_t04_an_audience_that_is_not_us_alone_is_refused() {
    for audience in
        [json!("other"), json!(["other"]), json!([]), json!([CLIENT, "stranger"]), json!("portal "), json!(null)]
    {
        claim_refused("aud", audience, "aud");
    }
    claim_accepted("aud", json!([CLIENT]));
}

#[test]
fn t05_an_authorized_party_that_is_not_us_is_refused() {
    for party in [json!("stranger"), json!(""), json!([CLIENT])] {
        claim_refused("azp", party, "azp");
    }
    claim_accepted("azp", json!(CLIENT));
}

#[test]
fn t06_a_subject_that_is_no_name_is_refused() {
    for subject in
        [json!(""), json!("x".repeat(256)), json!("a\nb"), json!("a\u{0}"), json!("người"), json!(42), json!(null)]
    {
        claim_refused("sub", subject, "sub");
    }
    claim_accepted("sub", json!("x".repeat(255)));
}

#[test]
fn t07_another_sign_ins_nonce_is_refused() {
    for nonce in
        [json!("other"), json!(""), json!(NONCE.to_uppercase()), json!(format!("{NONCE}=")), json!(null), json!(1)]
    {
        claim_refused("nonce", nonce, "nonce");
    }
}

#[test]
fn t08_a_token_that_nobody_signed_is_refused() {
    for alg in ["none", "None", "NONE", ""] {
        header_refused("alg", json!(alg), "alg");
        let header = changed(key().header(), "alg", json!(alg));
        let unsigned = format!("{}.{}.", encode(header.to_string()), encode(good_claims().to_string()));
        assert_eq!(verify(&unsigned).unwrap_err().code(), "alg");
    }
    let token = key().token(&key().header(), &good_claims());
    let (signed, _) = token.rsplit_once('.').unwrap();
    assert_eq!(verify(&format!("{signed}.")).unwrap_err().code(), "signature");
}

#[test]
fn t09_a_shared_secret_is_no_signature() {
    use openidconnect::{PrivateSigningKey, core::CoreHmacKey};
    for secret in ["client-secret", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n"] {
        let header = changed(key().header(), "alg", json!("HS256"));
        let input = format!("{}.{}", encode(header.to_string()), encode(good_claims().to_string()));
        let mac = CoreHmacKey::new(secret).sign(&Alg::HmacSha256, input.as_bytes()).unwrap();
        let token = format!("{input}.{}", encode(mac));
        assert_eq!(verify(&token).unwrap_err().code(), "alg");
        // Not even when a key set and a careless policy say so.
        let keys = key_set(&[json!({ "kty": "oct", "kid": "k1", "k": encode(secret) })]);
        assert_eq!(verify_with(&keys, &[Alg::HmacSha256, Alg::None], &token).unwrap_err().code(), "alg");
    }
}

#[test]
fn t10_a_signature_that_is_not_of_this_text_by_this_key_is_refused() {
    let token = key().token(&key().header(), &good_claims());
    verify(&token).expect("the twin is good");
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();

    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    let broken = format!("{first}{}", &signature[1..]);
    let stranger = Key::new("k1", 8).token(&key().header(), &good_claims());
    let other_payload = encode(changed(good_claims(), "sub", json!("person-2")).to_string());
    for bad in [
        format!("{signed}.{broken}"),
        format!("{signed}.{signature}A"),
        format!("{signed}.{}", encode([0; 64])),
        format!("{signed}.{}", &signature[..40]),
        format!("{header}.{other_payload}.{signature}"),
        format!("{signed}.{signature}="),
        stranger,
    ] {
        assert_eq!(verify(&bad).unwrap_err().code(), "signature");
    }
    let padded = format!("{header}.{payload}=.{signature}");
    assert_eq!(verify(&padded).unwrap_err().code(), "signature");
}

#[test]
fn t11_a_real_algorithm_that_was_not_allowed_is_refused() {
    let keys = key_set(&[key().jwk()]);
    let token = key().token(&key().header(), &good_claims());
    verify_with(&keys, &[Alg::EcdsaP256Sha256], &token).expect("the twin is good");
    assert_eq!(verify_with(&keys, &[Alg::RsaSsaPkcs1V15Sha256], &token).unwrap_err().code(), "alg");
    for alg in ["PS512", "ES512", "ES384", "RS256", "es256", "EdDSA"] {
        header_refused("alg", json!(alg), "alg");
    }
    header_refused("alg", json!(null), "alg");
    header_refused("alg", json!(["ES256"]), "alg");
}

/// The tokens were made once with a private key that was then thrown away.
#[test]
fn t11_rsa_tokens_are_verified_and_never_mixed_up() {
    let header_of = |token: &str| token.split('.').next().unwrap().to_owned();
    let keys = key_set(&[serde_json::from_str(include_str!("fixtures/rsa_public_key.json")).unwrap()]);
    let rs256 = include_str!("fixtures/rs256_token.txt").trim();
    let ps256 = include_str!("fixtures/ps256_token.txt").trim();
    for (allowed, token, other) in
        [(&[Alg::RsaSsaPkcs1V15Sha256], rs256, ps256), (&[Alg::RsaSsaPssSha256], ps256, rs256)]
    {
        assert_eq!(verify_with(&keys, allowed, token).unwrap().subject, "person-1");
        assert_eq!(verify_with(&keys, allowed, other).unwrap_err().code(), "alg");
        // The other padding under this header.
        let (_, rest) = other.split_once('.').unwrap();
        let swapped = format!("{}.{rest}", header_of(token));
        assert_eq!(verify_with(&keys, allowed, &swapped).unwrap_err().code(), "signature");
    }
    // An elliptic-curve key under the same key id.
    let curve = key_set(&[Key::new("rsa-1", 7).jwk()]);
    assert_eq!(verify_with(&curve, &[Alg::RsaSsaPkcs1V15Sha256], rs256).unwrap_err().code(), "signature");
}

#[test]
fn t12_a_token_cannot_bring_its_own_key() {
    let attacker = Key::new("k1", 9);
    for (parameter, value) in [
        ("jwk", attacker.jwk()),
        ("jku", json!("https://evil.example/keys")),
        ("x5u", json!("https://evil.example/cert")),
        ("x5c", json!(["MIIB"])),
    ] {
        header_refused(parameter, value.clone(), "header");
        let header = changed(attacker.header(), parameter, value);
        assert_eq!(verify(&attacker.token(&header, &good_claims())).unwrap_err().code(), "header");
    }
}

#[test]
fn t13_what_is_no_plain_signed_token_is_refused() {
    header_refused("crit", json!(["exp"]), "header");
    header_refused("b64", json!(false), "header");
    header_refused("cty", json!("JWT"), "header");

    let good = key().token(&key().header(), &good_claims());
    for bad in ["", "a", "a.b", &format!("{good}.x.y"), &format!(".{good}"), &format!("{good}.")] {
        assert_eq!(verify(bad).unwrap_err().code(), "token_format", "{bad:.20}");
    }
    let huge = key().token(&key().header(), &changed(good_claims(), "x", json!("x".repeat(1024 * 1024))));
    assert_eq!(verify(&huge).unwrap_err().code(), "token_size");
    // A nested token: the payload is another token's text.
    let nested = key().token_of_text(&key().header().to_string(), &good);
    assert_eq!(verify(&nested).unwrap_err().code(), "payload");
}

#[test]
fn t13_repeated_members_are_refused() {
    let claims = good_claims().to_string();
    let header = key().header().to_string();
    verify(&key().token_of_text(&header, &claims)).expect("the twin is good");
    let twice = format!("{},\"sub\":\"person-2\"}}", claims.trim_end_matches('}'));
    assert_eq!(verify(&key().token_of_text(&header, &twice)).unwrap_err().code(), "payload");
    let twice = format!("{},\"alg\":\"ES256\"}}", header.trim_end_matches('}'));
    assert_eq!(verify(&key().token_of_text(&twice, &claims)).unwrap_err().code(), "header");
}

#[test]
fn t14_another_kind_of_token_is_refused() {
    for typ in [json!("logout+jwt"), json!("at+jwt"), json!(""), json!(null), json!(1)] {
        header_refused("typ", typ, "typ");
    }
    verdict(&without(key().header(), "typ"), &good_claims()).expect("typ is optional");
    verdict(&changed(key().header(), "typ", json!("jwt")), &good_claims()).expect("in any case");
}

#[test]
fn t15_a_time_that_is_no_number_of_this_century_is_refused() {
    for claim in ["exp", "iat", "nbf", "auth_time"] {
        for time in [
            json!((NOW + 30).to_string()),
            json!(1e300),
            json!(-1),
            json!(-0.5),
            json!(""),
            json!([NOW]),
            json!(u64::MAX),
            json!(i64::MAX),
        ] {
            claim_refused(claim, time, claim);
        }
    }
}

#[test]
fn t16_an_expired_token_is_refused_beyond_the_clocks_difference() {
    claim_accepted("exp", json!(NOW - 59));
    claim_refused("exp", json!(NOW - 60), "exp");
    claim_refused("exp", json!(NOW - 86_400), "exp");
}

#[test]
fn t17_a_token_of_another_time_is_refused() {
    claim_accepted("iat", json!(NOW + 60));
    claim_refused("iat", json!(NOW + 61), "iat");
    claim_accepted("iat", json!(NOW - 659));
    claim_refused("iat", json!(NOW - 660), "iat");
    claim_refused("iat", json!(NOW - 86_400), "iat");
    claim_accepted("nbf", json!(NOW + 60));
    claim_refused("nbf", json!(NOW + 61), "nbf");
}

#[test]
fn t18_a_swapped_access_token_is_refused() {
    use sha2::{Digest, Sha256};
    let hash = |token: &str| encode(&Sha256::digest(token)[..16]);
    claim_accepted("at_hash", json!(hash(ACCESS_TOKEN)));
    for wrong in [json!(hash("another")), json!(""), json!(encode(Sha256::digest(ACCESS_TOKEN)))] {
        claim_refused("at_hash", wrong, "at_hash");
    }
}

#[test]
fn t22_where_a_proof_was_asked_for_auth_time_is_there_and_new() {
    let keys = key_set(&[key().jwk()]);
    let asked = IdTokenPolicy { proven_since: Some(now() - Duration::seconds(90)), ..policy(&[Alg::EcdsaP256Sha256]) };
    let verdict = |claims: &Value| verify_id_token(&key().token(&key().header(), claims), &keys, &asked, now());
    for at in [NOW, NOW - 90, NOW - 150, NOW + 60] {
        verdict(&changed(good_claims(), "auth_time", json!(at))).expect("new enough");
    }
    for at in [json!(NOW - 151), json!(NOW - 86_400), json!(NOW + 61), json!(null), json!(NOW.to_string())] {
        let claims = changed(good_claims(), "auth_time", at.clone());
        assert_eq!(verdict(&claims).unwrap_err().code(), "auth_time", "{at}");
    }
    assert_eq!(verdict(&without(good_claims(), "auth_time")).unwrap_err().code(), "auth_time");
    // Where no proof was asked for, an old one is only noted.
    claim_accepted("auth_time", json!(NOW - 86_400));
}

#[test]
fn a_session_id_that_is_none_is_refused() {
    for sid in [json!(""), json!(1), json!("a b")] {
        claim_refused("sid", sid, "sid");
    }
}

#[test]
fn without_a_key_id_there_must_be_one_key_only() {
    let token = key().token(&without(key().header(), "kid"), &good_claims());
    let verify = |keys: &[Value]| verify_with(&key_set(keys), &[Alg::EcdsaP256Sha256], &token);
    verify(&[key().jwk()]).expect("a single key needs no name");
    assert_eq!(verify(&[key().jwk(), Key::new("k2", 8).jwk()]).unwrap_err().code(), "kid");
    header_refused("kid", json!(1), "kid");
    header_refused("kid", json!("k2"), Refusal::UnknownKey.code());
}

#[test]
fn w04_a_time_with_a_fraction_is_a_time() {
    for claim in ["exp", "iat", "nbf", "auth_time"] {
        claim_accepted(claim, json!(NOW as f64 + 0.5));
    }
    let claims = claim_accepted("auth_time", json!(NOW as f64 - 5.25));
    assert_eq!(
        claims.authenticated_at.unwrap().unix_timestamp_nanos(),
        i128::from(NOW) * 1_000_000_000 - 5_250_000_000
    );
    claim_refused("exp", json!(NOW as f64 - 60.5), "exp");
    claim_refused("iat", json!(NOW as f64 + 60.5), "iat");
}

#[test]
fn w04_null_is_absent_and_what_is_needed_is_still_needed() {
    for claim in ["azp", "at_hash", "sid", "nbf", "auth_time", "acr", "HoVaTen"] {
        let claims = claim_accepted(claim, json!(null));
        assert!(claims.session.is_none() && claims.authenticated_at.is_none());
        assert!(!claims.members.contains_key(claim));
    }
    for claim in ["iss", "sub", "aud", "iat", "exp", "nonce"] {
        claim_refused(claim, json!(null), claim);
    }
    claim_refused("nbf", json!(""), "nbf");
    claim_refused("sid", json!(""), "sid");
}

#[test]
fn w04_the_key_that_fits_is_found_among_those_of_one_id() {
    let token = key().token(&key().header(), &good_claims());
    let with = |others: &[Value], keys: &[Value]| {
        let keys: Vec<Value> = [others, keys].concat();
        verify_with(&key_set(&keys), &[Alg::EcdsaP256Sha256], &token)
    };
    let rsa: Value = serde_json::from_str(include_str!("fixtures/rsa_public_key.json")).unwrap();
    let others = [
        changed(Key::new("k1", 9).jwk(), "use", json!("enc")),
        changed(rsa, "kid", json!("k1")),
        changed(Key::new("k1", 9).jwk(), "alg", json!("ES384")),
        changed(without(Key::new("k1", 9).jwk(), "use"), "alg", json!("ECDH-ES")),
        // Even one that would fit: a provider that replaces its key may forget to give it a new id.
        Key::new("k1", 9).jwk(),
    ];
    for other in &others {
        with(std::slice::from_ref(other), &[key().jwk()]).expect("before it");
        with(&[key().jwk()], std::slice::from_ref(other)).expect("after it");
        let refused = with(std::slice::from_ref(other), &[]).unwrap_err();
        // A key whose algorithm signs nothing is left out of the set.
        assert!(matches!(refused.code(), "signature" | "unknown_key"), "the twin: {other} alone signs nothing");
    }
    with(&others, &[key().jwk()]).expect("among all of them");
    // Without a key id, too, there is one key that can have signed.
    let anonymous = key().token(&without(key().header(), "kid"), &good_claims());
    let keys = key_set(&[others[0].clone(), key().jwk()]);
    verify_with(&keys, &[Alg::EcdsaP256Sha256], &anonymous).expect("one key for signatures");
}

#[test]
fn a_key_for_encryption_or_for_another_algorithm_signs_nothing() {
    for (member, value) in [("use", "enc"), ("alg", "ES384")] {
        let keys = key_set(&[changed(key().jwk(), member, json!(value))]);
        let token = key().token(&key().header(), &good_claims());
        assert_eq!(verify_with(&keys, &[Alg::EcdsaP256Sha256], &token).unwrap_err().code(), "signature");
    }
}

#[test]
fn nothing_of_a_token_shows_in_debug_output() {
    let claims = claim_accepted("HoVaTen", json!("Nguyễn Văn An"));
    assert_eq!(format!("{claims:?}"), "Claims");
}
