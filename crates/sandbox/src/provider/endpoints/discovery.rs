//! The provider's metadata (OpenID Connect Discovery 1.0) and its keys.

use crate::provider::{Provider, fault::Fault, hostile_bodies};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

const FAULTS: [Fault; 7] = [
    Fault::DiscoveryDown,
    Fault::DiscoveryWrongIssuer,
    Fault::DiscoveryForeignEndpoint,
    Fault::DiscoveryHttpEndpoint,
    Fault::DiscoveryWeakAlgorithms,
    Fault::DiscoveryHuge,
    Fault::DiscoverySlow,
];

/// How many keys the fault `jwks_many` publishes: too many to compare a token with each.
const MANY_KEYS: usize = 10_000;

pub(crate) async fn configuration(State(provider): State<Provider>) -> Response {
    let mut metadata = metadata(&provider.issuer());
    match provider.state().fault.at_endpoint(&FAULTS) {
        Fault::DiscoveryDown => return StatusCode::NOT_FOUND.into_response(),
        Fault::DiscoveryWrongIssuer => metadata["issuer"] = json!(format!("{}/", provider.issuer())),
        Fault::DiscoveryForeignEndpoint => metadata["token_endpoint"] = json!("https://issuer.invalid/token"),
        Fault::DiscoveryHttpEndpoint => metadata["jwks_uri"] = json!("http://issuer.invalid/jwks"),
        Fault::DiscoveryWeakAlgorithms => {
            metadata["id_token_signing_alg_values_supported"] = json!(["none", "HS256", "ES256"]);
        }
        Fault::DiscoveryHuge => return hostile_bodies::huge(&metadata),
        Fault::DiscoverySlow => return hostile_bodies::dripping(&metadata),
        _ => {}
    }
    Json(metadata).into_response()
}

fn metadata(issuer: &str) -> Value {
    let address = |path: &str| format!("{issuer}/{path}");
    json!({
        "issuer": issuer,
        "authorization_endpoint": address("authorize"),
        "token_endpoint": address("token"),
        "pushed_authorization_request_endpoint": address("par"),
        "userinfo_endpoint": address("userinfo"),
        "end_session_endpoint": address("end_session"),
        "jwks_uri": address("jwks"),
        "scopes_supported": ["openid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
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
    })
}

pub(crate) async fn jwks(State(provider): State<Provider>) -> Response {
    let keys = provider.state().keys.jwks();
    match provider.state().fault.at_endpoint(&[Fault::JwksDown, Fault::JwksMany, Fault::JwksHuge, Fault::JwksSlow]) {
        Fault::JwksDown => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Fault::JwksMany => Json(provider.state().keys.jwks_among(MANY_KEYS)).into_response(),
        Fault::JwksHuge => hostile_bodies::huge(&keys),
        Fault::JwksSlow => hostile_bodies::dripping(&keys),
        _ => Json(keys).into_response(),
    }
}
