//! A provider whose tokens a test writes itself, for what the sandbox never sends.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

pub struct MintingProvider {
    server: MockServer,
    key: SigningKey,
}

impl MintingProvider {
    /// Its metadata and keys are served; the rest of it is not there.
    pub async fn start() -> Self {
        let provider = Self { server: MockServer::start().await, key: SigningKey::from_slice(&[7; 32]).unwrap() };
        let at = |path: &str| format!("{}{path}", provider.issuer());
        let metadata = json!({
            "issuer": provider.issuer(), "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
            "jwks_uri": at("/jwks"),
        });
        let point = provider.key.verifying_key().to_encoded_point(false);
        let keys = json!({ "keys": [{
            "kty": "EC", "use": "sig", "crv": "P-256", "kid": "k1",
            "x": encode(point.x().unwrap()), "y": encode(point.y().unwrap()),
        }] });
        for (at, document) in [("/op/.well-known/openid-configuration", metadata), ("/op/jwks", keys)] {
            let answer = ResponseTemplate::new(200).set_body_json(document);
            provider.server.register(Mock::given(method("GET")).and(path(at)).respond_with(answer)).await;
        }
        provider
    }

    pub fn issuer(&self) -> String {
        format!("{}/op", self.server.uri())
    }

    /// A logout token about everybody who is `person-1`.
    pub fn logout_token(&self, id: &str) -> String {
        let now = congdan_server::chance::world().now().unix_timestamp();
        let event = "http://schemas.openid.net/event/backchannel-logout";
        self.token(
            &json!({ "alg": "ES256", "typ": "logout+jwt", "kid": "k1" }),
            &json!({
                "iss": self.issuer(), "aud": "phutho", "iat": now, "exp": now + 120, "jti": id, "sub": "person-1",
                "events": { event: {} },
            }),
        )
    }

    fn token(&self, header: &Value, claims: &Value) -> String {
        let input = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
        let signature: Signature = self.key.sign(input.as_bytes());
        format!("{input}.{}", encode(signature.to_bytes()))
    }
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
