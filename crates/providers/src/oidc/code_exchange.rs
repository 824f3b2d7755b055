use super::metadata::Metadata;
use crate::http::{EgressClient, EgressError};
use congdan_flows::ports::provider::ProviderError;
use oauth2::{
    AuthUrl, AuthorizationCode, Client, EndpointNotSet, EndpointSet, ExtraTokenFields, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, StandardRevocableToken, StandardTokenResponse, TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
        BasicTokenType,
    },
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

/// The one field that OpenID Connect adds to the answer. A plain string here: it is parsed where it is verified.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct IdTokenField {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdTokenField {}

type Answer = StandardTokenResponse<IdTokenField, BasicTokenType>;

/// The OAuth 2 client of one provider, once its endpoints are known.
pub(crate) type OAuthClient = Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

pub(crate) fn oauth_client(metadata: &Metadata, client_id: &str, secret: &SecretString, redirect: &Url) -> OAuthClient {
    Client::new(oauth2::ClientId::new(client_id.to_owned()))
        .set_client_secret(oauth2::ClientSecret::new(secret.expose_secret().to_owned()))
        .set_auth_type(metadata.client_auth.clone())
        .set_auth_uri(AuthUrl::from_url(metadata.authorization_endpoint.clone()))
        .set_token_uri(TokenUrl::from_url(metadata.token_endpoint.clone()))
        .set_redirect_uri(RedirectUrl::from_url(redirect.clone()))
}

/// What a code was worth.
pub(crate) struct Tokens {
    pub id_token: SecretString,
    pub access_token: SecretString,
}

/// Redeems a code, once: after an ambiguous failure nobody knows whether it is spent (RFC 6749, 4.1.2).
pub(crate) async fn redeem(
    client: &OAuthClient,
    http: &EgressClient,
    code: &SecretString,
    verifier: &SecretString,
) -> Result<Tokens, ProviderError> {
    let answer = client
        .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()))
        .request_async(http)
        .await
        .map_err(failure)?;
    if *answer.token_type() != BasicTokenType::Bearer {
        return Err(ProviderError::Refused("token_type"));
    }
    let id_token = answer.extra_fields().id_token.clone().ok_or(ProviderError::Refused("no_id_token"))?;
    Ok(Tokens { id_token: id_token.into(), access_token: answer.access_token().secret().clone().into() })
}

fn failure(error: RequestTokenError<EgressError, BasicErrorResponse>) -> ProviderError {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // Spent, expired, another client's, or the PKCE verifier is not its own.
            BasicErrorResponseType::InvalidGrant => ProviderError::Refused("code"),
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                tracing::error!("the provider does not accept our client id or secret");
                ProviderError::Unavailable
            }
            _ => ProviderError::Unavailable,
        },
        RequestTokenError::Request(_) | RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            ProviderError::Unavailable
        }
    }
}
