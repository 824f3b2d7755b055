//! The provider's own sessions: a person who has just signed in is not asked again until they sign out.

use super::{Provider, state::session::ProviderSession};
use crate::{people::person::Person, tools::secret};
use axum::http::{HeaderMap, HeaderValue, header};

/// How long a session lasts.
const LIFETIME_SECONDS: i64 = 15 * 60;

impl Provider {
    fn cookie_name(&self) -> String {
        format!("sandbox_{}", self.id.segment())
    }

    fn cookie(&self, value: &str, max_age: i64) -> Option<HeaderValue> {
        let secure = if self.sandbox.state.config.public_url.starts_with("https:") { "; Secure" } else { "" };
        let name = self.cookie_name();
        let path = self.id.segment();
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/{path}; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}"
        ))
        .ok()
    }

    /// A new session and the header that sets its cookie.
    pub fn start_session(&self, person: &'static Person) -> (ProviderSession, Option<HeaderValue>) {
        let now = self.now_ms();
        let session = ProviderSession { person, auth_time: self.token_time(), sid: secret::token() };
        let id = secret::token();
        self.state().sessions.insert(id.clone(), session.clone(), now + LIFETIME_SECONDS * 1000, now);
        (session, self.cookie(&id, LIFETIME_SECONDS))
    }

    /// The session that the browser's cookie names.
    pub fn session(&self, headers: &HeaderMap) -> Option<ProviderSession> {
        self.state().sessions.get(self.session_id(headers)?, self.now_ms())
    }

    /// Ends the browser's session and returns the header that removes its cookie.
    pub fn end_session(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        if let Some(id) = self.session_id(headers) {
            self.state().sessions.take(id, self.now_ms());
        }
        self.cookie("", 0)
    }

    fn session_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        let name = self.cookie_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }
}
