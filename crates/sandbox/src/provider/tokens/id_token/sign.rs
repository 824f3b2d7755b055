//! Signing the ID token, and faults in its header and signature.

use crate::{
    config::Client,
    provider::{Provider, endpoints::honeypot, fault::Fault},
    tools::{
        jws,
        keys::{Key, certificate, other::OtherKey},
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The token, by the present key unless the fault says otherwise.
pub(super) fn token(provider: &Provider, flow: u64, fault: Fault, client: &Client, claims: &Value) -> String {
    let keys = &provider.state().keys;
    if fault == Fault::KeyRotatedBeforeSigning {
        keys.rotate();
    }
    let key = keys.current();
    let header = json!({ "alg": "ES256", "typ": "JWT", "kid": key.kid });
    let with = |name: &str, value: Value| {
        let mut header = header.clone();
        header[name] = value;
        header
    };
    let by = |key: &Key, header: &Value| jws::compact(header, claims, |input| jws::es256(&key.signing, input));
    let none = |alg: &str| jws::compact(&json!({ "alg": alg, "typ": "JWT" }), claims, |_| Vec::new());
    let by_secret =
        |secret: &str| jws::compact(&with("alg", json!("HS256")), claims, |input| jws::hs256(secret, input));
    let foreign = |name: &str, value: Value| {
        let mut header = with("kid", json!(keys.foreign.kid));
        header[name] = value;
        by(&keys.foreign, &header)
    };
    match fault {
        Fault::AlgNone => none("none"),
        Fault::AlgNoneCapital => none("None"),
        Fault::Hs256 => by_secret(&client.secret),
        Fault::Hs256PublicKey => by_secret(&key.public_pem()),
        Fault::Es384 => by_other(provider, OtherKey::es384(), claims),
        Fault::Eddsa => by_other(provider, OtherKey::eddsa(), claims),
        Fault::Ps256 => by_other(provider, OtherKey::ps256(), claims),
        Fault::Rs512 => by_other(provider, OtherKey::rs512(), claims),
        Fault::BadSignature => jws::compact(&header, claims, |input| {
            let mut signature = jws::es256(&key.signing, input);
            if let Some(byte) = signature.last_mut() {
                *byte ^= 1;
            }
            signature
        }),
        Fault::PayloadChanged => {
            let mut other = claims.clone();
            other["sub"] = json!("somebody-else");
            let signed = by(&key, &header);
            let signature = signed.rsplit('.').next().unwrap_or_default();
            let unsigned = jws::compact(&header, &other, |_| Vec::new());
            format!("{unsigned}{signature}")
        }
        Fault::ForeignKey => by(&keys.foreign, &header),
        Fault::UnknownKid => foreign("kid", json!(Key::generate().kid)),
        Fault::EmbeddedJwk => foreign("jwk", keys.foreign.jwk()),
        Fault::JkuHeader => foreign("jku", json!(honeypot::keys_address(provider, flow))),
        Fault::X5uHeader => foreign("x5u", json!(honeypot::keys_address(provider, flow))),
        Fault::X5cHeader => foreign("x5c", json!([STANDARD.encode(certificate::self_signed(&keys.foreign.signing))])),
        Fault::CriticalHeader => by(&key, &with("crit", json!(["urn:sandbox:unknown"]))),
        Fault::WrongType => by(&key, &with("typ", json!("logout+jwt"))),
        Fault::FiveParts => format!("{}.AAAA.AAAA", by(&key, &header)),
        Fault::DuplicateMembers => {
            let twice = claims.to_string().replacen('{', "{\"sub\":\"somebody-else\",", 1);
            jws::compact_text(&header.to_string(), &twice, |input| jws::es256(&key.signing, input))
        }
        Fault::NestedJwt => {
            let outer = with("cty", json!("JWT")).to_string();
            jws::compact_text(&outer, &by(&key, &header), |input| jws::es256(&key.signing, input))
        }
        Fault::MissingKid => by(&key, &json!({ "alg": "ES256", "typ": "JWT" })),
        Fault::KeyRotatedAfterSigning => {
            let token = by(&key, &header);
            keys.replace();
            token
        }
        _ => by(&key, &header),
    }
}

/// By a new key of another algorithm, published at once; an unsigned token where none could be made.
fn by_other(provider: &Provider, key: Option<OtherKey>, claims: &Value) -> String {
    let Some(key) = key else { return jws::compact(&json!({ "alg": "none" }), claims, |_| Vec::new()) };
    provider.state().keys.publish(&key);
    let header = json!({ "alg": key.alg, "typ": "JWT", "kid": key.kid() });
    jws::compact(&header, claims, |input| key.sign(input))
}
