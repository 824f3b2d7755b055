//! An error of the OAuth endpoints that answer in JSON (RFC 6749, section 5.2; RFC 6750, section 3).

use crate::tools::request_log::RequestDetails;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

#[derive(Debug)]
pub(crate) struct OAuthError {
    status: StatusCode,
    code: &'static str,
    description: &'static str,
    /// The scheme to ask for in `WWW-Authenticate`.
    challenge: Option<&'static str>,
}

impl OAuthError {
    pub fn new(code: &'static str, description: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code, description, challenge: None }
    }

    pub fn invalid_grant(description: &'static str) -> Self {
        Self::new("invalid_grant", description)
    }

    pub fn invalid_client(description: &'static str) -> Self {
        let challenge = Some("Basic realm=\"sandbox\"");
        Self { status: StatusCode::UNAUTHORIZED, code: "invalid_client", description, challenge }
    }

    pub fn invalid_token(description: &'static str) -> Self {
        let challenge = Some("Bearer realm=\"sandbox\", error=\"invalid_token\"");
        Self { status: StatusCode::UNAUTHORIZED, code: "invalid_token", description, challenge }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.code, "error_description": self.description }));
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(challenge) = self.challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response.extensions_mut().insert(RequestDetails(json!({ "refused": self.code, "reason": self.description })));
        response
    }
}
