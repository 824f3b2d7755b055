//! An e-mail address.

use crate::tidy::tidied;
use thiserror::Error;

/// An address to which a message can be tried. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// Longest address, in bytes (RFC 5321, 4.5.3.1.3).
    pub const MAX_LEN: usize = 254;

    /// Something, one `@`, a host with a dot: more would refuse addresses that work. Invisible characters are dropped, full width is
    /// mapped, and `mailto:` is taken off.
    ///
    /// # Errors
    /// [`NotAnEmail`].
    pub fn parse(input: &str) -> Result<Self, NotAnEmail> {
        let text = tidied(input);
        let text = text.trim();
        let scheme = text.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
        let address = scheme.map_or(text, |scheme| text[scheme.len()..].split('?').next().unwrap_or_default());
        let is_hidden = |c: char| c.is_whitespace() || c.is_control() || c == '\u{202e}';
        let is_host = |host: &str| {
            let has_dot = host.split_once('.').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
            has_dot && !host.contains('@') && !host.ends_with('.')
        };
        let is_address = address.len() <= Self::MAX_LEN
            && !address.contains(is_hidden)
            && address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
        if is_address { Ok(Self(address.to_owned())) } else { Err(NotAnEmail) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email")
    }
}
