//! The ID token (OpenID Connect Core, section 2), right or wrong in exactly one way.

mod sign;
mod spoil;

use crate::{
    config::Client,
    provider::{Provider, state::grant::Grant},
    tools::jws::half_hash,
};
use serde_json::{Value, json};

/// How long an ID token is valid.
const LIFETIME_SECONDS: i64 = 300;

/// `flow` is the flow's number at the inspector, for headers that name an address.
pub(crate) fn id_token(provider: &Provider, flow: u64, grant: &Grant, client: &Client, access_token: &str) -> String {
    let mut claims = provider.claims(grant.session.person, grant.fault);
    let now = provider.token_time();
    let mut add = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    add("iss", provider.issuer().into());
    add("aud", client.id.clone().into());
    add("iat", now.into());
    add("exp", (now + LIFETIME_SECONDS).into());
    add("auth_time", grant.session.auth_time.into());
    add("nonce", grant.nonce.clone().map_or(Value::Null, Value::from));
    add("sid", grant.session.sid.clone().into());
    add("amr", json!(["pwd", "otp"]));
    add("at_hash", half_hash(access_token).into());
    spoil::claims(grant, &mut claims, now);
    sign::token(provider, flow, grant.fault, client, &claims.into())
}
