//! Metadata (OpenID Connect Discovery 1.0) and keys.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::At;
use super::fault::Fault;

pub(crate) async fn configuration(State(at): State<At>) -> Json<Value> {
    let issuer = at.issuer();
    let address = |path: &str| format!("{issuer}/{path}");
    let announced = if at.provider().fault.at_endpoint(Fault::DiscoveryWrongIssuer) {
        format!("{issuer}/")
    } else {
        issuer.clone()
    };
    Json(json!({
        "issuer": announced,
        "authorization_endpoint": address("authorize"),
        "token_endpoint": address("token"),
        "userinfo_endpoint": address("userinfo"),
        "end_session_endpoint": address("end_session"),
        "jwks_uri": address("jwks"),
        "scopes_supported": ["openid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": ["LoA1", "LoA2"],
        "prompt_values_supported": ["none", "login", "consent"],
        "ui_locales_supported": ["vi"],
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "sid", "TechID", "HoVaTen",
            "NgayThangNamSinh", "GioiTinh", "SoDinhDanh", "SoCMND", "LoaiTaiKhoan", "SoDienThoai", "ThuDienTu", "loAs", "IAL"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    }))
}

pub(crate) async fn jwks(State(at): State<At>) -> Response {
    if at.provider().fault.at_endpoint(Fault::JwksDown) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    Json(at.provider().keys.jwks()).into_response()
}
