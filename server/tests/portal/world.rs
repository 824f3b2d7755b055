//! A sandbox in this process and a portal beside it, on free ports of this machine.
//!
//! The portal is the binary, in a process of its own and seen from outside. `TestWorld::portal` is an observer: the same
//! database under the same keys, opened here, to look at what is stored. A test that must hold the portal's parts in its hands
//! has it in this process ([`TestWorld::inside`]).

pub mod binary;
mod clock;
mod config_file;
pub mod databases;

use crate::{browser::Browser, logs};
use base64::{Engine, engine::general_purpose::STANDARD};
use binary::{Binary, Launch};
use clock::TestClock;
use congdan_flows::ports::dossiers::{QueueFilter, QueuePart};
use congdan_sandbox::{Sandbox, SandboxConfig};
use congdan_server::{
    config::{self, Settings},
    connections::{self, Bounds},
    http,
    wiring::{self, Wired},
};
use databases::{Fresh, Kind};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

/// The configuration that the demonstration runs on.
pub const PHUTHO: &str = include_str!("../../../config/phutho.toml");

pub struct TestWorld {
    pub portal_url: String,
    pub sandbox_url: String,
    /// In this process: the portal itself, or its observer.
    pub portal: Wired,
    pub clock: Arc<TestClock>,
    settings: Settings,
    serving: Serving,
    folder: TempDir,
    control: reqwest::Client,
    _database: Fresh,
}

/// A second process of a portal.
pub struct Node {
    pub url: String,
    _process: Binary,
    _folder: TempDir,
}

enum Serving {
    Outside(Launch, Binary),
    Inside(JoinHandle<()>),
}

