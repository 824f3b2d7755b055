//! Signed notes (C2SP signed-note) whose text is a checkpoint (C2SP tlog-checkpoint): origin, number of events, hash of the last one.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::{
    digest::{SHA256, digest},
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use secrecy::{ExposeSecret, SecretString};

/// The algorithm's byte in a key's hash (signed-note, "Signature types").
const ED25519_TYPE: u8 = 1;

/// How much of the record there was, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// So many events.
    pub events: u64,
    /// The hash of the last one, 32 bytes.
    pub head: Vec<u8>,
}

/// A key that signs and verifies notes of one origin.
#[derive(Debug)]
pub struct NoteKey {
    origin: String,
    pair: Ed25519KeyPair,
    hash: [u8; 4],
}

impl NoteKey {
    /// Of `id:base64 of 32 bytes`, the Ed25519 seed.
    ///
    /// # Errors
    /// What is wrong with it, without a byte of it.
    pub fn parse(origin: &str, text: &SecretString) -> Result<Self, &'static str> {
        const PROBLEM: &str = "must be id:base64 of 32 bytes";
        let (id, seed) = text.expose_secret().split_once(':').ok_or(PROBLEM)?;
        let seed = STANDARD.decode(seed).map_err(|_| PROBLEM)?;
        if id.is_empty() {
            return Err(PROBLEM);
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| PROBLEM)?;
        let named = [origin.as_bytes(), &[b'\n', ED25519_TYPE], pair.public_key().as_ref()].concat();
        let mut hash = [0; 4];
        hash.copy_from_slice(&digest(&SHA256, &named).as_ref()[..4]);
        Ok(Self { origin: origin.to_owned(), pair, hash })
    }

    /// The whole note, with a line break at its end.
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        let Checkpoint { events, head } = checkpoint;
        let text = format!("{}\n{events}\n{}\n", self.origin, STANDARD.encode(head));
        let signature = [self.hash.as_slice(), self.pair.sign(text.as_bytes()).as_ref()].concat();
        format!("{text}\n— {} {}\n", self.origin, STANDARD.encode(signature))
    }

    /// The checkpoint of a note that this key has signed; signatures of other keys beside it are passed over.
    pub fn open(&self, note: &str) -> Option<Checkpoint> {
        let (body, signatures) = note.split_once("\n\n")?;
        let text = format!("{body}\n");
        let prefix = format!("— {} ", self.origin);
        let is_ours = |line: &str| {
            let signature = line.strip_prefix(&prefix).and_then(|signature| STANDARD.decode(signature).ok());
            let Some((hash, signature)) = signature.as_ref().and_then(|signature| signature.split_at_checked(4)) else {
                return false;
            };
            let key = UnparsedPublicKey::new(&ED25519, self.pair.public_key().as_ref());
            hash == self.hash && key.verify(text.as_bytes(), signature).is_ok()
        };
        if !signatures.lines().any(is_ours) {
            return None;
        }
        let mut lines = body.lines();
        (lines.next()? == self.origin).then_some(())?;
        Some(Checkpoint { events: lines.next()?.parse().ok()?, head: STANDARD.decode(lines.next()?).ok()? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn key(seed: u8) -> NoteKey {
        let text = format!("a1:{}", STANDARD.encode([seed; 32]));
        NoteKey::parse("phutho.example/audit", &SecretString::from(text)).unwrap()
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint { events: 20_852_163, head: vec![7; 32] }
    }

    #[test]
    fn y05_a_note_is_opened_by_the_key_that_signed_it_and_no_other() {
        let note = key(1).sign(&checkpoint());
        let lines: Vec<_> = note.split('\n').collect();
        assert_eq!(&lines[..2], ["phutho.example/audit", "20852163"]);
        assert_eq!((lines[3], lines.len()), ("", 6), "{note}");
        assert!(lines[4].starts_with("— phutho.example/audit "), "{note}");
        assert_eq!(key(1).open(&note), Some(checkpoint()));
        assert_eq!(key(2).open(&note), None);
    }

    #[test]
    fn y05_a_note_is_not_opened_after_any_change() {
        let note = key(1).sign(&checkpoint());
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            // The line break behind the signature is no part of it.
            assert!(key(1).open(&changed).is_none() || at == note.len() - 1, "{at}");
        }
        assert_eq!(key(1).open(""), None);
    }

    #[test]
    fn y05_a_cosigned_note_is_opened_as_well() {
        let note = format!("{}— witness.example AAAA\n", key(1).sign(&checkpoint()));
        assert_eq!(key(1).open(&note), Some(checkpoint()));
    }

    #[test]
    fn a_key_that_is_none_is_refused_without_a_byte_of_it() {
        for text in ["", "a1", "a1:", "a1:AAAA", ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
            let problem = NoteKey::parse("x", &SecretString::from(text.to_owned())).unwrap_err();
            assert_eq!(problem, "must be id:base64 of 32 bytes", "{text}");
        }
    }
}
