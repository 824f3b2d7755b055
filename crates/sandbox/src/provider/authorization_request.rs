//! The authorization request (OpenID Connect Core, section 3.1.2.1; PKCE, RFC 7636; state, nonce and PKCE are
//! mandatory here, the nonce where there is an ID token).

use super::{fault::Fault, state::registration::Protocol};
use crate::{
    config::{Client, SandboxConfig},
    tools::params::Params,
};

/// A request that may be answered by a redirect.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizationRequest {
    /// Its number at the inspector.
    pub flow: u64,
    pub client_id: String,
    pub redirect_uri: String,
    pub state: String,
    /// None with `oauth2-userinfo`, where there is no ID token to carry it back.
    pub nonce: Option<String>,
    pub protocol: Protocol,
    /// Under which it was pushed.
    pub reference: Option<String>,
    pub code_challenge: String,
    pub prompt: Prompt,
    /// The longest time since the person last signed in, in seconds.
    pub max_age: Option<i64>,
    pub hint: LoginHint,
}

/// What `login_hint` asks of the sandbox, for the demo's own portals: a persona, `fault:NAME`, or both with a space.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoginHint {
    pub person: Option<String>,
    pub fault: Option<Fault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// Only if there is no session.
    WhenNeeded,
    Never,
    Always,
}

/// Where an answer may be sent: both are checked before anything is redirected anywhere.
pub(crate) struct Destination<'a> {
    pub client: &'a Client,
    pub redirect_uri: &'a str,
}

/// Why a request is sent back to its client.
#[derive(Debug)]
pub(crate) struct RefusedRequest {
    pub error: &'static str,
    pub description: &'static str,
}

impl<'a> Destination<'a> {
    /// The reason, in Vietnamese, is shown to the person: an unknown client or address is never redirected to.
    pub fn find(config: &'a SandboxConfig, params: &'a Params) -> Result<Self, &'static str> {
        let client =
            params.get("client_id").and_then(|id| config.client(id)).ok_or("Ứng dụng (client_id) chưa đăng ký.")?;
        let redirect_uri = params.get("redirect_uri").ok_or("Yêu cầu thiếu redirect_uri.")?;
        if !client.redirect_uris.iter().any(|known| known == redirect_uri) {
            return Err("Địa chỉ quay về (redirect_uri) không trùng khớp với địa chỉ đã đăng ký.");
        }
        Ok(Self { client, redirect_uri })
    }
}

impl AuthorizationRequest {
    pub fn parse(
        flow: u64,
        destination: &Destination<'_>,
        params: &Params,
        protocol: Protocol,
    ) -> Result<Self, RefusedRequest> {
        let is_openid = protocol == Protocol::Oidc;
        let refuse = |error, description| RefusedRequest { error, description };
        let need = |name: &str, description| params.get(name).ok_or(refuse("invalid_request", description));
        if need("response_type", "response_type is missing")? != "code" {
            return Err(refuse("unsupported_response_type", "only the authorization code flow"));
        }
        if params.get("response_mode").is_some_and(|mode| mode != "query") {
            return Err(refuse("invalid_request", "only response_mode=query"));
        }
        if params.get("request").is_some() {
            return Err(refuse("request_not_supported", "request objects are not supported"));
        }
        if params.get("request_uri").is_some() {
            return Err(refuse("request_uri_not_supported", "request objects are not supported"));
        }
        if is_openid && !need("scope", "scope is missing")?.split(' ').any(|scope| scope == "openid") {
            return Err(refuse("invalid_scope", "scope lacks openid"));
        }
        let state = need("state", "state is missing")?;
        let nonce = if is_openid { Some(need("nonce", "nonce is missing")?) } else { params.get("nonce") };
        let code_challenge = need("code_challenge", "code_challenge is missing")?;
        if params.get("code_challenge_method") != Some("S256") {
            return Err(refuse("invalid_request", "code_challenge_method is not S256"));
        }
        if code_challenge.len() != 43 {
            return Err(refuse("invalid_request", "code_challenge is not a SHA-256"));
        }
        let max_age = match params.get("max_age") {
            None => None,
            Some(age) => Some(age.parse().map_err(|_| refuse("invalid_request", "max_age is not a number"))?),
        };
        let hint = params.get("login_hint").filter(|_| destination.client.trusted);
        Ok(Self {
            flow,
            client_id: destination.client.id.clone(),
            redirect_uri: destination.redirect_uri.to_owned(),
            state: state.to_owned(),
            nonce: nonce.map(str::to_owned),
            protocol,
            reference: None,
            code_challenge: code_challenge.to_owned(),
            prompt: Prompt::parse(params.get("prompt"))?,
            max_age,
            hint: hint.map_or(Ok(LoginHint::default()), LoginHint::parse)?,
        })
    }
}

impl LoginHint {
    fn parse(text: &str) -> Result<Self, RefusedRequest> {
        let mut hint = Self::default();
        for word in text.split_whitespace() {
            match word.strip_prefix("fault:") {
                None => hint.person = Some(word.to_owned()),
                Some(name) => {
                    let fault = Fault::named(name).filter(|fault| !fault.is_of_an_endpoint());
                    let unknown = RefusedRequest { error: "invalid_request", description: "no such fault of a flow" };
                    hint.fault = Some(fault.ok_or(unknown)?);
                }
            }
        }
        Ok(hint)
    }
}

impl Prompt {
    fn parse(value: Option<&str>) -> Result<Self, RefusedRequest> {
        let values: Vec<&str> = value.unwrap_or("").split_whitespace().collect();
        if values.contains(&"none") {
            if values.len() > 1 {
                return Err(RefusedRequest { error: "invalid_request", description: "prompt=none stands alone" });
            }
            return Ok(Self::Never);
        }
        let asks = ["login", "consent", "select_account"];
        Ok(if values.iter().any(|value| asks.contains(value)) { Self::Always } else { Self::WhenNeeded })
    }
}