impl TestWorld {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// As the Phú Thọ portal of the demonstration, with some keys of its configuration changed.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::build(change, |launch| launch, true).await
    }

    /// The portal's data are on a disk that can be full. Its observer sees another, empty database.
    pub async fn on_a_small_disk() -> Self {
        Self::build(|_| {}, Launch::on_a_small_disk, true).await
    }

    /// The portal as a part of this process, without its jobs: for tests that take their place, step by step.
    pub async fn inside() -> Self {
        Self::build(|_| {}, |launch| launch, false).await
    }

    async fn build(change: impl FnOnce(&mut Settings), place: impl FnOnce(Launch) -> Launch, outside: bool) -> Self {
        logs::capture();
        // The second world of a process finds it done.
        let _ = any_spawner::Executor::init_tokio();
        let (sandbox_url, sandbox) = sandbox_port().await;
        let database = Kind::of_this_run().fresh();
        let mut settings = settings(binary::port(), &sandbox_url, &database);
        let portal_url = settings.portal.public_url.clone();
        change(&mut settings);

        let folder = tempfile::tempdir().unwrap();
        let launch = place(Launch::prepare(folder.path(), &settings).with_a_clock());
        let clock_file = binary::clock_file(folder.path());
        let sandbox = start_sandbox(sandbox, &sandbox_url, &portal_url);
        let clock = if outside { TestClock::told_to(&clock_file, sandbox) } else { TestClock::default() };
        let clock = Arc::new(clock);
        let portal = wire(&settings, folder.path(), &clock).await;
        let serving = if outside {
            let process = launch.start().await;
            Serving::Outside(launch, process)
        } else {
            Serving::Inside(serve(&portal).await)
        };
        let control = http_client();
        Self { portal_url, sandbox_url, portal, clock, settings, serving, folder, control, _database: database }
    }

    /// The portal ends, as when it is killed, and starts again at the same address and on the same data.
    pub async fn restart(&mut self) {
        match &mut self.serving {
            Serving::Outside(launch, process) => {
                process.kill();
                *process = launch.start().await;
            }
            Serving::Inside(serving) => {
                serving.abort();
                let _ = (&mut *serving).await;
                self.portal = wire(&self.settings, self.folder.path(), &self.clock).await;
                *serving = serve(&self.portal).await;
            }
        }
    }

    /// The portal's process.
    pub fn process(&mut self) -> &mut Binary {
        match &mut self.serving {
            Serving::Outside(_, process) => process,
            Serving::Inside(_) => panic!("the portal is in this process"),
        }
    }

    /// Another process of the same portal, at an address of its own. Its database is the world's where that is on PostgreSQL.
    pub async fn another_node(&self) -> Node {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = self.settings.clone();
        let port = binary::port();
        settings.portal.public_url = format!("http://localhost:{port}");
        settings.portal.listen = format!("127.0.0.1:{port}");
        let url = settings.portal.public_url.clone();
        let process = Launch::prepare(folder.path(), &settings).start().await;
        Node { url, _process: process, _folder: folder }
    }

    /// A browser of its own, with nothing in it.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.portal_url)
    }

    pub fn data_dir(&self) -> PathBuf {
        binary::data(self.folder.path())
    }

    /// The browser's files, which the portal finds at its next start.
    pub fn site_dir(&self) -> PathBuf {
        binary::site(self.folder.path())
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

    /// How this portal is registered at the provider (docs/SANDBOX.md, "Other registrations").
    pub async fn register(&self, provider: &str, registration: Value) {
        self.put(&format!("/control/provider/{provider}/client/phutho"), registration).await;
    }

    /// One more person in the sandbox (docs/SANDBOX.md, "Control").
    pub async fn person(&self, person: Value) {
        let url = format!("{}/control/people", self.sandbox_url);
        let answer = self.control.post(url).json(&person).send().await.unwrap();
        assert!(answer.status().is_success(), "{person}");
    }

    pub async fn population(&self, mode: &str) {
        self.put("/control/population", json!({ "mode": mode })).await;
    }

    /// The provider's next answer comes after so many milliseconds.
    pub async fn provider_late(&self, provider: &str, delay_ms: u64) {
        self.put(&format!("/control/provider/{provider}/delay"), json!({ "delays_ms": [delay_ms, 0] })).await;
    }

    /// As [`TestWorld::population`], after so many milliseconds.
    pub async fn population_late(&self, mode: &str, delay_ms: u64) {
        self.put("/control/population", json!({ "mode": mode, "delay_ms": delay_ms })).await;
    }

    /// By so many seconds the provider's clock is off.
    pub async fn provider_clock(&self, provider: &str, seconds: i64) {
        self.put(&format!("/control/provider/{provider}/clock"), json!({ "offset_seconds": seconds })).await;
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
        self.requests(path).await.len()
    }

    /// What the sandbox remembers of them (docs/SANDBOX.md, "Control").
    pub async fn requests(&self, path: &str) -> Vec<Value> {
        let url = format!("{}/control/requests", self.sandbox_url);
        let mut all: Vec<Value> = self.control.get(url).send().await.unwrap().json().await.unwrap();
        all.retain(|entry| entry["path"] == path);
        all
    }

    /// What the sandbox thinks of the portal.
    pub async fn verdict(&self) -> Value {
        let url = format!("{}/control/verdict", self.sandbox_url);
        self.control.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// What `congdan` says to an operator's order about this portal, and whether it was done.
    pub fn order(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = std::process::Command::new(binary::program());
        command.args(arguments).arg("--config").arg(self.folder.path().join("congdan.toml"));
        let answer = command.env("CONGDAN_DATA_DIR", self.data_dir()).env("CONGDAN_LOG", "off").output().unwrap();
        let said = [answer.stdout, answer.stderr].concat();
        (answer.status.success(), String::from_utf8(said).unwrap())
    }

    /// A connection that knows nothing of keys and rules.
    pub async fn raw(&self) -> sea_orm::DatabaseConnection {
        let url = match self.settings.database.url.strip_prefix("sqlite://") {
            Some(file) => format!("sqlite://{}", self.data_dir().join(file).display()),
            None => self.settings.database.url.clone(),
        };
        sea_orm::Database::connect(url).await.unwrap()
    }

    /// How many dossiers have arrived, whoever sent them.
    pub async fn dossiers(&self) -> usize {
        let first = QueuePart { skip: 0, limit: 1 };
        let queue = self.portal.site.portal.store.queue(&["H44.12"], QueueFilter::All, first).await.unwrap();
        usize::try_from(queue.total).unwrap()
    }
}

/// The demonstration's configuration at these addresses, with keys of its own.
pub fn settings(port: u16, sandbox_url: &str, database: &Fresh) -> Settings {
    let mut settings = config::parse(PHUTHO).unwrap();
    settings.portal.public_url = format!("http://localhost:{port}");
    settings.portal.listen = format!("127.0.0.1:{port}");
    settings.database.url.clone_from(&database.url);
    for (id, provider) in &mut settings.provider {
        provider.issuer = format!("{sandbox_url}/{id}");
    }
    settings.population.url = format!("{sandbox_url}/dan-cu");
    settings.security.encryption_keys = vec![key("k1", 1)];
    settings.security.index_keys = vec![key("i1", 2)];
    settings.audit.signing_keys = vec![key("a1", 3)];
    settings
}

/// A port for the sandbox, and its address.
pub async fn sandbox_port() -> (String, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (format!("http://localhost:{}", listener.local_addr().unwrap().port()), listener)
}

pub fn start_sandbox(listener: TcpListener, url: &str, portal_url: &str) -> Sandbox {
    let sandbox = Sandbox::new(SandboxConfig::demo(url, "http://localhost:1", portal_url));
    let router = sandbox.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    sandbox
}

/// To ask this machine's own servers.
pub fn http_client() -> reqwest::Client {
    // Whoever comes second finds a provider installed, which is all that is needed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap()
}

impl Drop for TestWorld {
    fn drop(&mut self) {
        if let (Serving::Outside(launch, _), true) = (&self.serving, std::thread::panicking()) {
            eprintln!("the portal itself says:\n{}", launch.trouble());
        }
    }
}

async fn wire(settings: &Settings, folder: &Path, clock: &Arc<TestClock>) -> Wired {
    let mut portal = wiring::wire(config::check(settings.clone()).unwrap(), &binary::data(folder)).await.unwrap();
    Arc::get_mut(&mut portal.site.portal).unwrap().world.clock = clock.clone();
    portal.site.site_root = Arc::new(binary::site(folder));
    portal
}

async fn serve(portal: &Wired) -> JoinHandle<()> {
    let listener = TcpListener::bind(portal.config.listen).await.unwrap();
    let router = http::router(portal.site.clone());
    let bounds = Bounds::behind(&portal.site.proxies);
    tokio::spawn(connections::serve(listener, router, bounds, std::future::pending()))
}

pub fn key(id: &str, seed: u8) -> SecretString {
    SecretString::from(format!("{id}:{}", STANDARD.encode([seed; 32])))
}
