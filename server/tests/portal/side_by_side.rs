//! Demonstrations side by side, as parallel suites have them: whole worlds that never meet (docs/SANDBOX.md, "Parallel suites").

use crate::{
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::{
        binary::{self, Binary},
        http_client,
    },
};
use serde_json::{Value, json};
use std::{
    fs::File,
    hash::{BuildHasher, RandomState},
    net::{Ipv4Addr, TcpListener},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// `congdan demo`, or `congdan sandbox`, on ports of its own.
struct Shifted {
    shift: u16,
    control: reqwest::Client,
    _process: Binary,
    _folder: TempDir,
}

impl Shifted {
    async fn start(what: &str) -> Self {
        let (folder, shift) = (tempfile::tempdir().unwrap(), free_shift());
        binary::lay_out_files(&binary::site(folder.path()));
        let log = folder.path().join("log");
        let mut command = Command::new(binary::program());
        command
            .args([what, "--shift-ports", &shift.to_string()])
            .env("CONGDAN_DATA_DIR", binary::data(folder.path()))
            .env("LEPTOS_SITE_ROOT", binary::site(folder.path()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap());
        let started = Self { shift, control: http_client(), _process: Binary::running(&mut command), _folder: folder };
        let began = Instant::now();
        // The sandbox is the last to listen.
        while !binary::answers(&started.sandbox("")).await {
            let log = || std::fs::read_to_string(&log).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(30), "it does not start:\n{}", log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        started
    }

    fn sandbox(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", 4000 + self.shift)
    }

    fn browser(&self) -> Browser {
        Browser::new(&format!("http://localhost:{}", 3100 + self.shift))
    }

    async fn put(&self, path: &str, body: Value) -> u16 {
        self.control.put(self.sandbox(path)).json(&body).send().await.unwrap().status().as_u16()
    }

    async fn post(&self, path: &str, body: Value) -> u16 {
        self.control.post(self.sandbox(path)).json(&body).send().await.unwrap().status().as_u16()
    }

    async fn json(&self, path: &str) -> Value {
        self.control.get(self.sandbox(path)).send().await.unwrap().json().await.unwrap()
    }

    async fn metadata(&self, provider: &str) -> u16 {
        let url = self.sandbox(&format!("/{provider}/.well-known/openid-configuration"));
        self.control.get(url).send().await.unwrap().status().as_u16()
    }
}

/// Three free ports, below those that the system gives to whoever asks for any.
fn free_shift() -> u16 {
    let is_free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    loop {
        let chance = RandomState::new().hash_one(std::process::id());
        let shift = 11_000 + u16::try_from(chance % 16_000).unwrap();
        if [3000, 3100, 4000].into_iter().all(|port| is_free(port + shift)) {
            return shift;
        }
    }
}

/// Binh's number, typed on the CCCD screen: the heading of the page after it.
async fn match_binh(world: &Shifted) -> String {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    browser.update_number(&page, BINH).await.heading()
}

#[tokio::test]
async fn what_is_done_to_one_demonstration_does_not_show_in_the_other() {
    let (here, there) = tokio::join!(Shifted::start("demo"), Shifted::start("demo"));
    let new = json!({ "id": "hue", "name": "Lê Thị Huệ", "number": "025188999777", "born": "07/07/1988", "sex": "female",
        "national": "without_cccd", "vneid": 2, "register": "yes" });
    let next = json!({ "login_hint": "hue" });

    assert_eq!(here.put("/control/population", json!({ "mode": "down" })).await, 204);
    assert_eq!(match_binh(&here).await, "Đang chờ đối chiếu");
    assert_eq!(here.put("/control/provider/vneid", json!({ "fault": "down" })).await, 204);
    assert_eq!(here.metadata(VNEID).await, 503);
    assert_eq!(here.post("/control/people", new).await, 201);
    assert_eq!(here.put("/control/provider/dvcqg/next", next.clone()).await, 204);
    assert_eq!(here.put("/control/clock", json!({ "offset_seconds": 7200 })).await, 204);
    let refused = here.browser().sign_in(NATIONAL, AN, "/thu-tuc").await;
    assert_eq!(refused.status, 400, "its tokens come from the future: {}", refused.url);

    assert_eq!(there.json("/control/requests").await, json!([]), "nothing has arrived there");
    assert_eq!(
        match_binh(&there).await,
        "Thủ tục hành chính",
        "neither the register's mood nor the clock nor the person"
    );
    assert_eq!(there.metadata(VNEID).await, 200);
    assert_eq!(there.put("/control/provider/dvcqg/next", next).await, 422, "nobody knows her there");
    let (one, other) = (here.json("/control/flows").await, there.json("/control/flows").await);
    assert_eq!((one.as_array().unwrap().len(), other.as_array().unwrap().len()), (2, 1));

    // A reset takes everything away here: people, accounts, sessions. There all of it stays.
    let citizen = there.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    assert_eq!(there.put("/control/population", json!({ "mode": "empty" })).await, 204);
    assert_eq!(here.post("/control/reset", json!({})).await, 204);
    assert_eq!((here.json("/control/requests").await, here.metadata(VNEID).await), (json!([]), 200));
    assert_eq!(match_binh(&here).await, "Thủ tục hành chính");
    assert_eq!(citizen.open("/").await.signed_in_name().as_deref(), Some(AN.name));
    assert_ne!(there.json("/control/requests").await, json!([]));
    let again = there.browser();
    let kept = again.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(kept.heading(), "Thủ tục hành chính", "her number is known there since");
}

#[tokio::test]
async fn a_sandbox_alone_has_its_place_beside_others_too() {
    let (one, other) = tokio::join!(Shifted::start("sandbox"), Shifted::start("sandbox"));
    for world in [&one, &other] {
        let metadata = world.json("/vneid/.well-known/openid-configuration").await;
        assert_eq!(metadata["issuer"], world.sandbox("/vneid"));
    }
    assert_eq!(one.put("/control/provider/dvcqg", json!({ "fault": "down" })).await, 204);
    assert_eq!((one.metadata(NATIONAL).await, other.metadata(NATIONAL).await), (503, 200));
}
