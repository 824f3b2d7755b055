//! A client's signed statement about itself: `private_key_jwt` (RFC 7523, section 3).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::VerifyingKey;
use serde_json::Value;

use super::At;
use crate::inspector::check::Check;
use crate::jws;

pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What two clocks may differ by, in seconds.
const SKEW: i64 = 60;
/// A statement is made for one call: what lives longer can be stolen, in seconds.
const LONGEST: i64 = 300;

/// Looks at a statement, check by check; what a bad signature covers is not looked at.
pub(super) fn judge(at: &At, client: &str, key: VerifyingKey, assertion: &str) -> Vec<(Check, bool)> {
    let claims = has_right_header(assertion).then(|| jws::verified_claims(assertion, [key])).flatten();
    let Some(claims) = claims else { return vec![(Check::AssertionSignature, false)] };
    let says = |name: &str| claims[name].as_str() == Some(client);
    let now = at.token_time();
    let ends = claims["exp"].as_i64();
    let lives = ends.is_some_and(|ends| ends > now - SKEW && ends <= now + LONGEST + SKEW);
    let begun = claims.get("iat").is_none_or(|iat| iat.as_i64().is_some_and(|iat| iat <= now + SKEW));
    let mut verdicts = vec![
        (Check::AssertionSignature, true),
        (Check::AssertionSubject, says("iss") && says("sub")),
        // To the letter and alone: another provider must not be able to use it here, nor this one there.
        (Check::AssertionAudience, claims["aud"].as_str() == Some(&at.issuer())),
        (Check::AssertionLifetime, lives && begun),
    ];
    let is_fresh = match claims["jti"].as_str().filter(|id| !id.is_empty()) {
        Some(id) => {
            let until = at.now_ms() + (LONGEST + 2 * SKEW) * 1000;
            let seen = at.provider().assertions.get(id, at.now_ms()).is_some();
            at.provider().assertions.insert(id.to_owned(), (), until, at.now_ms());
            !seen
        }
        None => false,
    };
    verdicts.push((Check::AssertionRepeated, is_fresh));
    verdicts
}

/// The client that a statement says it is about; nothing of it is believed yet.
pub(super) fn claimed_client(assertion: &str) -> Option<String> {
    let payload = assertion.split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    claims["sub"].as_str().map(str::to_owned)
}

fn has_right_header(assertion: &str) -> bool {
    let header = assertion.split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let header: Option<Value> = header.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    header.is_some_and(|header| header["alg"] == "ES256")
}
