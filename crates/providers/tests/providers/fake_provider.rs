//! An OpenID provider on loopback whose every answer a test can replace.

use crate::{
    clock::{NOW, TestClock, world},
    minter::{ACCESS_TOKEN, CLIENT, Key, NONCE},
};
use congdan_flows::ports::provider::{
    AssertedIdentity, AttemptSecrets, AuthorizationRequest, CallbackAnswer, IdentityProvider, ProviderError,
    ProviderKind,
};
use congdan_providers::{ClaimNames, ClientAuth, EgressClient, HttpPolicy, OidcProvider, Protocol, ProviderSettings};
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub const DISCOVERY: &str = "/vneid/.well-known/openid-configuration";
pub const JWKS: &str = "/vneid/jwks";
pub const TOKEN: &str = "/vneid/token";
pub const USERINFO: &str = "/vneid/userinfo";
pub const PAR: &str = "/vneid/par";

pub struct FakeProvider {
    pub server: MockServer,
    pub clock: Arc<TestClock>,
    pub key: Key,
    mocks: AtomicU8,
}

impl FakeProvider {
    /// A provider that does everything right.
    pub async fn start() -> Self {
        let provider = Self {
            server: MockServer::start().await,
            clock: Arc::new(TestClock::new()),
            key: Key::new("k1", 7),
            mocks: AtomicU8::new(0),
        };
        provider.serve("GET", DISCOVERY, json_answer(provider.metadata())).await;
        provider.serve_keys(&[&provider.key]).await;
        provider.serve_token(provider.key.token(&provider.key.header(), &provider.claims())).await;
        provider.serve("GET", USERINFO, json_answer(provider.userinfo())).await;
        provider
    }

    pub fn issuer(&self) -> String {
        format!("{}/vneid", self.server.uri())
    }

    pub fn metadata(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.server.uri());
        json!({
            "issuer": self.issuer(),
            "authorization_endpoint": at("/vneid/authorize"),
            "token_endpoint": at(TOKEN),
            "jwks_uri": at(JWKS),
            "userinfo_endpoint": at(USERINFO),
            "end_session_endpoint": at("/vneid/logout"),
            "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"],
            "authorization_response_iss_parameter_supported": true,
        })
    }

    pub fn claims(&self) -> Value {
        json!({
            "iss": self.issuer(), "sub": "person-1", "aud": CLIENT, "exp": NOW + 300, "iat": NOW, "nonce": NONCE,
            "HoVaTen": "Nguyễn Văn An", "sid": "session-1",
        })
    }

    pub fn userinfo(&self) -> Value {
        json!({
            "sub": "person-1", "SoDinhDanh": "025085999001", "NgayThangNamSinh": "01/01/1985",
            "HoVaTen": "Another Name", "loAs": "LoA2",
        })
    }

    /// Replaces the answer of a path: the newest mock comes first.
    pub async fn serve(&self, verb: &str, at: &str, answer: ResponseTemplate) {
        let priority = u8::MAX - self.mocks.fetch_add(1, Ordering::Relaxed);
        self.server
            .register(Mock::given(method(verb)).and(path(at)).respond_with(answer).with_priority(priority))
            .await;
    }

    pub async fn serve_keys(&self, keys: &[&Key]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.jwk()).collect();
        self.serve("GET", JWKS, json_answer(json!({ "keys": keys }))).await;
    }

    pub async fn serve_token(&self, id_token: String) {
        let answer = json!({ "access_token": ACCESS_TOKEN, "token_type": "BEARER", "id_token": id_token });
        self.serve("POST", TOKEN, json_answer(answer)).await;
    }

    pub fn settings(&self) -> ProviderSettings {
        ProviderSettings {
            id: "vneid".into(),
            kind: ProviderKind::Vneid,
            label: "VNeID".into(),
            protocol: Protocol::Oidc,
            issuer: self.issuer(),
            endpoints: None,
            client_id: CLIENT.into(),
            client_auth: ClientAuth::Secret { secret: "s3cret&more".to_owned().into(), method: None },
            pushed_authorization: false,
            redirect_uri: "http://localhost:3100/dang-nhap/vneid/ket-qua".parse().unwrap(),
            post_logout_redirect_uri: "http://localhost:3100/".parse().unwrap(),
            allowed_algs: vec!["ES256".into(), "RS256".into()],
            allowed_hosts: vec![],
            minimum_level: 2,
            claims: ClaimNames::default(),
            clock_skew: Duration::from_secs(60),
            jwks_cooldown: Duration::from_secs(5),
            acr_values: None,
            requires_id_token_hint: false,
        }
    }

    pub fn relying_party(&self) -> OidcProvider {
        self.relying_party_with(self.settings())
    }

    pub fn relying_party_with(&self, settings: ProviderSettings) -> OidcProvider {
        let policy = HttpPolicy { timeout: Duration::from_millis(500), ..HttpPolicy::default() };
        OidcProvider::new(settings, EgressClient::new(&policy).unwrap(), world(self.clock.clone())).unwrap()
    }

    /// The callback as this provider's redirect would bring it.
    pub async fn identify(&self, relying_party: &OidcProvider) -> Result<AssertedIdentity, ProviderError> {
        relying_party.identify(&answer(Some(self.issuer())), &secrets(), None).await
    }

    /// How often a path was asked for.
    pub async fn calls(&self, path: &str) -> usize {
        let requests = self.server.received_requests().await.unwrap();
        requests.iter().filter(|request| request.url.path() == path).count()
    }
}

pub fn json_answer(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.to_string(), "application/json; charset=utf-8")
}

/// An object in which one member occurs twice.
pub fn twice(member: &str, first: &str, second: &str) -> ResponseTemplate {
    let body = format!(r#"{{"{member}":"{first}","{member}":"{second}"}}"#);
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

pub fn html_answer() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw("<!DOCTYPE html><title>Bảo trì</title>", "text/html")
}

pub fn answer(iss: Option<String>) -> CallbackAnswer {
    CallbackAnswer { code: "code-1".to_owned().into(), iss }
}

pub fn secrets() -> AttemptSecrets {
    AttemptSecrets { nonce: NONCE.to_owned().into(), pkce_verifier: VERIFIER.to_owned().into() }
}

pub fn request() -> AuthorizationRequest {
    AuthorizationRequest {
        state: "state-1".into(),
        secrets: secrets(),
        language: "vi".into(),
        max_age: None,
        anew: false,
    }
}
