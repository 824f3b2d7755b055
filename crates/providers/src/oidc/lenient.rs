//! Optional members of a JSON document as providers write them: an empty text, null and an empty list mean that the member is absent,
//! and some write `"true"` for `true`.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;
use url::Url;

/// An address.
///
/// # Errors
/// A text that is no address, or another type: an endpoint that is there has to be right.
pub(super) fn url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    if text.trim().is_empty() {
        return Ok(None);
    }
    Url::parse(text.trim()).map(Some).map_err(|_| D::Error::custom("not an address"))
}

/// A flag; absent is false.
///
/// # Errors
/// Any other text or type: a flag that cannot be read must not be taken for false.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(false),
        Value::Bool(flag) => Ok(flag),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "" | "false" => Ok(false),
            "true" => Ok(true),
            _ => Err(D::Error::custom("not a flag")),
        },
        _ => Err(D::Error::custom("not a flag")),
    }
}

/// A list of names; a single text is a list of one.
///
/// # Errors
/// Another type.
pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let name = |value: Value| match value {
        Value::String(name) => Ok(name),
        _ => Err(D::Error::custom("not a name")),
    };
    let names = match Value::deserialize(deserializer)? {
        Value::Null => Vec::new(),
        Value::Array(names) => names.into_iter().map(name).collect::<Result<_, _>>()?,
        one => vec![name(one)?],
    };
    let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
    Ok((!names.is_empty()).then_some(names))
}
