//! The page a person wanted ("màn hình nghiệp vụ cần thực hiện") when a sign-in or a CCCD check came first.

use serde::{Deserialize, Serialize};

/// A path with its query on this origin, and nothing else: safe in a `Location` header and in a link.
///
/// Everything a browser could read as another origin, a scheme, a header break or a path trick becomes the home page
/// . The value is kept byte for byte otherwise; only spaces and letters beyond ASCII are
/// percent-encoded, as a browser would.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WantedPath(String);

impl WantedPath {
    /// Longest kept value, in bytes.
    pub const MAX_LEN: usize = 2048;

    /// The home page, `/`.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// The given path where it is safe, the home page where it is not.
    pub fn parse_or_home(input: &str) -> Self {
        if input.len() > Self::MAX_LEN {
            return Self::home();
        }
        let written = percent_encode_where(input, |byte| !byte.is_ascii() || byte == b' ');
        if is_safe(&written) { Self(written) } else { Self::home() }
    }

    /// The path with its query, ASCII without spaces or control characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing in particular was wanted.
    pub fn is_home(&self) -> bool {
        self.0 == "/"
    }

    /// The path without query and fragment.
    pub fn path(&self) -> &str {
        path_of(&self.0)
    }

    /// The page that its own `tiep` names: a screen on the way carries the page behind it.
    pub fn next(&self) -> Option<Self> {
        let query = self.0.split('#').next()?.split_once('?')?.1;
        let tiep = query.split('&').find_map(|pair| pair.strip_prefix("tiep="))?;
        percent_decode(tiep).map(|tiep| Self::parse_or_home(&tiep))
    }

    /// For use as the value of a query parameter: everything but unreserved characters percent-encoded.
    pub fn encoded(&self) -> String {
        percent_encode(&self.0)
    }
}

fn is_safe(value: &str) -> bool {
    let path = path_of(value);
    value.len() <= WantedPath::MAX_LEN
        && path.starts_with('/')
        && value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && percent_decode(value).is_some_and(|text| !text.contains(char::is_control))
        && !path.contains("//")
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
        && !has_hidden_syntax(path)
}

fn path_of(value: &str) -> &str {
    value.split(['?', '#']).next().unwrap_or_default()
}

/// Encoded slashes, backslashes, dots and percent signs have no honest use in our paths, and parsers disagree about them.
fn has_hidden_syntax(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    ["%2f", "%5c", "%2e", "%25"].iter().any(|escape| path.contains(escape))
}

/// `None` where an escape is broken or the bytes are not UTF-8: server and browser would decode such a value differently.
fn percent_decode(value: &str) -> Option<String> {
    let mut bytes = value.bytes();
    let mut decoded = Vec::with_capacity(value.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex_value(bytes.next()?)? << 4 | hex_value(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// RFC 3986 percent-encoding of everything but unreserved characters.
pub fn percent_encode(input: &str) -> String {
    percent_encode_where(input, |byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

fn percent_encode_where(input: &str, escapes: impl Fn(u8) -> bool) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(input.len() + 16);
    for byte in input.bytes() {
        if escapes(byte) {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        } else {
            out.push(char::from(byte));
        }
    }
    out
}

impl Default for WantedPath {
    fn default() -> Self {
        Self::home()
    }
}

impl<'de> Deserialize<'de> for WantedPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse_or_home(&String::deserialize(deserializer)?))
    }
}
