//! The proof by which the exchange platform knows us.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The `Authorization` header: `Basic base64(user:hash)` with the lower-case hexadecimal SHA-256 of
/// `url + user + timestamp + secret`. `timestamp` is the `Timestamp` header, in Unix milliseconds.
pub(super) fn authorization(url: &str, username: &str, timestamp: &str, secret: &str) -> String {
    let digest = [url, username, timestamp, secret].iter().fold(Sha256::new(), |hash, part| hash.chain_update(part));
    let mut hash = String::with_capacity(64);
    for byte in digest.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    format!("Basic {}", STANDARD.encode(format!("{username}:{hash}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_concatenation() {
        // printf 'https://nds.example/dan-cuportal1718409600000s3cret' | sha256sum
        const HASH: &str = "eeeae2279cfdcdae3e3b2d915d3071b9af2add2bfd66d4b03448779f12755588";
        assert_eq!(
            authorization("https://nds.example/dan-cu", "portal", "1718409600000", "s3cret"),
            format!("Basic {}", STANDARD.encode(format!("portal:{HASH}")))
        );
    }
}
