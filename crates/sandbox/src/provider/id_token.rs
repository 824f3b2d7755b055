//! The ID token (OpenID Connect Core, section 2), right or wrong in exactly one way.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::At;
use super::fault::Fault;
use super::token::Grant;
use crate::config::Client;
use crate::jws;
use crate::keys::Key;

const LIFETIME_SECONDS: i64 = 300;

pub(crate) fn id_token(at: &At, grant: &Grant, client: &Client, access_token: &str) -> String {
    let mut claims = at.claims(grant.session.person, grant.fault);
    let now = at.sandbox.state.clock.now();
    let mut say = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    say("iss", at.issuer().into());
    say("aud", client.id.clone().into());
    say("iat", now.into());
    say("exp", (now + LIFETIME_SECONDS).into());
    say("auth_time", grant.session.auth_time.into());
    say("nonce", grant.nonce.clone().into());
    say("sid", grant.session.sid.clone().into());
    say("amr", json!(["pwd", "otp"]));
    say("at_hash", at_hash(access_token).into());
    spoil_claims(grant.fault, &mut claims, now);
    sign(at, grant.fault, client, &claims.into())
}

/// The left half of the hash (OpenID Connect Core, section 3.1.3.6).
fn at_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(access_token)[..16])
}

fn spoil_claims(fault: Fault, claims: &mut Map<String, Value>, now: i64) {
    let text = |claims: &Map<String, Value>, name: &str| claims[name].as_str().unwrap_or_default().to_owned();
    let (name, value) = match fault {
        Fault::WrongIss => ("iss", json!("https://issuer.invalid")),
        Fault::IssTrailingSlash => ("iss", json!(format!("{}/", text(claims, "iss")))),
        Fault::MissingIss => ("iss", Value::Null),
        Fault::WrongAud => ("aud", json!("somebody-else")),
        Fault::ExtraAud => ("aud", json!([text(claims, "aud"), "somebody-else"])),
        Fault::MissingAud => ("aud", Value::Null),
        Fault::WrongAzp => ("azp", json!("somebody-else")),
        Fault::WrongNonce => ("nonce", json!("not-the-nonce")),
        Fault::MissingNonce => ("nonce", Value::Null),
        Fault::MissingSub => ("sub", Value::Null),
        Fault::EmptySub => ("sub", json!("")),
        Fault::LongSub => ("sub", json!("s".repeat(256))),
        Fault::MissingExp => ("exp", Value::Null),
        Fault::MissingIat => ("iat", Value::Null),
        Fault::StringExp => ("exp", json!((now + LIFETIME_SECONDS).to_string())),
        Fault::Expired => ("exp", json!(now - 3600)),
        Fault::IssuedInFuture => ("iat", json!(now + 600)),
        Fault::NotYetValid => ("nbf", json!(now + 3600)),
        Fault::WrongAtHash => ("at_hash", json!(at_hash("another token"))),
        _ => return,
    };
    if value.is_null() {
        claims.remove(name);
    } else {
        claims.insert(name.to_owned(), value);
    }
    if fault == Fault::Expired {
        claims.insert("iat".to_owned(), json!(now - 3900));
    }
}

fn sign(at: &At, fault: Fault, client: &Client, claims: &Value) -> String {
    let key = at.provider().keys.current();
    let header = json!({ "alg": "ES256", "typ": "JWT", "kid": key.kid });
    let with = |name: &str, value: Value| {
        let mut header = header.clone();
        header[name] = value;
        header
    };
    let by = |key: &Key, header: &Value| jws::compact(header, claims, |input| jws::es256(&key.signing, input));
    match fault {
        Fault::AlgNone => jws::compact(&json!({ "alg": "none", "typ": "JWT" }), claims, |_| Vec::new()),
        Fault::Hs256 => jws::compact(&with("alg", json!("HS256")), claims, |input| hs256(&client.secret, input)),
        Fault::BadSignature => jws::compact(&header, claims, |input| {
            let mut signature = jws::es256(&key.signing, input);
            if let Some(byte) = signature.last_mut() {
                *byte ^= 1;
            }
            signature
        }),
        Fault::ForeignKey => by(&Key::generate(), &header),
        Fault::UnknownKid => {
            let stranger = Key::generate();
            by(&stranger, &with("kid", json!(stranger.kid)))
        }
        Fault::EmbeddedJwk => {
            let stranger = Key::generate();
            by(&stranger, &with("jwk", stranger.jwk()))
        }
        Fault::CriticalHeader => by(&key, &with("crit", json!(["urn:sandbox:unknown"]))),
        Fault::WrongType => by(&key, &with("typ", json!("logout+jwt"))),
        _ => by(&key, &header),
    }
}

fn hs256(secret: &str, input: &str) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(input.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}
