//! How a provider proves who a person is.

use url::Url;

/// What a code is redeemed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    /// OpenID Connect: a signed ID token asserts who the person is, and userinfo may add to it.
    #[default]
    Oidc,
    /// OAuth 2 alone: nothing is signed, so that only userinfo is believed, over our own TLS call and with the access token of
    /// this very sign-in. Nothing states when the person proved who they are.
    OauthUserinfo,
}

/// The addresses of a provider that publishes no metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the browser is sent to sign in.
    pub authorization: Url,
    /// Where a code is redeemed.
    pub token: Url,
    /// Where the claims are.
    pub userinfo: Url,
    /// Where the browser is sent to sign out.
    pub end_session: Option<Url>,
    /// Where requests are pushed to (RFC 9126).
    pub pushed_authorization_request: Option<Url>,
}
