//! The logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4), right or wrong in exactly one way.

use crate::{
    config::Client,
    provider::Provider,
    tools::{jws, keys::Key, listed::listed, secret, wire_name::wire_name},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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

/// A logout token for the client about the subject, or about one session of the subject.
pub(in crate::provider) fn logout_token(
    provider: &Provider,
    client: &Client,
    subject: &str,
    sid: Option<&str>,
    fault: LogoutFault,
) -> String {
    const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
    let now = provider.token_time();
    let mut claims = json!({
        "iss": provider.issuer(), "aud": client.id, "iat": now, "exp": now + 120, "jti": secret::token(), "sub": subject,
        "events": { EVENT: {} },
    });
    if let Some(sid) = sid {
        claims["sid"] = json!(sid);
    }
    let key = provider.state().keys.current();
    let mut header = json!({ "alg": "ES256", "typ": "logout+jwt", "kid": key.kid });
    match fault {
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
    jws::compact(&header, &claims, |input| match fault {
        LogoutFault::AlgNone => Vec::new(),
        LogoutFault::WrongAlg => jws::hs256(&client.secret, input),
        LogoutFault::BadSignature => jws::es256(&Key::generate().signing, input),
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
