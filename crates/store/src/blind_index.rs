//! Finding a value without storing it, and knowing a value again that was made here: HMAC-SHA-256 under a key that is not in the
//! database.
//!
//! A citizen's number has few possibilities, so a plain hash could be tried out; without the key this one cannot (P-03).

use crate::keys::{Key, Keys};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac, digest::KeyInit};
use sha2::Sha256;
use zeroize::Zeroize;

/// Where an indexed value is used. Each use has its own hashes, so that one table cannot be joined with another by them.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    PersonNumber,
    DossierNumber,
    AttemptNumber,
    AttemptAddress,
    FormStamp,
    AttemptEntry,
    SearchNumber,
    SearchCode,
}

impl Use {
    const fn label(self) -> &'static str {
        match self {
            Self::PersonNumber => "person.number",
            Self::DossierNumber => "dossier.number",
            Self::AttemptNumber => "match_attempt.number",
            Self::AttemptAddress => "match_attempt.address",
            Self::FormStamp => "form.stamp",
            Self::AttemptEntry => "match_attempt.entry",
            Self::SearchNumber => "search_miss.number",
            Self::SearchCode => "search_miss.code",
        }
    }
}

impl Keys {
    /// The value's index under the newest key, `key_id:hash`: what is written.
    pub(crate) fn index_of(&self, used_as: Use, value: &str) -> String {
        index(&self.index.newest, used_as, value)
    }

    /// Its indexes under all keys: what is looked for.
    pub(crate) fn indexes_of(&self, used_as: Use, value: &str) -> Vec<String> {
        self.index.all().map(|key| index(key, used_as, value)).collect()
    }

    /// Whether this is the value's index under one of the keys, compared in constant time.
    pub(crate) fn is_index_of(&self, used_as: Use, value: &str, index: &str) -> bool {
        let Some((id, hash)) = index.split_once(':') else { return false };
        let Ok(hash) = URL_SAFE_NO_PAD.decode(hash) else { return false };
        let made_with = self.index.all().find(|key| key.id == id);
        made_with.is_some_and(|key| mac(key, used_as, value).verify_slice(&hash).is_ok())
    }
}

fn index(key: &Key, used_as: Use, value: &str) -> String {
    format!("{}:{}", key.id, URL_SAFE_NO_PAD.encode(mac(key, used_as, value).finalize().into_bytes()))
}

fn mac(key: &Key, used_as: Use, value: &str) -> Hmac<Sha256> {
    // A key shorter than the hash's block is filled up with zeros (RFC 2104, section 2).
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    block[..key.bytes().len()].copy_from_slice(key.bytes());
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block);
    block.zeroize();
    mac.update(used_as.label().as_bytes());
    mac.update(b"|");
    mac.update(value.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;
    use crate::generate_key;

    #[test]
    fn a_value_is_found_under_every_key_and_written_under_the_first() {
        let key = |id: &str| generate_key(id, &mut rand::rng());
        let (old, new, seal) = (key("i1"), key("i2"), key("k1"));
        let before = Keys::parse(std::slice::from_ref(&seal), std::slice::from_ref(&old)).unwrap();
        let during = Keys::parse(&[seal], &[new, old]).unwrap();
        let written_before = before.index_of(Use::PersonNumber, "025085999001");
        let looked_for = during.indexes_of(Use::PersonNumber, "025085999001");
        assert_eq!(looked_for[0], during.index_of(Use::PersonNumber, "025085999001"));
        assert!(looked_for.contains(&written_before));
        assert!(!during.indexes_of(Use::DossierNumber, "025085999001").contains(&written_before));
        assert!(!during.indexes_of(Use::PersonNumber, "025085999002").contains(&written_before));
    }
}
