use crate::http::EgressClient;
use serde::Deserialize;
use thiserror::Error;
use url::Url;

/// What we use of a provider's metadata (OpenID Connect Discovery 1.0, section 3; RFC 8414; RFC 9207).
#[derive(Debug)]
pub(crate) struct Metadata {
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    pub userinfo_endpoint: Option<Url>,
    pub end_session_endpoint: Option<Url>,
    /// Whether a callback without `iss` is a forgery.
    pub announces_iss: bool,
    pub client_auth: oauth2::AuthType,
}

#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum MetadataError {
    #[error("not a metadata document")]
    Unreadable,
    #[error("the document is another issuer's")]
    Issuer,
    #[error("an endpoint is on a host that is not allowed")]
    Endpoint,
    #[error("no client authentication that we have")]
    ClientAuthentication,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
    userinfo_endpoint: Option<Url>,
    end_session_endpoint: Option<Url>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

impl Metadata {
    /// One wrong endpoint spoils the document: a provider that points elsewhere is not the one that was configured.
    pub(crate) fn parse(body: &[u8], issuer: &str, http: &EgressClient) -> Result<Self, MetadataError> {
        let document: Document = serde_json::from_slice(body).map_err(|_| MetadataError::Unreadable)?;
        if document.issuer != issuer {
            return Err(MetadataError::Issuer);
        }
        let endpoints = [&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri]
            .into_iter()
            .chain(&document.userinfo_endpoint)
            .chain(&document.end_session_endpoint);
        for endpoint in endpoints {
            if !http.may_call(endpoint) {
                return Err(MetadataError::Endpoint);
            }
        }
        Ok(Self {
            client_auth: client_auth(document.token_endpoint_auth_methods_supported.as_deref())?,
            authorization_endpoint: document.authorization_endpoint,
            token_endpoint: document.token_endpoint,
            jwks_uri: document.jwks_uri,
            userinfo_endpoint: document.userinfo_endpoint,
            end_session_endpoint: document.end_session_endpoint,
            announces_iss: document.authorization_response_iss_parameter_supported,
        })
    }

    /// Every endpoint that a browser is sent to.
    pub(crate) fn browser_endpoints(&self) -> impl Iterator<Item = &Url> {
        std::iter::once(&self.authorization_endpoint).chain(&self.end_session_endpoint)
    }
}

/// `client_secret_basic` is the default (Discovery 1.0, section 3); `client_secret_post` only where it is all there is.
fn client_auth(offered: Option<&[String]>) -> Result<oauth2::AuthType, MetadataError> {
    let offers = |name: &str| offered.is_some_and(|offered| offered.iter().any(|method| method == name));
    if offered.is_none() || offers("client_secret_basic") {
        Ok(oauth2::AuthType::BasicAuth)
    } else if offers("client_secret_post") {
        Ok(oauth2::AuthType::RequestBody)
    } else {
        Err(MetadataError::ClientAuthentication)
    }
}
