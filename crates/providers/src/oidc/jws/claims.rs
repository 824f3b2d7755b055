//! Rules about claims that all tokens of a provider share.

use super::refusal::Refusal;
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

/// A token with an older `iat` belongs to another sign-in or was kept by somebody. It also bounds how long the id of a used logout
/// token has to be remembered.
const MAX_AGE: Duration = Duration::minutes(10);

/// 1 to 255 visible ASCII characters, as a provider names a person (Core 1.0, section 2), a session or a token.
pub(in crate::oidc) fn is_visible(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Issued by this issuer, for this client and no other.
pub(in crate::oidc) fn verify_addressee(
    claims: &Map<String, Value>,
    issuer: &str,
    client_id: &str,
) -> Result<(), Refusal> {
    if text(claims, "iss") != Some(issuer) {
        return Err(Refusal::Rule("iss"));
    }
    let is_for_us_alone = match claims.get("aud") {
        Some(Value::String(only)) => only == client_id,
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(|each| each.as_str() == Some(client_id)),
        _ => false,
    };
    if is_for_us_alone { Ok(()) } else { Err(Refusal::Rule("aud")) }
}

/// Neither expired nor too old nor of the future, give or take the difference of the clocks. Returns the time from which on the token
/// is refused by its age alone.
pub(in crate::oidc) fn verify_times(
    claims: &Map<String, Value>,
    skew: Duration,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Refusal> {
    let expires = instant(claims, "exp")?.ok_or(Refusal::Rule("exp"))? + skew;
    let issued = instant(claims, "iat")?.ok_or(Refusal::Rule("iat"))?;
    let too_old = issued + MAX_AGE + skew;
    if now >= expires {
        return Err(Refusal::OtherTime("exp"));
    }
    if issued > now + skew || now >= too_old {
        return Err(Refusal::OtherTime("iat"));
    }
    verify_not_before(claims, skew, now)?;
    Ok(expires.min(too_old))
}

/// The times of an answer that need not have any, where it has them.
pub(in crate::oidc) fn verify_stated_times(
    claims: &Map<String, Value>,
    skew: Duration,
    now: OffsetDateTime,
) -> Result<(), Refusal> {
    if instant(claims, "exp")?.is_some_and(|expires| now >= expires + skew) {
        return Err(Refusal::OtherTime("exp"));
    }
    if instant(claims, "iat")?.is_some_and(|issued| issued > now + skew) {
        return Err(Refusal::OtherTime("iat"));
    }
    verify_not_before(claims, skew, now)
}

fn verify_not_before(claims: &Map<String, Value>, skew: Duration, now: OffsetDateTime) -> Result<(), Refusal> {
    match instant(claims, "nbf")? {
        Some(not_before) if not_before > now + skew => Err(Refusal::OtherTime("nbf")),
        _ => Ok(()),
    }
}

/// A NumericDate of this century or so, with or without a fraction of a second (RFC 7519, section 2). Strings, negative numbers and
/// 1e300 are no times.
pub(in crate::oidc) fn instant(
    claims: &Map<String, Value>,
    name: &'static str,
) -> Result<Option<OffsetDateTime>, Refusal> {
    const YEAR_2200: f64 = 7_258_118_400.0;
    let Some(value) = claims.get(name) else { return Ok(None) };
    let seconds = value.as_f64().filter(|seconds| (0.0..YEAR_2200).contains(seconds)).ok_or(Refusal::Rule(name))?;
    Ok(Some(OffsetDateTime::UNIX_EPOCH + Duration::seconds_f64(seconds)))
}

/// A claim that is a text.
pub(in crate::oidc) fn text<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}
