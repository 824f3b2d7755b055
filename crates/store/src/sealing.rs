//! Personal values at rest: AES-256-GCM, as the text `v1:key_id:nonce:ciphertext` (URL-safe base64).
//!
//! The associated data `table|column|row id` ties a value to its place: moved to another row or column it cannot be opened.

use crate::{
    failure::Failure,
    keys::{Key, Keys},
};
use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{TryRngCore, rngs::OsRng};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

const VERSION: &str = "v1";
const NONCE_BYTES: usize = 12;

/// Where a sealed value lives.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) row: &'a str,
}

impl Place<'_> {
    fn associated_data(&self) -> String {
        format!("{}|{}|{}", self.table, self.column, self.row)
    }
}

impl Keys {
    pub(crate) fn seal(&self, place: Place<'_>, value: &str) -> Result<String, Failure> {
        let key = &self.encryption.newest;
        // From the operating system and not from the flows' port: a repeated nonce would break the key, so no test chooses it.
        // 96 random bits stay below a risk of 2^-32 for 2^32 values under one key (NIST SP 800-38D, 8.3).
        let mut nonce = [0; NONCE_BYTES];
        OsRng.try_fill_bytes(&mut nonce).map_err(|_| Failure::Sealing)?;
        let place = place.associated_data();
        let payload = Payload { msg: value.as_bytes(), aad: place.as_bytes() };
        let sealed = cipher(key).encrypt(&Nonce::from(nonce), payload).map_err(|_| Failure::Sealing)?;
        Ok(format!("{VERSION}:{}:{}:{}", key.id, URL_SAFE_NO_PAD.encode(nonce), URL_SAFE_NO_PAD.encode(sealed)))
    }

    pub(crate) fn open(&self, place: Place<'_>, text: &str) -> Result<Zeroizing<String>, Failure> {
        self.try_open(place, text).ok_or(Failure::Unreadable(place.table))
    }

    /// Any value, as JSON.
    pub(crate) fn seal_value<T: Serialize>(&self, place: Place<'_>, value: &T) -> Result<String, Failure> {
        let json = Zeroizing::new(serde_json::to_string(value).map_err(|_| Failure::Sealing)?);
        self.seal(place, &json)
    }

    pub(crate) fn open_value<T: DeserializeOwned>(&self, place: Place<'_>, text: &str) -> Result<T, Failure> {
        let json = self.open(place, text)?;
        serde_json::from_str(&json).map_err(|_| Failure::Unreadable(place.table))
    }

    fn try_open(&self, place: Place<'_>, text: &str) -> Option<Zeroizing<String>> {
        let mut parts = text.split(':');
        let (version, id, nonce, sealed) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if version != VERSION || parts.next().is_some() {
            return None;
        }
        let key = self.encryption.all().find(|key| key.id == id)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(URL_SAFE_NO_PAD.decode(nonce).ok()?).ok()?;
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let place = place.associated_data();
        let payload = Payload { msg: &sealed, aad: place.as_bytes() };
        let opened = cipher(key).decrypt(&Nonce::from(nonce), payload).ok()?;
        String::from_utf8(opened).ok().map(Zeroizing::new)
    }
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;
    use crate::generate_key;

    const HERE: Place<'static> = Place { table: "person", column: "full_name", row: "1" };

    fn key(id: &str) -> String {
        generate_key(id, &mut rand::rng())
    }

    #[test]
    fn a_sealed_value_opens_in_its_own_place_only() {
        let keys = Keys::parse(&[key("k1")], &[key("i1")]).unwrap();
        let sealed = keys.seal(HERE, "Nguyễn Văn An").unwrap();
        assert_eq!(*keys.open(HERE, &sealed).unwrap(), "Nguyễn Văn An");
        for elsewhere in
            [Place { row: "2", ..HERE }, Place { column: "address", ..HERE }, Place { table: "draft", ..HERE }]
        {
            assert!(keys.open(elsewhere, &sealed).is_err());
        }
    }

    #[test]
    fn the_same_value_never_looks_the_same() {
        let keys = Keys::parse(&[key("k1")], &[key("i1")]).unwrap();
        assert_ne!(keys.seal(HERE, "a").unwrap(), keys.seal(HERE, "a").unwrap());
    }

    #[test]
    fn any_change_of_the_text_makes_it_unreadable() {
        let keys = Keys::parse(&[key("k1")], &[key("i1")]).unwrap();
        let sealed = keys.seal(HERE, "025085999001").unwrap();
        for at in 0..sealed.len() - 1 {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            assert!(keys.open(HERE, &String::from_utf8(bytes).unwrap()).is_err(), "position {at}");
        }
    }

    #[test]
    fn an_old_key_still_opens_and_a_removed_one_does_not() {
        let (old, new, index) = (key("k1"), key("k2"), key("i1"));
        let before = Keys::parse(std::slice::from_ref(&old), std::slice::from_ref(&index)).unwrap();
        let sealed = before.seal(HERE, "a").unwrap();
        let during = Keys::parse(&[new.clone(), old], std::slice::from_ref(&index)).unwrap();
        assert_eq!(*during.open(HERE, &sealed).unwrap(), "a");
        assert!(during.seal(HERE, "a").unwrap().starts_with("v1:k2:"));
        let after = Keys::parse(&[new], &[index]).unwrap();
        assert!(after.open(HERE, &sealed).is_err());
    }
}
