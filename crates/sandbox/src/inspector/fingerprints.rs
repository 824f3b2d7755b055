//! Telling values apart without keeping them.

use sha2::{Digest, Sha256};
use std::fmt;

/// The keyed hash of a value. The value cannot be found from it, and other processes have other hashes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Print([u8; 32]);

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Print")
    }
}

/// Makes fingerprints with a key of this process: short values cannot be found by trying.
pub(super) struct Fingerprints([u8; 32]);

impl Default for Fingerprints {
    fn default() -> Self {
        Self(rand::random())
    }
}

impl Fingerprints {
    pub fn of(&self, value: &str) -> Print {
        Print(Sha256::new().chain_update(self.0).chain_update(value).finalize().into())
    }
}

/// The most bits of chance that a text can hold, by its length and its alphabet; none where it only repeats itself.
/// Whether it really came from chance cannot be seen from outside.
pub(super) fn most_bits(text: &str) -> u32 {
    let mut distinct: Vec<char> = text.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    // Of 20 random digits or letters fewer than six different ones is rarer than one in a thousand million.
    if distinct.len() < 6 {
        return 0;
    }
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_hex = letters.iter().all(|c| c.is_ascii_digit() || ('a'..='f').contains(c))
        || letters.iter().all(|c| c.is_ascii_digit() || ('A'..='F').contains(c));
    if letters.iter().all(char::is_ascii_digit) {
        // log2(10) = 3.32
        (letters.len() * 332 / 100) as u32
    } else if is_hex {
        (letters.len() * 4) as u32
    } else {
        (text.chars().count() * 6) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_by_length_and_alphabet() {
        for (text, enough) in [
            ("0123456789abcdef0123456789abcdef", true),
            ("0123456789abcdef0123456789abcde", false),
            ("7d793037-a076-4a2d-9c1f-0b1e6f0c3a55", true),
            ("Zk3-xQ9_aB7cD1eF5gH2iJ", true),
            ("Zk3-xQ9_aB7cD1eF5gH2i", false),
            ("123456789012345678901234567890123456789", true),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
            ("the-state", false),
        ] {
            assert_eq!(most_bits(text) >= 128, enough, "{text}");
        }
    }

    #[test]
    fn another_process_has_other_fingerprints() {
        let (one, other) = (Fingerprints::default(), Fingerprints::default());
        assert_eq!(one.of("x"), one.of("x"));
        assert_ne!(one.of("x"), one.of("y"));
        assert_ne!(one.of("x"), other.of("x"));
    }
}
