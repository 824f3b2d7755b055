//! The authorization request.

use super::{Protocol, ProviderSettings, code_exchange::OAuthClient};
use congdan_flows::ports::provider::{AuthorizationRequest, ProviderError};
use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, Scope};
use secrecy::ExposeSecret;
use url::Url;

/// The authorization request as an address with everything in it (RFC 6749, 4.1.1; RFC 7636, S256; OpenID Connect Core
/// 1.0, 3.1.2.1).
pub(crate) fn complete_address(
    client: &OAuthClient,
    settings: &ProviderSettings,
    request: &AuthorizationRequest,
) -> Result<Url, ProviderError> {
    let verifier = request.secrets.pkce_verifier.expose_secret();
    // RFC 7636, 4.1; oauth2 would panic.
    if !(43..=128).contains(&verifier.len()) {
        return Err(ProviderError::Refused("pkce_verifier"));
    }
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned()));
    let state = request.state.clone();
    let mut authorization = client
        .authorize_url(move || CsrfToken::new(state))
        .add_scope(Scope::new("openid".to_owned()))
        .set_pkce_challenge(challenge)
        .add_extra_param("ui_locales", &request.language);
    if settings.protocol == Protocol::Oidc {
        // Where nothing is signed there is nothing to carry it back.
        authorization = authorization.add_extra_param("nonce", request.secrets.nonce.expose_secret());
    }
    if let Some(values) = &settings.acr_values {
        authorization = authorization.add_extra_param("acr_values", values);
    }
    if let Some(age) = request.max_age {
        authorization = authorization.add_extra_param("max_age", age.whole_seconds().to_string());
    }
    if request.anew {
        authorization = authorization.add_extra_param("prompt", "login");
    }
    Ok(authorization.url().0)
}
