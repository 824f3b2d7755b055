//! How a provider proves who a person is.

use url::Url;

/// What a code is redeemed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    /// OpenID Connect: a signed ID token says who somebody is, and userinfo may add to it.
    #[default]
    Oidc,
    /// OAuth 2 alone: nothing is signed, so that the only word believed is userinfo's, over our own TLS call and with the
    /// access token of this very sign-in. Nothing says when the person proved who they are.
    OauthUserinfo,
}

/// The addresses of a provider that publishes no metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    pub authorization: Url,
    pub token: Url,
    pub userinfo: Url,
    pub end_session: Option<Url>,
    /// RFC 9126.
    pub pushed_authorization_request: Option<Url>,
}
