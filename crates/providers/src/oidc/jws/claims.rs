use super::refusal::Refusal;
use serde_json::{Map, Value};
use time::OffsetDateTime;

/// 1 to 255 visible ASCII characters, as a provider names a person (Core 1.0, section 2), a session or a token.
pub(in crate::oidc) fn is_visible(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

pub(in crate::oidc) fn is_for_us_alone(audience: Option<&Value>, client_id: &str) -> bool {
    match audience {
        Some(Value::String(only)) => only == client_id,
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(|each| each.as_str() == Some(client_id)),
        _ => false,
    }
}

/// A NumericDate that is an integer of this century or so: strings, fractions, null and 1e300 are no times.
pub(in crate::oidc) fn instant(
    claims: &Map<String, Value>,
    name: &'static str,
) -> Result<Option<OffsetDateTime>, Refusal> {
    const YEAR_2200: i64 = 7_258_118_400;
    let Some(value) = claims.get(name) else { return Ok(None) };
    let seconds = value.as_i64().filter(|seconds| (0..YEAR_2200).contains(seconds)).ok_or(Refusal(name))?;
    OffsetDateTime::from_unix_timestamp(seconds).map(Some).map_err(|_| Refusal(name))
}

pub(in crate::oidc) fn text<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}
