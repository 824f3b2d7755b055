//! One `[provider.x]` table: what has to fit together in it.

use super::{
    ConfigError,
    check::{read_secret, secret},
    file::{self, Protocol},
};
use congdan_flows::ports::provider::ProviderKind;
use congdan_providers::{ClientAuth, ClientKey, Endpoints, SecretMethod};
use secrecy::SecretString;
use url::{Host, Url};

/// What the table says, read.
#[derive(Clone, Debug)]
pub struct CheckedProvider {
    /// Which kind of account it issues.
    pub kind: ProviderKind,
    /// How the portal proves itself to the provider.
    pub client_auth: ClientAuth,
    /// Of a provider without metadata.
    pub endpoints: Option<Endpoints>,
}

pub(super) fn check_provider(name: &str, provider: &file::Provider) -> Result<CheckedProvider, ConfigError> {
    let key = |part: &str| format!("provider.{name}.{part}");
    if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Err(ConfigError::key(format!("provider.{name}"), "a name is lower-case letters and digits"));
    }
    if provider.label.trim().is_empty() {
        return Err(ConfigError::key(key("label"), "is empty: it is the name on the button"));
    }
    filled(&key, provider)?;
    let issuer = Url::parse(&provider.issuer).map_err(|_| ConfigError::key(key("issuer"), "is not a URL"))?;
    if !is_https_or_local(&issuer) {
        return Err(ConfigError::key(key("issuer"), "must be https"));
    }
    check_algorithms(&key, provider)?;
    if !(1..=2).contains(&provider.minimum_level) {
        return Err(ConfigError::key(key("minimum_level"), "must be 1 or 2"));
    }
    if provider.protocol == Protocol::OauthUserinfo && provider.requires_id_token_hint {
        let problem = "there is no ID token to send with \"oauth2-userinfo\"";
        return Err(ConfigError::key(key("requires_id_token_hint"), problem));
    }
    let kind = match provider.kind.as_deref() {
        Some(code) => ProviderKind::from_code(code).ok_or_else(|| {
            let codes = ProviderKind::ALL.map(|kind| format!("{:?}", kind.code()));
            ConfigError::key(key("kind"), format!("must be {}", codes.join(" or ")))
        })?,
        None if name == ProviderKind::Vneid.code() => ProviderKind::Vneid,
        None => ProviderKind::National,
    };
    Ok(CheckedProvider {
        kind,
        client_auth: client_auth(&key, provider)?,
        endpoints: endpoints(&key, provider, &issuer)?,
    })
}

/// Refuses an empty name without which the provider cannot be asked or its answer not be read, and a host that is none.
fn filled(key: &impl Fn(&str) -> String, provider: &file::Provider) -> Result<(), ConfigError> {
    let claims = &provider.claims;
    let names = [
        ("client_id", &provider.client_id),
        ("claims.subject", &claims.subject),
        ("claims.cccd", &claims.cccd),
        ("claims.full_name", &claims.full_name),
        ("claims.birth_date", &claims.birth_date),
    ];
    if let Some((name, _)) = names.into_iter().find(|(_, value)| value.trim().is_empty()) {
        return Err(ConfigError::key(key(name), "is empty"));
    }
    let is_host = |host: &String| Host::parse(host).is_ok();
    if provider.allowed_hosts.iter().all(is_host) {
        Ok(())
    } else {
        Err(ConfigError::key(key("allowed_hosts"), "must be names of hosts, without scheme, port and path"))
    }
}

fn is_https_or_local(url: &Url) -> bool {
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && local)
}

fn check_algorithms(key: &impl Fn(&str) -> String, provider: &file::Provider) -> Result<(), ConfigError> {
    let known = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"];
    if provider.allowed_algs.is_empty() && provider.protocol == Protocol::Oidc {
        return Err(ConfigError::key(key("allowed_algs"), "is empty: name the algorithms the provider signs with"));
    }
    if provider.allowed_algs.iter().all(|algorithm| known.contains(&algorithm.as_str())) {
        Ok(())
    } else {
        Err(ConfigError::key(key("allowed_algs"), "names an algorithm that proves nothing or is unknown"))
    }
}

