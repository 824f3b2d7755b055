//! A relying party that does everything right, unless a test tells it otherwise.

use crate::support::{World, callback};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// One sign-in at VNeID as the Phú Thọ portal.
pub struct SignIn<'a> {
    pub world: &'a World,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

pub fn random() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

impl<'a> SignIn<'a> {
    pub fn new(world: &'a World) -> Self {
        Self { world, state: random(), nonce: random(), verifier: random() }
    }

    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }

    pub fn url(&self, changes: &[(&str, &str)]) -> String {
        let challenge = self.challenge();
        let mut all = vec![
            ("login_hint", "an"),
            ("state", self.state.as_str()),
            ("nonce", &self.nonce),
            ("code_challenge", &challenge),
        ];
        all.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        all.extend(changes);
        self.world.authorize_url("vneid", &all)
    }

    /// The code, if there is one.
    pub async fn authorize(&self, changes: &[(&str, &str)]) -> Option<String> {
        self.world.get(&self.url(changes)).await.param("code")
    }

    pub async fn code(&self) -> String {
        self.authorize(&[]).await.expect("a code")
    }

    /// The token answer.
    pub async fn redeem(&self, code: &str, changes: &[(&str, &str)]) -> (u16, Value) {
        let mut all = vec![("code", code), ("code_verifier", self.verifier.as_str())];
        all.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        all.extend(changes);
        self.world.redeem("vneid", &all).await
    }

    /// To the end, without looking at anything: what a careless relying party does.
    pub async fn carelessly(&self) -> Value {
        let code = self.code().await;
        let (_, tokens) = self.redeem(&code, &[]).await;
        if let Some(token) = tokens["access_token"].as_str() {
            self.world.userinfo("vneid", token).await;
        }
        tokens
    }

    /// A right token request as a form, to be sent in a wrong way.
    pub fn form(&self, code: &str) -> Vec<(&'static str, String)> {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", callback("vneid")),
            ("code_verifier", self.verifier.clone()),
            ("client_id", "phutho".to_owned()),
            ("client_secret", "sandbox-secret-phutho".to_owned()),
        ]
    }
}

impl World {
    pub fn token_url(&self) -> String {
        format!("{}/vneid/token", self.url)
    }

    pub async fn verdict(&self) -> Value {
        self.json("/control/verdict").await
    }

    /// The ids of all findings, newest first.
    pub async fn findings(&self) -> Vec<String> {
        let verdict = self.verdict().await;
        let findings = verdict["findings"].as_array().unwrap().iter();
        findings.map(|finding| finding["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Checks that exactly this was found, and starts anew.
    pub async fn found_only(&self, id: &str) {
        let findings = self.findings().await;
        assert_eq!(findings, [id], "{}", self.json("/control/flows").await);
        self.post("/control/reset", &[]).await;
        self.forget_cookies();
    }
}
