//! Which lists of keys are accepted, and what is never shown of them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]
use super::*;

fn key(id: &str) -> String {
    generate_key(id, &mut rand::rng())
}

#[test]
fn generated_keys_are_read_back() {
    let keys = Keys::parse(&[key("k2"), key("k1")], &[key("i1")]).unwrap();
    assert_eq!(format!("{keys:?}"), r#"Keys { encryption: ["k2", "k1"], index: ["i1"] }"#);
}

#[test]
fn what_is_wrong_is_named_without_the_key() {
    let good = key("k1");
    let secret = good.split_once(':').unwrap().1.to_owned();
    let wrong = |entries: &[&str]| {
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        let error = Keys::parse(&entries, &[key("i1")]).unwrap_err();
        assert!(!error.to_string().contains(&secret[..8]));
        error
    };
    let list = "encryption_keys";
    assert_eq!(wrong(&[]), KeyError::Empty { list });
    assert_eq!(wrong(&[&secret]), KeyError::Format { list, position: 1 });
    assert_eq!(wrong(&[&good, "k2:§§§"]), KeyError::Format { list, position: 2 });
    assert_eq!(wrong(&[&good, "k 2:AAAA"]), KeyError::Id { list, position: 2 });
    assert_eq!(wrong(&[&good, "k2:AAAA"]), KeyError::Length { list, position: 2 });
    assert_eq!(wrong(&[&good, &good]), KeyError::Repeated { list, position: 2 });
}

#[test]
fn one_key_does_not_serve_two_purposes() {
    let same = key("k1");
    let error = Keys::parse(std::slice::from_ref(&same), std::slice::from_ref(&same)).unwrap_err();
    assert_eq!(error, KeyError::Repeated { list: "index_keys", position: 1 });
}
