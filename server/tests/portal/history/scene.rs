//! The portal, its database and the sandbox, and how the first two are struck down.

use super::{
    acts,
    books::Books,
    check,
    moves::Moves,
    promises::{Login, Promises, Rivals},
};
use crate::{
    browser::Browser,
    cluster::Cluster,
    journey::{NATIONAL, VNEID},
    people::Person,
    world::{
        self,
        binary::{self, Binary, Launch},
        databases::{Fresh, Kind},
    },
};
use congdan_server::config::Settings;
use congdan_store::{Database, Keys};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
    ops::Range,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// What the clients share.
pub struct Stage {
    pub url: String,
    pub rivals: Vec<Rivals>,
    /// People whom the register does not know, and who ask it many things at once.
    pub hasty: Vec<Login>,
    pub moves: Moves,
    promises: Mutex<Promises>,
    /// Counts disturbances; odd while one lasts.
    scene: AtomicU64,
    paused: AtomicBool,
    /// So many acts have come to their end.
    acts: AtomicU64,
    over: AtomicBool,
    complaints: Mutex<Vec<String>>,
    folder: PathBuf,
    /// One role is given and taken at a time.
    pub office: tokio::sync::Mutex<()>,
}

impl Stage {
    pub fn promised(&self, what: impl FnOnce(&mut Promises)) {
        what(&mut self.promises.lock().unwrap());
    }

    /// How often "Gỡ liên kết", "Gộp tài khoản", "Rút lại sự đồng ý" and "Xóa tài khoản" were pressed since the promises were last
    /// taken for a check.
    pub fn pressed_meanwhile(&self) -> [i64; 4] {
        let promises = self.promises.lock().unwrap();
        let Promises { unlinkings, mergings, withdrawals, deletions, .. } = &*promises;
        [unlinkings.pressed, mergings.pressed, withdrawals.pressed, deletions.pressed]
    }

    /// An operator's order at the terminal, and whether it was done.
    pub fn order(&self, arguments: &[&str]) -> bool {
        let mut command = std::process::Command::new(binary::program());
        command.args(arguments).arg("--config").arg(self.folder.join("congdan.toml"));
        command.env("CONGDAN_DATA_DIR", binary::data(&self.folder)).env("CONGDAN_LOG", "off");
        tokio::task::block_in_place(|| command.output()).unwrap().status.success()
    }

    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    pub fn is_paused(&self) -> bool {
        self.paused.load(Ordering::SeqCst)
    }

    pub fn scene(&self) -> u64 {
        self.scene.load(Ordering::SeqCst)
    }

    pub fn was_disturbed(&self, since: u64) -> bool {
        since % 2 == 1 || self.scene() != since
    }

    pub fn applaud(&self) {
        self.acts.fetch_add(1, Ordering::SeqCst);
    }

    pub fn complain(&self, words: String) {
        self.complaints.lock().unwrap().push(words);
    }

    fn turn(&self) {
        self.scene.fetch_add(1, Ordering::SeqCst);
    }
}

pub struct Scene {
    stage: Arc<Stage>,
    sandbox_url: String,
    settings: Settings,
    launch: Launch,
    process: Binary,
    folder: TempDir,
    asked: HashSet<Uuid>,
    _database: Fresh,
    /// Its own server, so that it can be struck down.
    cluster: Option<Cluster>,
}

