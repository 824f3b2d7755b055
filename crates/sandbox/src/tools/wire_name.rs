//! The names that enums have in the control calls and in the verdict.

use serde::Serialize;

/// The name that a value without fields has in JSON, so that it is written down once: in the enum's serde attributes.
pub(crate) fn wire_name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
