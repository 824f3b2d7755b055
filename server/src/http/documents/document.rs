//! One kept page: its bytes, plain and compressed, and the headers that go with them.

use super::policy::without_nonce;
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// No public page is near this.
const MAX_PAGE: usize = 1 << 20;

/// Half a second of work at the most, once for each page.
const QUALITY: i32 = 11;

/// A page that is everybody's.
#[derive(Debug)]
pub(super) struct Document {
    plain: Variant,
    brotli: Variant,
    policy: HeaderValue,
}

/// The page in one encoding.
#[derive(Debug)]
struct Variant {
    bytes: Bytes,
    /// A strong validator (RFC 9110, 8.8.1): it names these very bytes.
    tag: HeaderValue,
}

impl Document {
    /// A drawn page as a document.
    ///
    /// # Errors
    /// The page itself where it is not everybody's: another status than 200, or a cookie with it.
    pub async fn of(drawn: Response) -> Result<Self, Response> {
        if drawn.status() != StatusCode::OK || drawn.headers().contains_key(header::SET_COOKIE) {
            return Err(drawn);
        }
        let (parts, body) = drawn.into_parts();
        let Ok(bytes) = to_bytes(body, MAX_PAGE).await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        match Self::from_page(&parts.headers, &bytes) {
            Some(document) => Ok(document),
            None => Err(Response::from_parts(parts, Body::from(bytes))),
        }
    }

    fn from_page(headers: &HeaderMap, bytes: &Bytes) -> Option<Self> {
        let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let (page, policy) = without_nonce(std::str::from_utf8(bytes).ok()?, policy)?;
        let mut compressed = Vec::new();
        let params = BrotliEncoderParams { quality: QUALITY, size_hint: page.len(), ..Default::default() };
        brotli::BrotliCompress(&mut page.as_bytes(), &mut compressed, &params).ok()?;
        Some(Self {
            plain: Variant::of(page.into_bytes())?,
            brotli: Variant::of(compressed)?,
            policy: HeaderValue::from_str(&policy).ok()?,
        })
    }

    /// The answer to a request with these headers: the page, or 304 where the browser has it.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let is_compressed = accepts_brotli(asked);
        let variant = if is_compressed { &self.brotli } else { &self.plain };
        let mut response = if variant.is_known(asked) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            variant.bytes.clone().into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        if is_compressed {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        headers.insert(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        headers.insert(header::ETAG, variant.tag.clone());
        // A cache may keep it, and asks each time whether it is still the page.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
        response
    }
}

impl Variant {
    fn of(bytes: Vec<u8>) -> Option<Self> {
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&bytes)[..16]));
        Some(Self { bytes: bytes.into(), tag: HeaderValue::from_str(&tag).ok()? })
    }

    /// Whether `If-None-Match` names these bytes (RFC 9110, 13.1.2); `W/` makes no difference there.
    fn is_known(&self, asked: &HeaderMap) -> bool {
        let lines = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
        let mut tags = lines.flat_map(|line| line.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
        tags.any(|tag| tag == "*" || tag.as_bytes() == self.tag.as_bytes())
    }
}

/// Whether `Accept-Encoding` takes Brotli (RFC 9110, 12.5.3).
fn accepts_brotli(asked: &HeaderMap) -> bool {
    let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_brotli = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        is_brotli && weight.is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn brotli_is_sent_to_those_that_take_it() {
        for taken in ["br", "gzip, br", "gzip;q=1.0, br;q=0.1", "BR"] {
            assert!(accepts_brotli(&asked(header::ACCEPT_ENCODING, taken)), "{taken}");
        }
        for other in ["gzip", "br;q=0", "br; q=0.0", "brx", "", "br;q=x"] {
            assert!(!accepts_brotli(&asked(header::ACCEPT_ENCODING, other)), "{other}");
        }
    }

    #[test]
    fn a_browser_that_has_the_page_is_told_so() {
        let variant = Variant::of(b"page".to_vec()).unwrap();
        let tag = variant.tag.to_str().unwrap();
        for known in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            assert!(variant.is_known(&asked(header::IF_NONE_MATCH, &known)), "{known}");
        }
        assert!(!variant.is_known(&asked(header::IF_NONE_MATCH, "\"other\"")));
        assert!(!variant.is_known(&HeaderMap::new()));
    }
}
