//! Faults in the claims of the ID token.

use crate::{
    provider::{fault::Fault, state::grant::Grant},
    tools::{jws::half_hash, secret},
};
use serde_json::{Map, Value, json};

const DAY: i64 = 24 * 3600;
const HUGE: usize = 1024 * 1024;

/// Changes the one claim that the flow's fault is about.
pub(super) fn claims(grant: &Grant, claims: &mut Map<String, Value>, now: i64) {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let expiry = claims.get("exp").and_then(Value::as_i64).unwrap_or(now);
    let changes: &[(&str, Value)] = &match grant.fault {
        Fault::WrongIss => vec![("iss", json!("https://issuer.invalid"))],
        Fault::IssTrailingSlash => vec![("iss", json!(format!("{}/", text("iss"))))],
        Fault::MissingIss => vec![("iss", Value::Null)],
        Fault::WrongAud => vec![("aud", json!("somebody-else"))],
        Fault::ExtraAud => vec![("aud", json!([text("aud"), "somebody-else"]))],
        Fault::ExtraAudWithAzp => vec![("azp", json!(text("aud"))), ("aud", json!([text("aud"), "somebody-else"]))],
        Fault::AudList => vec![("aud", json!([text("aud")]))],
        Fault::MissingAud => vec![("aud", Value::Null)],
        Fault::WrongAzp => vec![("azp", json!("somebody-else"))],
        Fault::WrongNonce => vec![("nonce", json!("not-the-nonce"))],
        Fault::MissingNonce => vec![("nonce", Value::Null)],
        Fault::OldNonce => vec![("nonce", json!(grant.earlier_nonce.clone().unwrap_or_else(secret::token)))],
        Fault::MissingSub => vec![("sub", Value::Null)],
        Fault::EmptySub => vec![("sub", json!(""))],
        Fault::LongSub => vec![("sub", json!("s".repeat(256)))],
        Fault::NumberSub => vec![("sub", json!(25_085_999_001_i64))],
        Fault::ControlSub => vec![("sub", json!(format!("{}\u{0}\n", text("sub"))))],
        Fault::MissingExp => vec![("exp", Value::Null)],
        Fault::StringExp => vec![("exp", json!(expiry.to_string()))],
        Fault::FloatExp => vec![("exp", json!(1e300))],
        Fault::NegativeExp => vec![("exp", json!(-1))],
        Fault::Expired => vec![("exp", json!(now - 3600)), ("iat", json!(now - 3900))],
        Fault::MissingIat => vec![("iat", Value::Null)],
        Fault::StringIat => vec![("iat", json!(now.to_string()))],
        Fault::NegativeIat => vec![("iat", json!(-1))],
        Fault::IssuedInFuture => vec![("iat", json!(now + 600))],
        Fault::IssuedLongAgo => vec![("iat", json!(now - DAY))],
        Fault::NotYetValid => vec![("nbf", json!(now + 3600))],
        Fault::StringNbf => vec![("nbf", json!(now.to_string()))],
        Fault::WrongAtHash => vec![("at_hash", json!(half_hash("another token")))],
        Fault::HugeIdToken => vec![("padding", json!("x".repeat(HUGE)))],
        Fault::StaleAuthTime => vec![("auth_time", json!(now - DAY))],
        Fault::MissingAuthTime => vec![("auth_time", Value::Null)],
        _ => return,
    };
    for (name, value) in changes {
        if value.is_null() {
            claims.remove(*name);
        } else {
            claims.insert((*name).to_owned(), value.clone());
        }
    }
}