/// A secret or a key. Both together are refused: it would not be clear which of the two counts.
fn client_auth(key: &impl Fn(&str) -> String, provider: &file::Provider) -> Result<ClientAuth, ConfigError> {
    let method = match provider.client_auth.as_deref() {
        None => None,
        Some("client_secret_basic") => Some(SecretMethod::Basic),
        Some("client_secret_post") => Some(SecretMethod::Post),
        Some("private_key_jwt") => return private_key(key, provider),
        Some(_) => {
            let problem = "must be \"client_secret_basic\", \"client_secret_post\" or \"private_key_jwt\"";
            return Err(ConfigError::key(key("client_auth"), problem));
        }
    };
    for (name, is_set) in
        [("client_key_file", provider.client_key_file.is_some()), ("client_key_id", provider.client_key_id.is_some())]
    {
        if is_set {
            return Err(ConfigError::key(key(name), "is only for client_auth = \"private_key_jwt\""));
        }
    }
    let secret = secret(&key("client_secret"), &provider.client_secret, &provider.client_secret_file)?;
    Ok(ClientAuth::Secret { secret, method })
}

fn private_key(key: &impl Fn(&str) -> String, provider: &file::Provider) -> Result<ClientAuth, ConfigError> {
    if provider.client_secret.is_some() || provider.client_secret_file.is_some() {
        return Err(ConfigError::key(key("client_secret"), "is not for client_auth = \"private_key_jwt\": remove it"));
    }
    let needed = "is missing: client_auth = \"private_key_jwt\" needs it";
    let file = provider.client_key_file.as_ref().ok_or_else(|| ConfigError::key(key("client_key_file"), needed))?;
    let id = provider.client_key_id.as_ref().ok_or_else(|| ConfigError::key(key("client_key_id"), needed))?;
    let pem = SecretString::from(read_secret(&key("client_key"), file)?);
    ClientKey::parse(id, &pem)
        .map(ClientAuth::PrivateKey)
        .map_err(|error| ConfigError::key(key(error.key), error.problem))
}

/// All that a sign-in needs, or nothing: half of a provider's addresses from here and half from its metadata would be two
/// providers.
fn endpoints(
    key: &impl Fn(&str) -> String,
    provider: &file::Provider,
    issuer: &Url,
) -> Result<Option<Endpoints>, ConfigError> {
    let read = |name: &str, text: &Option<String>| {
        let Some(text) = text else { return Ok(None) };
        if provider.protocol == Protocol::Oidc {
            let problem = "is only for protocol = \"oauth2-userinfo\": with \"oidc\" the metadata say it";
            return Err(ConfigError::key(key(name), problem));
        }
        let url = Url::parse(text).map_err(|_| ConfigError::key(key(name), "is not a URL"))?;
        if !is_https_or_local(&url) {
            return Err(ConfigError::key(key(name), "must be https"));
        }
        let is_allowed = |host: &str| {
            issuer.host_str() == Some(host)
                || provider.allowed_hosts.iter().any(|other| other.eq_ignore_ascii_case(host))
        };
        if !url.host_str().is_some_and(is_allowed) {
            let problem = "is on another host than the issuer's: name it in allowed_hosts";
            return Err(ConfigError::key(key(name), problem));
        }
        Ok(Some(url))
    };
    let authorization = read("authorization_endpoint", &provider.authorization_endpoint)?;
    let token = read("token_endpoint", &provider.token_endpoint)?;
    let userinfo = read("userinfo_endpoint", &provider.userinfo_endpoint)?;
    let end_session = read("end_session_endpoint", &provider.end_session_endpoint)?;
    let pushed = read("pushed_authorization_request_endpoint", &provider.pushed_authorization_request_endpoint)?;
    let is_set = [&authorization, &token, &userinfo, &end_session, &pushed].iter().any(|url| url.is_some());
    if !is_set {
        return Ok(None);
    }
    let need = |name: &str, url: Option<Url>| {
        let problem = "is missing: authorization_endpoint, token_endpoint and userinfo_endpoint go together";
        url.ok_or_else(|| ConfigError::key(key(name), problem))
    };
    if provider.pushed_authorization && pushed.is_none() {
        let problem = "is missing: without metadata pushed_authorization needs it";
        return Err(ConfigError::key(key("pushed_authorization_request_endpoint"), problem));
    }
    Ok(Some(Endpoints {
        authorization: need("authorization_endpoint", authorization)?,
        token: need("token_endpoint", token)?,
        userinfo: need("userinfo_endpoint", userinfo)?,
        end_session,
        pushed_authorization_request: pushed,
    }))
}
