use crate::http::{EgressClient, EgressError, has_content_type};
use congdan_flows::ports::provider::ProviderError;
use http::{
    StatusCode,
    header::{ACCEPT, AUTHORIZATION},
};
use serde_json::{Map, Value};
use url::Url;

/// Asks userinfo about the subject of a verified ID token (OpenID Connect Core 1.0, 5.3).
///
/// # Errors
/// `userinfo_sub` where the answer is about somebody else, which is the substitution that 5.3.2 warns of.
pub(crate) async fn fetch_userinfo(
    http: &EgressClient,
    endpoint: &Url,
    access_token: &str,
    subject: &str,
) -> Result<Map<String, Value>, ProviderError> {
    let request = http::Request::get(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, format!("Bearer {access_token}"))
        .body(Vec::new())
        .map_err(|_| ProviderError::Refused("access_token"))?;
    let response = http.send(request).await.map_err(|error| match error {
        EgressError::TooLarge => ProviderError::Refused("userinfo"),
        _ => ProviderError::Unavailable,
    })?;
    match response.status() {
        StatusCode::OK if has_content_type(&response, &["application/json"]) => {}
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(ProviderError::Refused("userinfo")),
        _ => return Err(ProviderError::Unavailable),
    }
    let claims: Map<String, Value> =
        serde_json::from_slice(response.body()).map_err(|_| ProviderError::Refused("userinfo"))?;
    if claims.get("sub").and_then(Value::as_str) != Some(subject) {
        return Err(ProviderError::Refused("userinfo_sub"));
    }
    Ok(claims)
}
