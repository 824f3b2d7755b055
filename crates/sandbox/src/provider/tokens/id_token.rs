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
    let mut say = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    say("iss", provider.issuer().into());
    say("aud", client.id.clone().into());
    say("iat", now.into());
    say("exp", (now + LIFETIME_SECONDS).into());
    say("auth_time", grant.session.auth_time.into());
    say("nonce", grant.nonce.clone().map_or(Value::Null, Value::from));
    say("sid", grant.session.sid.clone().into());
    say("amr", json!(["pwd", "otp"]));
    say("at_hash", half_hash(access_token).into());
    spoil::claims(grant, &mut claims, now);
    sign::token(provider, flow, grant.fault, client, &claims.into())
}
