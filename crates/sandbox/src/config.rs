//! The clients of the sandbox and its address.

use crate::provider::id::ProviderId;
use std::fmt;

/// Everything the sandbox is started with.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// The address browsers and portals reach it at, without a trailing slash: `http://localhost:4000`. The issuers are
    /// `{public_url}/vneid` and `{public_url}/dvcqg`, the register's address is `{public_url}/dan-cu`.
    pub public_url: String,
    /// The portals that may use the providers.
    pub clients: Vec<Client>,
    /// What the register demands from its callers.
    pub register: RegisterCredentials,
}

/// A relying party, registered at each provider.
#[derive(Clone)]
pub struct Client {
    /// The `client_id`.
    pub id: String,
    /// The client secret, the same at each provider.
    pub secret: String,
    /// Where authorization responses may be sent. A request must name one of them to the letter (RFC 9700, section 2.1).
    pub redirect_uris: Vec<String>,
    /// Where a browser may be sent after signing out. The first is the portal's home page.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where logout tokens are posted; `{provider}` stands for the provider's path segment.
    pub backchannel_logout_uri: Option<String>,
    /// The name that people see when they are asked to share their data.
    pub name: String,
    /// Whether the client is one of the demo's own: its `login_hint` signs a sandbox person in without questions.
    pub trusted: bool,
    /// Whether signing out needs an `id_token_hint`.
    pub require_id_token_hint: bool,
}

/// What a caller of the register must send in its headers (docs/SANDBOX.md).
#[derive(Clone)]
pub struct RegisterCredentials {
    /// The user of the `Authorization` header.
    pub username: String,
    /// Hashed into the `Authorization` header with the user, the address and the time.
    pub secret: String,
    /// The value of `X-Road-Client`.
    pub x_road_client: String,
    /// The value of `ApiKey`.
    pub api_key: String,
}

impl SandboxConfig {
    /// The demo's sandbox with its two portals. The addresses are origins without a trailing slash.
    pub fn demo(sandbox_url: &str, national_url: &str, phutho_url: &str) -> Self {
        Self {
            public_url: sandbox_url.to_owned(),
            clients: vec![
                Client::demo("national", national_url, "Cổng Dịch vụ công quốc gia"),
                Client::demo("phutho", phutho_url, "Hệ thống thông tin giải quyết TTHC tỉnh Phú Thọ"),
            ],
            register: RegisterCredentials {
                username: "congdan".to_owned(),
                secret: "sandbox-register-secret".to_owned(),
                x_road_client: "SANDBOX/GOV/H44/congdan".to_owned(),
                api_key: "sandbox-api-key".to_owned(),
            },
        }
    }

    pub(crate) fn client(&self, id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }
}

impl Client {
    fn demo(id: &str, portal: &str, name: &str) -> Self {
        let callback = |provider: &ProviderId| format!("{portal}/dang-nhap/{}/ket-qua", provider.segment());
        Self {
            id: id.to_owned(),
            secret: format!("sandbox-secret-{id}"),
            redirect_uris: ProviderId::ALL.iter().map(callback).collect(),
            post_logout_redirect_uris: vec![format!("{portal}/")],
            backchannel_logout_uri: Some(format!("{portal}/dang-xuat/{{provider}}/backchannel")),
            name: name.to_owned(),
            trusted: true,
            require_id_token_hint: false,
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for RegisterCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterCredentials").field("username", &self.username).finish_non_exhaustive()
    }
}
