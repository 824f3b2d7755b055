//! A client assertion, signed by the client's key: `private_key_jwt` (RFC 7523, section 3).

use crate::{inspector::check::Check, provider::Provider, tools::jws};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::VerifyingKey;
use serde_json::Value;

pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What two clocks may differ by, in seconds.
const SKEW: i64 = 60;
/// The longest life of an assertion, in seconds: it is made for one call, and a longer one is worth stealing.
const LONGEST: i64 = 300;

/// Checks an assertion. Behind a bad signature nothing else is checked.
pub(super) fn judge(provider: &Provider, client: &str, key: VerifyingKey, assertion: &str) -> Vec<(Check, bool)> {
    let claims = has_right_header(assertion).then(|| jws::verified_claims(assertion, [key])).flatten();
    let Some(claims) = claims else { return vec![(Check::AssertionSignature, false)] };
    let says = |name: &str| claims[name].as_str() == Some(client);
    let now = provider.token_time();
    let ends = claims["exp"].as_i64();
    let lives = ends.is_some_and(|ends| ends > now - SKEW && ends <= now + LONGEST + SKEW);
    let begun = claims.get("iat").is_none_or(|iat| iat.as_i64().is_some_and(|iat| iat <= now + SKEW));
    let mut verdicts = vec![
        (Check::AssertionSignature, true),
        (Check::AssertionSubject, says("iss") && says("sub")),
        // To the letter and alone: another provider must not be able to use it here, nor this one there.
        (Check::AssertionAudience, claims["aud"].as_str() == Some(&provider.issuer())),
        (Check::AssertionLifetime, lives && begun),
    ];
    let is_fresh = match claims["jti"].as_str().filter(|id| !id.is_empty()) {
        Some(id) => {
            let until = provider.now_ms() + (LONGEST + 2 * SKEW) * 1000;
            let seen = provider.state().assertions.get(id, provider.now_ms()).is_some();
            provider.state().assertions.insert(id.to_owned(), (), until, provider.now_ms());
            !seen
        }
        None => false,
    };
    verdicts.push((Check::AssertionRepeated, is_fresh));
    verdicts
}

/// The client that the unverified assertion names.
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
