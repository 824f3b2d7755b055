//! A sandbox and a portal in this process, on free ports of this machine.

use crate::{browser::Browser, logs};
use base64::{Engine, engine::general_purpose::STANDARD};
use congdan_flows::ports::world::Clock;
use congdan_sandbox::{Sandbox, SandboxConfig};
use congdan_server::{
    chance::SystemClock,
    config::{self, Settings},
    connections::{self, Bounds},
    http,
    wiring::{self, Wired},
};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tokio::{net::TcpListener, task::JoinHandle};

/// The configuration that the demonstration runs on.
pub const PHUTHO: &str = include_str!("../../../config/phutho.toml");

pub struct TestWorld {
    pub portal_url: String,
    pub sandbox_url: String,
    pub portal: Wired,
    pub clock: Arc<TestClock>,
    settings: Settings,
    serving: JoinHandle<()>,
    data: TempDir,
    control: reqwest::Client,
}

/// The portal's clock: the real one, moved forward.
#[derive(Debug, Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.whole_seconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        SystemClock.now() + Duration::seconds(self.0.load(Ordering::SeqCst))
    }
}

impl TestWorld {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// As the Phú Thọ portal of the demonstration, with some keys of its configuration changed.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        logs::capture();
        // The second world of a process finds it done.
        let _ = any_spawner::Executor::init_tokio();
        let (portal_port, portal_url) = free_port().await;
        let (sandbox_port, sandbox_url) = free_port().await;

        let mut settings = config::parse(PHUTHO).unwrap();
        settings.portal.public_url.clone_from(&portal_url);
        settings.portal.listen = portal_port.local_addr().unwrap().to_string();
        for (id, provider) in &mut settings.provider {
            provider.issuer = format!("{sandbox_url}/{id}");
        }
        settings.population.url = format!("{sandbox_url}/dan-cu");
        settings.security.encryption_keys = vec![key("k1", 1)];
        settings.security.index_keys = vec![key("i1", 2)];
        change(&mut settings);

        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock::default());
        let (portal, serving) = serve(&settings, data.path(), &clock, portal_port).await;

        let sandbox = Sandbox::new(SandboxConfig::demo(&sandbox_url, "http://localhost:1", &portal_url));
        tokio::spawn(async move { axum::serve(sandbox_port, sandbox.router()).await });

        let control = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { portal_url, sandbox_url, portal, clock, settings, serving, data, control }
    }

    /// The portal ends, as when it is killed, and starts again at the same address and on the same data.
    pub async fn restart(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
        let listener = TcpListener::bind(&self.settings.portal.listen).await.unwrap();
        (self.portal, self.serving) = serve(&self.settings, self.data.path(), &self.clock, listener).await;
    }

    /// A browser of its own, with nothing in it.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.portal_url)
    }

    pub fn data_dir(&self) -> &Path {
        self.data.path()
    }

    /// The provider's next flow (or request, for a fault of a whole endpoint) goes wrong in this way.
    pub async fn fault_once(&self, provider: &str, fault: &str) {
        self.put(&format!("/control/provider/{provider}"), json!({ "fault": fault, "once": true })).await;
    }

    /// The provider goes wrong in this way until it is told otherwise.
    pub async fn fault(&self, provider: &str, fault: &str) {
        self.put(&format!("/control/provider/{provider}"), json!({ "fault": fault })).await;
    }

    /// Who answers the provider's next authorization request, and how it goes wrong (docs/SANDBOX.md, "Control").
    pub async fn next(&self, provider: &str, answer: Value) {
        self.put(&format!("/control/provider/{provider}/next"), answer).await;
    }

    pub async fn population(&self, mode: &str) {
        self.put("/control/population", json!({ "mode": mode })).await;
    }

    pub async fn rotate_keys(&self, provider: &str) {
        let url = format!("{}/control/provider/{provider}/rotate-keys", self.sandbox_url);
        assert_eq!(self.control.post(url).send().await.unwrap().status(), 200);
    }

    async fn put(&self, path: &str, body: Value) {
        let answer = self.control.put(format!("{}{path}", self.sandbox_url)).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 204, "{path} {body}");
    }

    /// How many requests arrived at this address of the sandbox, e.g. `/vneid/token`.
    pub async fn calls(&self, path: &str) -> usize {
        let url = format!("{}/control/requests", self.sandbox_url);
        let all: Vec<Value> = self.control.get(url).send().await.unwrap().json().await.unwrap();
        all.iter().filter(|entry| entry["path"] == path).count()
    }

    /// What the sandbox thinks of the portal.
    pub async fn verdict(&self) -> Value {
        let url = format!("{}/control/verdict", self.sandbox_url);
        self.control.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// How many dossiers have arrived, whoever sent them.
    pub async fn dossiers(&self) -> usize {
        self.portal.site.portal.store.dossiers_at("H44.12", 100).await.unwrap().len()
    }
}

async fn serve(
    settings: &Settings,
    data: &Path,
    clock: &Arc<TestClock>,
    listener: TcpListener,
) -> (Wired, JoinHandle<()>) {
    let mut portal = wiring::wire(config::check(settings.clone()).unwrap(), data).await.unwrap();
    portal.site.portal.world.clock = clock.clone();
    portal.site.site_root = Arc::new(data.join("site"));
    lay_out_files(&portal.site.site_root);
    let router = http::router(portal.site.clone());
    let serving = connections::serve(listener, router, Bounds::behind(&portal.site.proxies), std::future::pending());
    (portal, tokio::spawn(serving))
}

async fn free_port() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    (listener, url)
}

fn key(id: &str, seed: u8) -> SecretString {
    SecretString::from(format!("{id}:{}", STANDARD.encode([seed; 32])))
}

/// Stands for what cargo-leptos builds.
fn lay_out_files(site_root: &Path) {
    std::fs::create_dir_all(site_root.join("pkg")).unwrap();
    std::fs::write(site_root.join("pkg/congdan.js"), "export default 1;").unwrap();
    std::fs::write(site_root.join("pkg/congdan.css"), "main { color: black }").unwrap();
    std::fs::write(site_root.join("robots.txt"), "User-agent: *\n").unwrap();
}