impl Scene {
    /// With so many numbers to fight for.
    pub async fn start(numbers: u32) -> Self {
        // Clients that are cut off panic, and say so themselves where that matters.
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name().is_none_or(|name| !name.starts_with("tokio")) {
                usual(panic);
            }
        }));
        let (sandbox_url, listener) = world::sandbox_port().await;
        let cluster = (Kind::of_this_run() == Kind::Postgres).then(Cluster::start);
        let database = cluster
            .as_ref()
            .map_or_else(|| Kind::Sqlite.fresh(), |cluster| Fresh::at(cluster.create_database("history")));
        let mut settings = world::settings(binary::port(), &sandbox_url, &database);
        settings.security.index_keys = vec![world::key("i1", 101)];
        // Everybody comes from one address here.
        settings.limits.sign_in_per_address.count = 0;
        settings.limits.callback_per_address.count = 0;
        settings.limits.calls_per_address.count = 0;
        // And a number is asked about by whoever fights for it, again and again.
        settings.limits.match_per_number.count = 0;
        settings.limits.match_per_address.count = 0;
        let url = settings.portal.public_url.clone();
        world::start_sandbox(listener, &sandbox_url, &url);
        let mut rivals = Vec::new();
        for n in 0..numbers {
            rivals.push(make_rivals(&sandbox_url, n).await);
        }
        let mut hasty = Vec::new();
        for n in 0..3 {
            hasty.push(make_hasty(&sandbox_url, n).await);
        }
        let folder = tempfile::tempdir().unwrap();
        let launch = Launch::prepare(folder.path(), &settings);
        let process = launch.start().await;
        let stage = Stage {
            url,
            rivals,
            hasty,
            moves: Moves::default(),
            promises: Mutex::default(),
            scene: AtomicU64::default(),
            paused: AtomicBool::default(),
            acts: AtomicU64::default(),
            over: AtomicBool::default(),
            complaints: Mutex::default(),
            folder: folder.path().to_owned(),
            office: tokio::sync::Mutex::default(),
        };
        Self {
            stage: Arc::new(stage),
            sandbox_url,
            settings,
            launch,
            process,
            folder,
            asked: HashSet::new(),
            _database: database,
            cluster,
        }
    }

    pub fn clients(&self, count: usize) -> Vec<JoinHandle<()>> {
        (0..count).map(|_| tokio::spawn(acts::client(self.stage.clone()))).collect()
    }

    /// Until so many more acts have come to their end, and a moment longer: the others are in the middle of theirs.
    pub async fn plays_until(&mut self, acts: u64) {
        let goal = self.stage.acts.load(Ordering::SeqCst) + acts;
        let began = Instant::now();
        while self.stage.acts.load(Ordering::SeqCst) < goal {
            assert!(began.elapsed() < Duration::from_secs(120), "nothing comes to its end");
            tokio::time::sleep(Duration::from_millis(1)).await;
            self.stays_calm();
        }
        tokio::time::sleep(Duration::from_millis(by_chance(0..100))).await;
        self.listen().await;
    }

    fn stays_calm(&self) {
        let complaints = self.stage.complaints.lock().unwrap().clone();
        assert!(complaints.is_empty(), "undisturbed, and yet: {complaints:#?}\n{}", self.launch.trouble());
    }

    /// `kill -9`.
    pub async fn kill(&mut self) {
        self.stage.paused.store(true, Ordering::SeqCst);
        self.stage.turn();
        self.process.kill();
        self.listen().await;
    }

    pub async fn revive(&mut self) {
        self.process = self.launch.start().await;
        self.stage.turn();
        self.stage.paused.store(false, Ordering::SeqCst);
    }

    /// As an operator changes keys: the process ends in peace and begins again with these, the first of which seal. Meanwhile the
    /// providers sign with new keys of theirs.
    pub async fn change_keys(&mut self, numbers: &[u8]) {
        self.stage.paused.store(true, Ordering::SeqCst);
        self.stage.turn();
        self.process.terminate();
        assert!(self.process.ended().await.success());
        let security = &mut self.settings.security;
        security.encryption_keys = numbers.iter().map(|n| world::key(&format!("k{n}"), *n)).collect();
        security.index_keys = numbers.iter().map(|n| world::key(&format!("i{n}"), 100 + n)).collect();
        self.launch.configure(&self.settings);
        for provider in [NATIONAL, VNEID] {
            let path = format!("/control/provider/{provider}/rotate-keys");
            sandbox(&self.sandbox_url, reqwest::Method::POST, &path, json!(null)).await;
        }
        self.revive().await;
    }

    /// Somebody who is no client asks the register.
    pub fn notes_a_question(&self) {
        self.stage.promised(|promises| promises.questions += 1);
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.stage.url)
    }

    /// Without a goodbye to its clients. Five seconds after it is back, everything works as if nothing had been.
    pub async fn crash_the_database(&mut self) {
        self.stage.turn();
        self.cluster.as_mut().unwrap().crash_and_restart();
        let back = Instant::now();
        let http = world::http_client();
        loop {
            let ready = http.get(format!("{}/readyz", self.stage.url)).send().await.unwrap().status();
            if ready == 200 {
                break;
            }
            assert!(back.elapsed() < Duration::from_secs(5), "{ready}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        tokio::time::sleep(Duration::from_secs(5).saturating_sub(back.elapsed())).await;
        self.stage.turn();
    }

    /// Keeps what arrived at the register: the sandbox remembers only the last requests.
    async fn listen(&mut self) {
        let all = sandbox(&self.sandbox_url, reqwest::Method::GET, "/control/requests", json!(null)).await;
        for entry in all.as_array().unwrap() {
            // One whose caller was killed meanwhile has no number any more.
            if let Some(id) = entry["details"]["ma_yeu_cau"].as_str() {
                self.asked.insert(id.parse().unwrap());
            }
        }
    }

    pub async fn check(&mut self) {
        // In this order: what happens in between is in the later ones, too. New promises are looked at the next time.
        self.listen().await;
        let promises = std::mem::take(&mut *self.stage.promises.lock().unwrap());
        let text = |keys: &[secrecy::SecretString]| keys.iter().map(|key| key.expose_secret().to_owned()).collect();
        let (encryption, index): (Vec<String>, Vec<String>) =
            (text(&self.settings.security.encryption_keys), text(&self.settings.security.index_keys));
        let keys = Keys::parse(&encryption, &index).unwrap();
        let data = binary::data(self.folder.path());
        let database = Database::open(&self.settings.database.url, &data, keys).await.unwrap();
        let books = Books::new(self.raw().await);
        check::check(&self.stage, &books, &database, &promises, &self.asked).await;
        books.close().await;
        if self.stage.is_over() {
            check::numbers(&self.stage, &database).await;
        }
        database.close().await.unwrap();
        self.stage.promised(|later| later.come_after(promises));
        self.stays_calm();
    }

    /// Whether enough was taken away and merged for the checks to mean something.
    pub fn has_seen_moves(&self) -> bool {
        let promises = self.stage.promises.lock().unwrap();
        promises.unlinkings.done >= 3 && promises.mergings.done >= 2
    }

    fn has_seen_something(&self) -> bool {
        let promises = self.stage.promises.lock().unwrap();
        let Promises { matched, taken, let_in, sent, .. } = &*promises;
        // Where VNeID was first everywhere, each claim met its number taken.
        matched.len() + taken.len() > 0 && !let_in.is_empty() && !sent.is_empty()
    }

    /// A connection that knows nothing of the portal.
    pub async fn raw(&self) -> DatabaseConnection {
        let url = match self.settings.database.url.strip_prefix("sqlite://") {
            Some(file) => format!("sqlite://{}", binary::data(self.folder.path()).join(file).display()),
            None => self.settings.database.url.clone(),
        };
        sea_orm::Database::connect(url).await.unwrap()
    }

    /// All clients finish what they are at, the process ends, and the books are closed.
    pub async fn ends(mut self, clients: Vec<JoinHandle<()>>) {
        // By chance nobody may have come to the end of an application yet.
        for _ in 0..60 {
            if self.has_seen_something() {
                break;
            }
            self.plays_until(1).await;
        }
        self.stage.over.store(true, Ordering::SeqCst);
        for client in clients {
            client.await.unwrap();
        }
        self.check().await;
        self.process.terminate();
        assert!(self.process.ended().await.success());
        self.check().await;
        assert!(self.has_seen_something(), "too little was acknowledged");
        if self.settings.database.url.starts_with("sqlite://") {
            let file = self.raw().await;
            let statement = sea_orm::Statement::from_string(file.get_database_backend(), "PRAGMA integrity_check");
            let row = file.query_one_raw(statement).await.unwrap().unwrap();
            assert_eq!(row.try_get_by_index::<String>(0).unwrap(), "ok");
            file.close().await.unwrap();
        }
    }
}

async fn make_rivals(sandbox_url: &str, n: u32) -> Rivals {
    let number: &'static str = format!("025085999{:03}", 500 + n).leak();
    let mut logins = Vec::new();
    for (kind, has_number) in [("chu", true), ("khac", false)] {
        let id: &'static str = format!("{kind}{n}").leak();
        let mut new = json!({ "id": id, "name": "Lý Văn Thử", "born": "05/06/1985", "sex": "male",
            "national": "without_cccd" });
        if has_number {
            new["number"] = number.into();
            new["vneid"] = 2.into();
        } else {
            new["register"] = "no".into();
        }
        let made = sandbox(sandbox_url, reqwest::Method::POST, "/control/people", new).await;
        let subject = |provider: &str| made["subjects"][provider].as_str().unwrap_or_default().to_owned().leak();
        let person = Person { id, name: "Lý Văn Thử", number, born: ["05", "06", "1985"] };
        logins.push(Login { person, national: subject("dvcqg"), vneid: subject("vneid") });
    }
    Rivals { owner: logins[0], other: logins[1] }
}

async fn make_hasty(sandbox_url: &str, n: u32) -> Login {
    let id: &'static str = format!("voi{n}").leak();
    let new = json!({ "id": id, "name": "Lý Văn Vội", "born": "05/06/1985", "sex": "male", "national": "without_cccd",
        "register": "no" });
    let made = sandbox(sandbox_url, reqwest::Method::POST, "/control/people", new).await;
    let national = made["subjects"][NATIONAL].as_str().unwrap().to_owned().leak();
    let person = Person { id, name: "Lý Văn Vội", number: "025085999400", born: ["05", "06", "1985"] };
    Login { person, national, vneid: "" }
}

async fn sandbox(url: &str, method: reqwest::Method, path: &str, body: Value) -> Value {
    let http = world::http_client();
    let request = http.request(method.clone(), format!("{url}{path}"));
    let request = if method == reqwest::Method::GET { request } else { request.json(&body) };
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

pub fn by_chance(range: Range<u64>) -> u64 {
    range.start + RandomState::new().hash_one(range.start) % (range.end - range.start)
}

pub fn one_of<T>(all: &[T]) -> &T {
    let chance = usize::try_from(RandomState::new().hash_one(0) % all.len() as u64).unwrap();
    &all[chance]
}
