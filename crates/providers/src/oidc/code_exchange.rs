//! The token endpoint: a code becomes tokens (RFC 6749, 4.1.3 and 4.1.4; RFC 7636, 4.5).

use super::{
    ClientAuth,
    metadata::{Metadata, Method},
    unreadable::Unreadable,
};
use crate::http::{EgressClient, EgressError};
use congdan_flows::ports::provider::ProviderError;
use oauth2::{
    AccessToken, AuthUrl, AuthorizationCode, Client, EndpointNotSet, EndpointSet, PkceCodeVerifier, RedirectUrl,
    RefreshToken, RequestTokenError, Scope, StandardRevocableToken, TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
        BasicTokenType,
    },
    helpers::deserialize_untagged_enum_case_insensitive,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use url::Url;

/// The members of a token answer that are needed (RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3). The others, such as `expires_in` and
/// `scope`, are not read: whatever stands in them cannot break a sign-in.
#[derive(Deserialize, Serialize)]
pub(crate) struct TokenAnswer {
    access_token: AccessToken,
    #[serde(deserialize_with = "deserialize_untagged_enum_case_insensitive")]
    token_type: BasicTokenType,
    /// A plain string here: it is parsed where it is verified.
    id_token: Option<String>,
}

impl TokenResponse for TokenAnswer {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenAnswer")
    }
}

/// The OAuth 2 client of one provider, once its endpoints are known.
pub(crate) type OAuthClient = Client<
    BasicErrorResponse,
    TokenAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

pub(crate) fn oauth_client(metadata: &Metadata, client_id: &str, auth: &ClientAuth, redirect: &Url) -> OAuthClient {
    let client = Client::new(oauth2::ClientId::new(client_id.to_owned()));
    let client = match auth.secret() {
        Some(secret) => client.set_client_secret(oauth2::ClientSecret::new(secret.expose_secret().to_owned())),
        None => client,
    };
    client
        .set_auth_type(match metadata.client_auth {
            Method::Basic => oauth2::AuthType::BasicAuth,
            Method::Post | Method::PrivateKey => oauth2::AuthType::RequestBody,
        })
        .set_auth_uri(AuthUrl::from_url(metadata.authorization_endpoint.clone()))
        .set_token_uri(TokenUrl::from_url(metadata.token_endpoint.clone()))
        .set_redirect_uri(RedirectUrl::from_url(redirect.clone()))
}

/// The tokens that a code was redeemed for.
pub(crate) struct Tokens {
    /// As it came: nothing of it is believed yet.
    pub id_token: Option<SecretString>,
    pub access_token: SecretString,
}

/// An access token has to fit into a header, in bytes.
const MAX_ACCESS_TOKEN: usize = 8 * 1024;

/// Redeems a code, once: after an ambiguous failure it may be spent or not (RFC 6749, 4.1.2).
///
/// `assertion` are the fields that prove who we are where no secret does; `provider` is the provider's id in our configuration.
pub(crate) async fn redeem(
    client: &OAuthClient,
    provider: &str,
    http: &EgressClient,
    code: &SecretString,
    verifier: &SecretString,
    assertion: Vec<(&'static str, SecretString)>,
) -> Result<Tokens, ProviderError> {
    let mut request = client
        .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()));
    for (name, value) in assertion {
        request = request.add_extra_param(name, value.expose_secret().to_owned());
    }
    let answer = request.request_async(http).await.map_err(|error| failure(provider, error))?;
    if *answer.token_type() != BasicTokenType::Bearer {
        return Err(ProviderError::Refused("token_type"));
    }
    let access_token = answer.access_token().secret();
    if !(1..=MAX_ACCESS_TOKEN).contains(&access_token.len()) || !access_token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(ProviderError::Refused("access_token"));
    }
    let access_token = access_token.clone().into();
    Ok(Tokens { id_token: answer.id_token.map(SecretString::from), access_token })
}

fn failure(provider: &str, error: RequestTokenError<EgressError, BasicErrorResponse>) -> ProviderError {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // Spent, expired, another client's, or the PKCE verifier is not its own.
            BasicErrorResponseType::InvalidGrant => ProviderError::Refused("code"),
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                tracing::error!(provider, "the provider does not accept our client id and its secret or key");
                ProviderError::Unavailable
            }
            _ => {
                tracing::warn!(provider, "the provider's token endpoint answered with an error");
                ProviderError::Unavailable
            }
        },
        RequestTokenError::Request(reason) => {
            tracing::warn!(provider, %reason, "the provider's token endpoint gave no answer");
            ProviderError::Unavailable
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Unreadable::TokenAnswer.error(provider),
    }
}
