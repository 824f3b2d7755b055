//! The values of the page's query, each decoded once.
//!
//! The router's own map decodes twice (`ParamsMap::insert`), and a wanted page with a query of its own is then another page.

use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Url};

/// Follows the address; empty where the query has no such name.
pub fn query_value(name: &'static str) -> Signal<String> {
    let search = use_location().search;
    Signal::derive(move || search.with(|search| value(search, name)))
}

fn value(search: &str, name: &str) -> String {
    let pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter_map(|(key, value)| (key == name).then_some(value));
    Url::unescape(&values.next().unwrap_or_default().replace('+', " "))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::value;

    #[test]
    fn a_value_is_decoded_once() {
        let search =
            "ket-qua=1&tiep=%2Fcan-cuoc%3Ftiep%3D%252Fthu-tuc%253Ftim%253Da%252526b%26ket-qua%3D1&tim=a+b&trong=";
        assert_eq!(value(search, "tiep"), "/can-cuoc?tiep=%2Fthu-tuc%3Ftim%3Da%2526b&ket-qua=1");
        assert_eq!(value(search, "tim"), "a b");
        assert_eq!((value(search, "trong"), value(search, "khong-co")), (String::new(), String::new()));
        assert_eq!(value("tim=100%25", "tim"), "100%");
    }
}
