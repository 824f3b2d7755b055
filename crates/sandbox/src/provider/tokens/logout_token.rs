//! Back-channel logout (OpenID Connect Back-Channel Logout 1.0): the provider tells the portals that a session has ended.

use crate::{
    config::Client,
    provider::Provider,
    tools::{http_client::http_client, jws, listed::listed, secret, wire_name::wire_name},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Duration;

/// How long a portal may take: one that takes longer counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(5);

/// The body of the control call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogoutCall {
    /// The subject at this provider; a person's id does as well.
    pub sub: String,
    /// One session of the subject; without it all of them.
    #[serde(default)]
    pub sid: Option<String>,
    #[serde(default)]
    pub fault: LogoutFault,
}

listed! {
/// What is wrong with the logout token, in the order of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogoutFault {
    #[default]
    None,
    AlgNone,
    /// HS256 with the client's secret.
    WrongAlg,
    BadSignature,
    WrongIss,
    WrongAud,
    MissingAud,
    NoEvent,
    WrongEvent,
    StringEvents,
    WithNonce,
    Expired,
    IssuedInFuture,
    MissingIat,
    MissingJti,
    WrongType,
    NoSubject,
    /// An ID token of the subject in its place.
    IdToken,
    /// A good token, posted twice; the second answer is the one reported.
    Replayed,
    /// `typ` is absent: allowed, if discouraged.
    NoType,
}
}

impl LogoutFault {
    /// The name of the control call.
    pub fn name(self) -> String {
        wire_name(&self)
    }
}

/// What a portal answered. Without an answer there is no status.
#[derive(Debug, Serialize)]
pub(crate) struct Delivery {
    pub client: String,
    pub status: Option<u16>,
}

/// Ends the subject's sessions here and posts a logout token to every client that takes one.
pub(crate) async fn send(provider: &Provider, call: &LogoutCall) -> Vec<Delivery> {
    let subject = provider
        .sandbox
        .state
        .people
        .find(&call.sub)
        .map_or_else(|| call.sub.clone(), |person| person.subject(provider.id.segment()));
    provider.state().sessions.take_where(|session| {
        session.person.subject(provider.id.segment()) == subject
            && call.sid.as_ref().is_none_or(|sid| *sid == session.sid)
    });
    let http = http_client(PATIENCE);
    let mut deliveries = Vec::new();
    for client in &provider.sandbox.state.config.clients {
        let Some(address) = &client.backchannel_logout_uri else { continue };
        let token = logout_token(provider, call, &subject, client);
        let address = address.replace("{provider}", provider.id.segment());
        let mut status = post(http.as_ref(), &address, &token).await;
        if call.fault == LogoutFault::Replayed {
            status = post(http.as_ref(), &address, &token).await;
        }
        deliveries.push(Delivery { client: client.id.clone(), status });
    }
    deliveries
}

async fn post(http: Option<&reqwest::Client>, address: &str, token: &str) -> Option<u16> {
    let answer = http?.post(address).form(&[("logout_token", token)]).send().await;
    answer.map(|answer| answer.status().as_u16()).ok()
}

fn logout_token(provider: &Provider, call: &LogoutCall, subject: &str, client: &Client) -> String {
    const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
    let now = provider.token_time();
    let mut claims = json!({
        "iss": provider.issuer(), "aud": client.id, "iat": now, "exp": now + 120, "jti": secret::token(), "sub": subject,
        "events": { EVENT: {} },
    });
    if let Some(sid) = &call.sid {
        claims["sid"] = json!(sid);
    }
    let key = provider.state().keys.current();
    let mut header = json!({ "alg": "ES256", "typ": "logout+jwt", "kid": key.kid });
    match call.fault {
        LogoutFault::WrongIss => claims["iss"] = json!("https://issuer.invalid"),
        LogoutFault::WrongAud => claims["aud"] = json!("somebody-else"),
        LogoutFault::NoEvent => remove(&mut claims, &["events"]),
        LogoutFault::WrongEvent => claims["events"] = json!({ "urn:sandbox:another-event": {} }),
        LogoutFault::WithNonce => claims["nonce"] = json!(secret::token()),
        LogoutFault::Expired => (claims["iat"], claims["exp"]) = (json!(now - 7200), json!(now - 3600)),
        LogoutFault::WrongType => header["typ"] = json!("JWT"),
        LogoutFault::NoSubject => remove(&mut claims, &["sub", "sid"]),
        LogoutFault::AlgNone => header = json!({ "alg": "none", "typ": "logout+jwt" }),
        LogoutFault::WrongAlg => header["alg"] = json!("HS256"),
        LogoutFault::NoType => remove(&mut header, &["typ"]),
        LogoutFault::IssuedInFuture => (claims["iat"], claims["exp"]) = (json!(now + 3600), json!(now + 3720)),
        LogoutFault::MissingIat => remove(&mut claims, &["iat"]),
        LogoutFault::MissingJti => remove(&mut claims, &["jti"]),
        LogoutFault::MissingAud => remove(&mut claims, &["aud"]),
        LogoutFault::StringEvents => claims["events"] = json!(EVENT),
        LogoutFault::IdToken => {
            header["typ"] = json!("JWT");
            remove(&mut claims, &["events", "jti"]);
            claims["nonce"] = json!(secret::token());
            claims["auth_time"] = json!(now);
        }
        LogoutFault::None | LogoutFault::BadSignature | LogoutFault::Replayed => {}
    }
    jws::compact(&header, &claims, |input| match call.fault {
        LogoutFault::AlgNone => Vec::new(),
        LogoutFault::WrongAlg => jws::hs256(&client.secret, input),
        LogoutFault::BadSignature => jws::es256(&crate::tools::keys::Key::generate().signing, input),
        _ => jws::es256(&key.signing, input),
    })
}

fn remove(claims: &mut Value, names: &[&str]) {
    if let Some(claims) = claims.as_object_mut() {
        for name in names {
            claims.remove(*name);
        }
    }
}
