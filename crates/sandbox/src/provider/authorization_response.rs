//! The authorization response: back to the portal with a code or an error, always with `iss` (RFC 9207).

use super::{
    Provider,
    authorization_request::AuthorizationRequest,
    fault::Fault,
    state::{grant::Grant, session::ProviderSession},
};
use crate::{
    people::person::Person,
    tools::{params::with_query, secret},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};

/// RFC 6749, section 4.1.2, allows ten minutes; a portal redeems at once.
const CODE_LIFETIME_MS: i64 = 60_000;

impl Provider {
    /// Starts a session for a person who has just signed in, and answers the request.
    pub fn signed_in(&self, request: &AuthorizationRequest, person: &'static Person) -> Response {
        let (session, cookie) = self.start_session(person);
        tracing::info!(provider = self.id.segment(), client = request.client_id, "a sandbox person signed in");
        let mut response = self.answer(request, session);
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// A code for a session's person.
    pub fn answer(&self, request: &AuthorizationRequest, session: ProviderSession) -> Response {
        let fault = request.hint.fault.unwrap_or_else(|| self.state().fault.for_flow());
        if let Some((error, description)) = error_of(fault) {
            self.sandbox.state.inspector.error_sent(self.arrival(), request.flow, fault, error);
            let pairs = [("error", error), ("error_description", description)];
            return self.send_back(&request.redirect_uri, Some(&request.state), &pairs, fault);
        }
        let code = secret::token();
        self.sandbox.state.inspector.code_sent(self.arrival(), request.flow, fault, &code, &session.sid);
        let now = self.now_ms();
        let grant = Grant {
            client_id: request.client_id.clone(),
            redirect_uri: request.redirect_uri.clone(),
            code_challenge: request.code_challenge.clone(),
            nonce: request.nonce.clone(),
            earlier_nonce: request.nonce.as_deref().and_then(|nonce| self.state().remember_nonce(nonce)),
            protocol: request.protocol,
            reference: request.reference.clone(),
            session,
            fault,
            used: false,
        };
        self.state().codes.insert(code.clone(), grant, now + CODE_LIFETIME_MS, now);
        self.send_back(&request.redirect_uri, Some(&request.state), &[("code", &code)], fault)
    }

    /// An error that the portal may know.
    pub fn refuse(
        &self,
        flow: u64,
        redirect_uri: &str,
        state: Option<&str>,
        error: &str,
        description: &str,
    ) -> Response {
        self.sandbox.state.inspector.error_sent(self.arrival(), flow, Fault::None, error);
        self.send_back(redirect_uri, state, &[("error", error), ("error_description", description)], Fault::None)
    }

    /// The person pressed "Hủy".
    pub fn cancelled(&self, request: &AuthorizationRequest) -> Response {
        self.refuse(request.flow, &request.redirect_uri, Some(&request.state), "access_denied", "the person cancelled")
    }

    fn send_back(&self, redirect_uri: &str, state: Option<&str>, pairs: &[(&str, &str)], fault: Fault) -> Response {
        let issuer = match fault {
            Fault::IssParamWrong => Some("https://issuer.invalid".to_owned()),
            Fault::IssParamMissing => None,
            Fault::IssParamOther => self.other_issuer(),
            _ => Some(self.issuer()),
        };
        let state = match fault {
            Fault::StateWrong => Some("not-the-state"),
            Fault::StateMissing => None,
            _ => state,
        };
        let mut pairs = pairs.to_vec();
        pairs.extend(state.map(|state| ("state", state)));
        pairs.extend(issuer.as_deref().map(|issuer| ("iss", issuer)));
        match fault {
            Fault::CodeMissing => pairs.retain(|(name, _)| *name != "code"),
            Fault::DuplicateCode => pairs.push(("code", "another-code")),
            Fault::DuplicateState => pairs.push(("state", "another-state")),
            Fault::DuplicateIss => pairs.push(("iss", "https://issuer.invalid")),
            _ => {}
        }
        let mut response = Redirect::to(&with_query(redirect_uri, &pairs)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// The error and its description that a fault answers with.
fn error_of(fault: Fault) -> Option<(&'static str, &'static str)> {
    let description = "the sandbox was told to refuse";
    match fault {
        Fault::AccessDenied => Some(("access_denied", description)),
        Fault::ServerError => Some(("server_error", description)),
        Fault::TemporarilyUnavailable => Some(("temporarily_unavailable", description)),
        Fault::InvalidScope => Some(("invalid_scope", description)),
        Fault::LoginRequired => Some(("login_required", description)),
        Fault::HostileError => Some(("<script>alert(1)</script>", "<b>Tài khoản bị khóa, gọi 0100999000</b>")),
        _ => None,
    }
}
