use super::jws::UniqueMembers;
use crate::http::{EgressClient, EgressError, has_content_type};
use congdan_flows::ports::provider::ProviderError;
use http::{
    HeaderValue, StatusCode,
    header::{ACCEPT, AUTHORIZATION},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use url::Url;

/// Asks userinfo who the access token of this sign-in is about (OpenID Connect Core 1.0, 5.3).
///
/// # Errors
/// `userinfo_sub` where `subject`, that of a verified ID token, is somebody else: the substitution that 5.3.2 warns of.
pub(crate) async fn fetch_userinfo(
    http: &EgressClient,
    endpoint: &Url,
    access_token: &SecretString,
    subject: Option<&str>,
) -> Result<Map<String, Value>, ProviderError> {
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", access_token.expose_secret()))
        .map_err(|_| ProviderError::Refused("access_token"))?;
    bearer.set_sensitive(true);
    let request = http::Request::get(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, bearer)
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
    // Two parsers must not read two people.
    let UniqueMembers(claims) =
        serde_json::from_slice(response.body()).map_err(|_| ProviderError::Refused("userinfo"))?;
    if subject.is_some() && claims.get("sub").and_then(Value::as_str) != subject {
        return Err(ProviderError::Refused("userinfo_sub"));
    }
    Ok(claims)
}
