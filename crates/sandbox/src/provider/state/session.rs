//! A provider's own session with a browser.

use crate::people::person::Person;

/// One session, kept under the value of its cookie.
#[derive(Clone, Debug)]
pub(crate) struct ProviderSession {
    pub person: &'static Person,
    /// When the person signed in, in Unix seconds.
    pub auth_time: i64,
    /// The session's public name in tokens. It reveals nothing about the cookie.
    pub sid: String,
}
