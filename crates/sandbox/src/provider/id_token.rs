//! The ID token (OpenID Connect Core, section 2), right or wrong in exactly one way.

mod sign;
mod spoil;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::At;
use super::token::Grant;
use crate::config::Client;

const LIFETIME_SECONDS: i64 = 300;

/// `flow` is the flow's number at the inspector, for headers that name an address.
pub(crate) fn id_token(at: &At, flow: u64, grant: &Grant, client: &Client, access_token: &str) -> String {
    let mut claims = at.claims(grant.session.person, grant.fault);
    let now = at.token_time();
    let mut say = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    say("iss", at.issuer().into());
    say("aud", client.id.clone().into());
    say("iat", now.into());
    say("exp", (now + LIFETIME_SECONDS).into());
    say("auth_time", grant.session.auth_time.into());
    say("nonce", grant.nonce.clone().map_or(Value::Null, Value::from));
    say("sid", grant.session.sid.clone().into());
    say("amr", json!(["pwd", "otp"]));
    say("at_hash", at_hash(access_token).into());
    spoil::claims(grant, &mut claims, now);
    sign::token(at, flow, grant.fault, client, &claims.into())
}

/// The left half of the hash (OpenID Connect Core, section 3.1.3.6).
fn at_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(access_token)[..16])
}
