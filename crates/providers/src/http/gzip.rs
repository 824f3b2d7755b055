//! Bodies that a server compresses although the request does not offer it.

use super::EgressError;
use flate2::read::MultiGzDecoder;
use http::{HeaderMap, header::CONTENT_ENCODING};
use std::io::Read;

/// The body as the peer meant it, of at most `most` bytes.
///
/// # Errors
/// [`EgressError::Encoding`] for another coding or broken data, [`EgressError::TooLarge`] for a body that unpacks to more.
pub(super) fn unpacked(body: Vec<u8>, headers: &HeaderMap, most: usize) -> Result<Vec<u8>, EgressError> {
    let coding =
        headers.get(CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("unknown").trim().to_ascii_lowercase());
    match coding.as_deref() {
        None | Some("" | "identity") => return Ok(body),
        Some("gzip" | "x-gzip") => {}
        Some(_) => return Err(EgressError::Encoding),
    }
    let mut unpacked = Vec::new();
    // One byte more shows that there is more.
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(body.as_slice()).take(bound).read_to_end(&mut unpacked).map_err(|_| EgressError::Encoding)?;
    if unpacked.len() > most { Err(EgressError::TooLarge) } else { Ok(unpacked) }
}
