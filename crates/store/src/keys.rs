//! The keys of personal data. They come from the configuration, never from the database.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use rand::CryptoRng;
use std::fmt;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

const KEY_BYTES: usize = 32;

/// Two lists: keys that encrypt, and keys of the blind index. Of each the first is used for what is written, and all for
/// what is read, and persons' numbers are indexed under all: a new key goes in front, and an old one may go when nothing
/// refers to it any more.
///
/// The memory is wiped on drop, and `Debug` shows ids only.
pub struct Keys {
    pub(crate) encryption: KeyList,
    pub(crate) index: KeyList,
}

/// A configured key that cannot be used, by its list and its place there. The key itself is never shown.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A list without a key.
    #[error("{list} has no key: give at least one, as `id:base64 of 32 bytes`")]
    Empty {
        /// As the configuration calls it.
        list: &'static str,
    },
    /// No colon, or no base64 behind it.
    #[error("key {position} of {list} is not `id:base64 of 32 bytes`")]
    Format {
        /// As the configuration calls it.
        list: &'static str,
        /// Counted from 1.
        position: usize,
    },
    /// What stands before the colon.
    #[error("key {position} of {list} needs an id of 1 to 16 letters, digits, `-` or `_`")]
    Id {
        /// As the configuration calls it.
        list: &'static str,
        /// Counted from 1.
        position: usize,
    },
    /// What stands behind the colon.
    #[error("key {position} of {list} is not 32 bytes long")]
    Length {
        /// As the configuration calls it.
        list: &'static str,
        /// Counted from 1.
        position: usize,
    },
    /// One key for two purposes, or twice for one.
    #[error("key {position} of {list} repeats the id or the bytes of another key")]
    Repeated {
        /// As the configuration calls it.
        list: &'static str,
        /// Counted from 1.
        position: usize,
    },
}

impl KeyError {
    /// The list that holds the key, as the configuration calls it.
    pub const fn list(&self) -> &'static str {
        match self {
            Self::Empty { list }
            | Self::Format { list, .. }
            | Self::Id { list, .. }
            | Self::Length { list, .. }
            | Self::Repeated { list, .. } => list,
        }
    }
}

impl Keys {
    /// From the configuration's `encryption_keys` and `index_keys`.
    ///
    /// # Errors
    /// The first key that cannot be used.
    pub fn parse(encryption_keys: &[String], index_keys: &[String]) -> Result<Self, KeyError> {
        let encryption = parse_list("encryption_keys", encryption_keys, None)?;
        let index = parse_list("index_keys", index_keys, Some(&encryption))?;
        Ok(Self { encryption, index })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = |keys: &KeyList| keys.all().map(|key| key.id.clone()).collect::<Vec<_>>();
        f.debug_struct("Keys").field("encryption", &ids(&self.encryption)).field("index", &ids(&self.index)).finish()
    }
}

/// A fresh key in the configuration's form, `id:base64 of 32 bytes`.
pub fn generate_key(id: &str, random: &mut impl CryptoRng) -> String {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    random.fill_bytes(bytes.as_mut());
    format!("{id}:{}", STANDARD.encode(bytes.as_ref()))
}

/// One key at least.
pub(crate) struct KeyList {
    pub(crate) newest: Key,
    older: Vec<Key>,
}

impl KeyList {
    pub(crate) fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

pub(crate) struct Key {
    pub(crate) id: String,
    bytes: Zeroizing<[u8; KEY_BYTES]>,
}

impl Key {
    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.bytes
    }
}

/// One purpose, one key: bytes that are in `others` already are refused like those repeated in the list.
fn parse_list(list: &'static str, entries: &[String], others: Option<&KeyList>) -> Result<KeyList, KeyError> {
    let mut keys: Vec<Key> = Vec::with_capacity(entries.len());
    for (entry, position) in entries.iter().zip(1..) {
        let (id, encoded) = entry.trim().split_once(':').ok_or(KeyError::Format { list, position })?;
        if !is_id(id) {
            return Err(KeyError::Id { list, position });
        }
        let mut decoded = decode(encoded).ok_or(KeyError::Format { list, position })?;
        let bytes = <[u8; KEY_BYTES]>::try_from(decoded.as_slice()).map(Zeroizing::new);
        decoded.zeroize();
        let bytes = bytes.map_err(|_| KeyError::Length { list, position })?;
        if keys.iter().any(|key| key.id == id)
            || keys.iter().chain(others.into_iter().flat_map(KeyList::all)).any(|key| key.bytes == bytes)
        {
            return Err(KeyError::Repeated { list, position });
        }
        keys.push(Key { id: id.to_owned(), bytes });
    }
    let mut keys = keys.into_iter();
    let newest = keys.next().ok_or(KeyError::Empty { list })?;
    Ok(KeyList { newest, older: keys.collect() })
}

/// Ids stand between colons in the stored text.
fn is_id(id: &str) -> bool {
    (1..=16).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Either alphabet, padded or not: what `openssl rand -base64 32` and its cousins print.
fn decode(encoded: &str) -> Option<Vec<u8>> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [&alphabet::STANDARD, &alphabet::URL_SAFE]
        .into_iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, lenient).decode(encoded).ok())
}

#[cfg(test)]
mod tests;
