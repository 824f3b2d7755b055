use super::{
    ClientAuth,
    metadata::{Metadata, Method},
};
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

/// What a code was worth.
pub(crate) struct Tokens {
    /// As it came: nothing of it is believed yet.
    pub id_token: Option<SecretString>,
    pub access_token: SecretString,
}

/// An access token has to fit into a header, in bytes.
const MAX_ACCESS_TOKEN: usize = 8 * 1024;

/// Redeems a code, once: after an ambiguous failure nobody knows whether it is spent (RFC 6749, 4.1.2).
///
/// `assertion` are the fields that prove who we are where no secret does.
pub(crate) async fn redeem(
    client: &OAuthClient,
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
    let answer = request.request_async(http).await.map_err(failure)?;
    if *answer.token_type() != BasicTokenType::Bearer {
        return Err(ProviderError::Refused("token_type"));
    }
    let access_token = answer.access_token().secret();
    if !(1..=MAX_ACCESS_TOKEN).contains(&access_token.len()) || !access_token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(ProviderError::Refused("access_token"));
    }
    let id_token = answer.extra_fields().id_token.clone().map(SecretString::from);
    Ok(Tokens { id_token, access_token: access_token.clone().into() })
}

fn failure(error: RequestTokenError<EgressError, BasicErrorResponse>) -> ProviderError {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // Spent, expired, another client's, or the PKCE verifier is not its own.
            BasicErrorResponseType::InvalidGrant => ProviderError::Refused("code"),
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                tracing::error!("the provider does not accept our client id and its secret or key");
                ProviderError::Unavailable
            }
            _ => ProviderError::Unavailable,
        },
        RequestTokenError::Request(_) | RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            ProviderError::Unavailable
        }
    }
}
