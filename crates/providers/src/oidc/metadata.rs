//! A provider's metadata: its endpoints, and what it can do.

use super::{ClientAuth, Endpoints, Protocol, client_auth::choose_method, lenient};
use crate::http::EgressClient;
use serde::Deserialize;
use thiserror::Error;
use url::Url;

/// What we use of a provider's metadata (OpenID Connect Discovery 1.0, section 3; RFC 8414; RFC 9126; RFC 9207).
#[derive(Debug)]
pub(crate) struct Metadata {
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    /// Absent where no token of the provider is ever believed.
    pub jwks_uri: Option<Url>,
    pub userinfo_endpoint: Option<Url>,
    pub end_session_endpoint: Option<Url>,
    pub pushed_authorization_request_endpoint: Option<Url>,
    /// Whether a callback without `iss` is a forgery.
    pub announces_iss: bool,
    pub client_auth: Method,
}

/// How we authenticate in a call to the provider's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Basic,
    Post,
    PrivateKey,
}

/// What the configuration demands of the metadata.
pub(crate) struct Demands {
    /// The provider's id in our configuration, for logs and counters.
    pub provider: String,
    pub issuer: String,
    pub protocol: Protocol,
    pub client_auth: ClientAuth,
    pub pushed_authorization: bool,
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
    #[error("no userinfo endpoint, and the protocol is oauth2-userinfo")]
    NoUserinfo,
    #[error("no pushed_authorization_request_endpoint, and pushed_authorization is on")]
    NoPushedRequests,
    #[error("only pushed requests are taken, and pushed_authorization is off")]
    PushedRequestsOnly,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    #[serde(default, deserialize_with = "lenient::url")]
    jwks_uri: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    userinfo_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    end_session_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    pushed_authorization_request_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "lenient::flag")]
    require_pushed_authorization_requests: bool,
    #[serde(default, deserialize_with = "lenient::flag")]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default, deserialize_with = "lenient::names")]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

impl Metadata {
    /// One wrong endpoint spoils the document: a provider that points elsewhere is not the one that was configured.
    pub(crate) fn parse(body: &[u8], demands: &Demands, http: &EgressClient) -> Result<Self, MetadataError> {
        let document: Document = serde_json::from_slice(body).map_err(|_| MetadataError::Unreadable)?;
        if document.issuer != demands.issuer {
            return Err(MetadataError::Issuer);
        }
        let jwks_uri = match demands.protocol {
            Protocol::Oidc => Some(document.jwks_uri.ok_or(MetadataError::Unreadable)?),
            Protocol::OauthUserinfo => None,
        };
        if demands.protocol == Protocol::OauthUserinfo && document.userinfo_endpoint.is_none() {
            return Err(MetadataError::NoUserinfo);
        }
        let pushed = document.pushed_authorization_request_endpoint;
        match (demands.pushed_authorization, &pushed) {
            (true, None) => return Err(MetadataError::NoPushedRequests),
            (false, _) if document.require_pushed_authorization_requests => {
                return Err(MetadataError::PushedRequestsOnly);
            }
            _ => {}
        }
        let offered = document.token_endpoint_auth_methods_supported.as_deref();
        let metadata = Self {
            client_auth: choose_method(&demands.client_auth, offered).ok_or(MetadataError::ClientAuthentication)?,
            authorization_endpoint: document.authorization_endpoint,
            token_endpoint: document.token_endpoint,
            jwks_uri,
            userinfo_endpoint: document.userinfo_endpoint,
            end_session_endpoint: document.end_session_endpoint,
            pushed_authorization_request_endpoint: pushed.filter(|_| demands.pushed_authorization),
            announces_iss: document.authorization_response_iss_parameter_supported,
        };
        if metadata.endpoints().all(|(_, endpoint)| http.may_call(endpoint)) {
            Ok(metadata)
        } else {
            Err(MetadataError::Endpoint)
        }
    }

    /// The metadata of a provider that publishes none, from our configuration. They cannot tell whether it sends `iss`.
    pub(crate) fn configured(endpoints: Endpoints, demands: &Demands) -> Self {
        Self {
            // Nothing is offered, so that everything is.
            client_auth: choose_method(&demands.client_auth, None).unwrap_or(Method::Basic),
            authorization_endpoint: endpoints.authorization,
            token_endpoint: endpoints.token,
            jwks_uri: None,
            userinfo_endpoint: Some(endpoints.userinfo),
            end_session_endpoint: endpoints.end_session,
            pushed_authorization_request_endpoint: endpoints
                .pushed_authorization_request
                .filter(|_| demands.pushed_authorization),
            announces_iss: false,
        }
    }

    /// Every endpoint there is, by its key in the configuration.
    pub(crate) fn endpoints(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let optional = [
            ("jwks_uri", &self.jwks_uri),
            ("userinfo_endpoint", &self.userinfo_endpoint),
            ("end_session_endpoint", &self.end_session_endpoint),
            ("pushed_authorization_request_endpoint", &self.pushed_authorization_request_endpoint),
        ];
        let always =
            [("authorization_endpoint", &self.authorization_endpoint), ("token_endpoint", &self.token_endpoint)];
        let present = optional.into_iter().filter_map(|(key, url)| url.as_ref().map(|url| (key, url)));
        always.into_iter().chain(present)
    }

    /// Every endpoint that a browser is sent to.
    pub(crate) fn browser_endpoints(&self) -> impl Iterator<Item = &Url> {
        std::iter::once(&self.authorization_endpoint).chain(&self.end_session_endpoint)
    }
}
