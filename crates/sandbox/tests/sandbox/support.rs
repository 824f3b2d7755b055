//! A sandbox on a free port, and a browser and a portal that use it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use congdan_sandbox::{Sandbox, SandboxConfig};
use reqwest::redirect::Policy;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Mutex};
use url::Url;

pub const PORTAL: &str = "http://localhost:3100";
pub const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-1234";

pub struct World {
    pub url: String,
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
    /// The browser's cookies: name and value.
    cookies: Mutex<HashMap<String, String>>,
}

/// What came back, read completely.
pub struct Answer {
    pub status: u16,
    pub location: Option<Url>,
    pub body: String,
    pub headers: reqwest::header::HeaderMap,
}

impl World {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut SandboxConfig)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mut config = SandboxConfig::demo(&url, "http://localhost:3000", PORTAL);
        change(&mut config);
        let sandbox = Sandbox::new(config);
        let router = sandbox.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { url, sandbox, http, cookies: Mutex::default() }
    }

    /// As a browser: with cookies, without following redirects.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let cookies: Vec<_> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        let location = response.headers().get("location").map(|to| to.to_str().unwrap());
        let location = location.map(|to| response.url().join(to).unwrap());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, location, headers, body: response.text().await.unwrap() }
    }

    /// As another browser from now on.
    pub fn forget_cookies(&self) {
        self.cookies.lock().unwrap().clear();
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(self.http.get(self.absolute(address))).await
    }

    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.http.post(self.absolute(address)).form(form)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> u16 {
        self.http.put(self.absolute(path)).json(&body).send().await.unwrap().status().as_u16()
    }

    pub async fn json(&self, path: &str) -> Value {
        self.http.get(self.absolute(path)).send().await.unwrap().json().await.unwrap()
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.url) } else { address.to_owned() }
    }

    /// A correct authorization request of the Phú Thọ portal, with parameters replaced, added or (empty) left out.
    pub fn authorize_url(&self, provider: &str, changes: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let redirect_uri = callback(provider);
        let mut params = vec![
            ("response_type", "code"),
            ("client_id", "phutho"),
            ("redirect_uri", &redirect_uri),
            ("scope", "openid"),
            ("state", "the-state"),
            ("nonce", "the-nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for change in changes {
            params.retain(|(name, _)| *name != change.0);
            params.extend((!change.1.is_empty()).then_some(*change));
        }
        Url::parse_with_params(&format!("{}/{provider}/authorize", self.url), params).unwrap().into()
    }

    pub async fn authorize(&self, provider: &str, changes: &[(&str, &str)]) -> Answer {
        self.get(&self.authorize_url(provider, changes)).await
    }

    /// The code by `login_hint`.
    pub async fn code(&self, provider: &str, person: &str) -> String {
        self.authorize(provider, &[("login_hint", person)]).await.param("code").unwrap()
    }

    pub async fn redeem(&self, provider: &str, changes: &[(&str, &str)]) -> (u16, Value) {
        let redirect_uri = callback(provider);
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("redirect_uri", redirect_uri.as_str()),
            ("code_verifier", VERIFIER),
            ("client_id", "phutho"),
            ("client_secret", "sandbox-secret-phutho"),
        ];
        for change in changes {
            form.retain(|(name, _)| *name != change.0);
            form.extend((!change.1.is_empty()).then_some(*change));
        }
        let answer = self.http.post(format!("{}/{provider}/token", self.url)).form(&form).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
    }

    pub async fn userinfo(&self, provider: &str, token: &str) -> (u16, Value) {
        let request = self.http.get(format!("{}/{provider}/userinfo", self.url)).bearer_auth(token);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
    }

    /// The claims of the ID token of a whole sign-in by `login_hint`; the signature is not looked at.
    pub async fn claims(&self, provider: &str, person: &str) -> Value {
        let code = self.code(provider, person).await;
        let (status, tokens) = self.redeem(provider, &[("code", &code)]).await;
        assert_eq!(status, 200, "{tokens}");
        part(tokens["id_token"].as_str().unwrap(), 1)
    }

    pub async fn fault(&self, provider: &str, fault: &str) {
        let status = self.put(&format!("/control/provider/{provider}"), json!({ "fault": fault })).await;
        assert_eq!(status, 204, "{fault}");
    }
}

impl Answer {
    /// A query parameter of the redirect.
    pub fn param(&self, name: &str) -> Option<String> {
        let location = self.location.as_ref()?;
        location.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    pub fn to(&self) -> String {
        self.location.clone().expect("a redirect").into()
    }

    pub fn text(&self, selector: &str) -> String {
        let document = Html::parse_document(&self.body);
        let found = document.select(&Selector::parse(selector).unwrap()).next();
        let found = found.unwrap_or_else(|| panic!("no {selector} in {}", self.body));
        found.text().collect::<String>().trim().to_owned()
    }

    /// The name of the field with this label.
    pub fn field(&self, label: &str) -> String {
        let document = Html::parse_document(&self.body);
        let labels = Selector::parse("label").unwrap();
        let found = document.select(&labels).find(|found| found.text().collect::<String>().starts_with(label));
        let id = found.unwrap_or_else(|| panic!("no label {label}")).attr("for").unwrap().to_owned();
        let field = Selector::parse(&format!("input[id='{id}']")).unwrap();
        document.select(&field).next().expect("the label's field").attr("name").unwrap().to_owned()
    }

    /// The fields of the form with this button, as a browser would send them: hidden ones and the button's own.
    pub fn form(&self, button: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.body);
        let forms = Selector::parse("form").unwrap();
        let (buttons, hidden) = (Selector::parse("button").unwrap(), Selector::parse("input[type=hidden]").unwrap());
        for form in document.select(&forms) {
            let Some(pressed) = form.select(&buttons).find(|found| found.text().collect::<String>() == button) else {
                continue;
            };
            let named =
                form.select(&hidden).chain(std::iter::once(pressed)).filter(|field| field.attr("name").is_some());
            return named
                .map(|field| (field.attr("name").unwrap().to_owned(), field.attr("value").unwrap_or("").to_owned()))
                .collect();
        }
        panic!("no button {button} in {}", self.body)
    }
}

impl World {
    /// Fills fields by label and presses the button of a page that has its form at its own address.
    pub async fn submit(&self, address: &str, page: &Answer, entries: &[(&str, &str)], button: &str) -> Answer {
        let mut form = page.form(button);
        form.extend(entries.iter().map(|(label, value)| (page.field(label), (*value).to_owned())));
        self.send(self.http.post(self.absolute(address)).form(&form)).await
    }
}

pub fn callback(provider: &str) -> String {
    format!("{PORTAL}/dang-nhap/{provider}/ket-qua")
}

/// A decoded part of a token: 0 the header, 1 the claims.
pub fn part(token: &str, n: usize) -> Value {
    let part = token.split('.').nth(n).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
