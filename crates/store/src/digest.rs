//! What stands in the database for a secret that only a browser holds.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// SHA-256 in URL-safe base64. Enough for cookie values and `state`: they are 256 random bits, so there is nothing to guess
/// and no need of a key or of stretching.
pub(crate) fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}
