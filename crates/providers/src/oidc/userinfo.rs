//! The userinfo endpoint (OpenID Connect Core 1.0, 5.3).

use super::{
    id_token::IdTokenPolicy,
    jws::{Kind, Refusal, UniqueMembers, text, verify_addressee, verify_signature, verify_stated_times},
    unreadable::Unreadable,
};
use crate::http::{EgressClient, EgressError, has_content_type};
use congdan_flows::ports::provider::ProviderError;
use http::{
    HeaderValue, StatusCode,
    header::{ACCEPT, AUTHORIZATION},
};
use openidconnect::core::CoreJsonWebKeySet;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use time::OffsetDateTime;
use url::Url;

/// The answer as it came (Core 1.0, 5.3.2): nothing of a signed one is believed yet.
pub(crate) enum Userinfo {
    /// `application/json`.
    Plain(Map<String, Value>),
    /// `application/jwt`.
    Signed(SecretString),
}

/// Asks who the access token of this sign-in is about.
pub(crate) async fn fetch_userinfo(
    http: &EgressClient,
    provider: &str,
    endpoint: &Url,
    access_token: &SecretString,
) -> Result<Userinfo, ProviderError> {
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", access_token.expose_secret()))
        .map_err(|_| ProviderError::Refused("access_token"))?;
    bearer.set_sensitive(true);
    let request = http::Request::get(endpoint.as_str())
        .header(ACCEPT, "application/json, application/jwt")
        .header(AUTHORIZATION, bearer)
        .body(Vec::new())
        .map_err(|_| ProviderError::Refused("access_token"))?;
    let response = http.send(request).await.map_err(|error| {
        tracing::warn!(provider, reason = %error, "the provider's userinfo endpoint gave no answer");
        match error {
            EgressError::TooLarge => ProviderError::Refused("userinfo"),
            _ => ProviderError::Unavailable,
        }
    })?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(ProviderError::Refused("userinfo")),
        status => {
            tracing::warn!(
                provider,
                status = status.as_u16(),
                "the provider's userinfo endpoint answered with an error"
            );
            return Err(ProviderError::Unavailable);
        }
    }
    if has_content_type(&response, &["application/jwt"]) {
        let token = String::from_utf8(response.into_body()).unwrap_or_default();
        return Ok(Userinfo::Signed(token.trim().to_owned().into()));
    }
    if !has_content_type(&response, &["application/json"]) {
        return Err(Unreadable::UserinfoType.error(provider));
    }
    // Two parsers must not read two people.
    let UniqueMembers(claims) = serde_json::from_slice(response.body()).map_err(|_| {
        Unreadable::Userinfo.record(provider);
        ProviderError::Refused("userinfo")
    })?;
    Ok(Userinfo::Plain(claims))
}

/// Verifies userinfo that is signed, by the policy of ID tokens: issuer, audience, keys, algorithms and clocks are the same. It need
/// not be of this very sign-in, because it came by our own call with the access token of this sign-in.
///
/// # Errors
/// The first rule that is broken. [`Refusal::UnknownKey`] alone is worth another look after fetching the keys again.
pub(crate) fn verify_userinfo(
    token: &str,
    keys: &CoreJsonWebKeySet,
    policy: &IdTokenPolicy<'_>,
    now: OffsetDateTime,
) -> Result<Map<String, Value>, Refusal> {
    let mut claims = verify_signature(token, Kind::Id, keys, policy.allowed_algs)?.claims;
    claims.retain(|_, value| !value.is_null());
    verify_addressee(&claims, policy.issuer, policy.client_id)?;
    verify_stated_times(&claims, policy.clock_skew, now)?;
    Ok(claims)
}

/// Whether userinfo is about the person of the verified ID token: another subject is the substitution that Core 1.0, 5.3.2, warns of.
pub(crate) fn is_about(claims: &Map<String, Value>, subject: &str) -> bool {
    text(claims, "sub") == Some(subject)
}
