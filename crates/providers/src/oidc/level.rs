//! The level of assurance (mức độ) that claims state.

use serde_json::{Map, Value};

/// The level (mức độ) 1 to 4 that the first present claim states; 0 where none does, or where it states something else.
///
/// Seen are `2`, `"2"`, `LoA2`, `IAL2` and URIs that end in such a word. A claim with several values counts as the lowest.
pub(crate) fn level(claims: &Map<String, Value>, names: &[String]) -> u8 {
    names.iter().find_map(|name| claims.get(name)).map_or(0, stated)
}

fn stated(value: &Value) -> u8 {
    match value {
        Value::String(word) => last_digit(word.trim()),
        Value::Number(number) => {
            number.as_u64().and_then(|number| u8::try_from(number).ok()).filter(|n| *n <= 4).unwrap_or(0)
        }
        Value::Array(several) => several.iter().map(stated).min().unwrap_or(0),
        _ => 0,
    }
}

fn last_digit(word: &str) -> u8 {
    let mut from_the_end = word.bytes().rev();
    match (from_the_end.next(), from_the_end.next()) {
        // `LoA12` is no level 2.
        (_, Some(b'0'..=b'9')) => 0,
        (Some(digit @ b'1'..=b'4'), _) => digit - b'0',
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_level_is_the_last_digit_and_everything_unknown_is_none() {
        for (value, expected) in [
            (json!("LoA2"), 2),
            (json!("2"), 2),
            (json!(2), 2),
            (json!("urn:vn:loa2"), 2),
            (json!("IAL1"), 1),
            (json!(["LoA2", "LoA1"]), 1),
            (json!([]), 0),
            (json!("LoA12"), 0),
            (json!("LoA9"), 0),
            (json!("0"), 0),
            (json!(20), 0),
            (json!("high"), 0),
            (json!(""), 0),
            (json!(null), 0),
            (json!(true), 0),
        ] {
            assert_eq!(stated(&value), expected, "{value}");
        }
    }

    #[test]
    fn the_first_claim_that_is_there_decides_even_when_it_says_less() {
        let names = ["loAs".to_owned(), "acr".to_owned()];
        let level = |claims: Value| level(claims.as_object().unwrap_or(&Map::new()), &names);
        assert_eq!(level(json!({ "acr": "LoA2" })), 2);
        assert_eq!(level(json!({ "loAs": "LoA1", "acr": "LoA2" })), 1);
        assert_eq!(level(json!({ "loAs": "?", "acr": "LoA2" })), 0);
        assert_eq!(level(json!({})), 0);
    }
}
