//! The portal as it is shipped: a process that is started, ended and killed from outside.

use super::{clock, config_file};
use crate::logs;
use congdan_server::config::Settings;
use std::{
    fs::{File, OpenOptions},
    hash::{BuildHasher, RandomState},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// `CONGDAN_BIN` (the release, in `script/test`), or what cargo has built for these tests.
pub fn program() -> PathBuf {
    std::env::var_os("CONGDAN_BIN").map_or_else(|| env!("CARGO_BIN_EXE_congdan").into(), PathBuf::from)
}

/// A folder with everything that a process needs; it can be started in it again and again.
#[derive(Clone, Debug)]
pub struct Launch {
    folder: PathBuf,
    url: String,
    moved_clock: bool,
    small_disk: bool,
}

impl Launch {
    pub fn prepare(folder: &Path, settings: &Settings) -> Self {
        std::fs::create_dir_all(data(folder)).unwrap();
        lay_out_files(&site(folder));
        let launch = Self {
            folder: folder.to_owned(),
            url: format!("http://{}", settings.portal.listen),
            moved_clock: false,
            small_disk: false,
        };
        launch.configure(settings);
        File::create(launch.log()).unwrap();
        logs::follow(&launch.log());
        launch
    }

    /// What the next process reads.
    pub fn configure(&self, settings: &Settings) {
        std::fs::write(self.folder.join("congdan.toml"), config_file::text(settings)).unwrap();
    }

    /// The process reads its time through `libfaketime`, where that is installed: see [`clock::TestClock`].
    pub fn with_a_clock(self) -> Self {
        Self { moved_clock: clock::library().is_some(), ..self }
    }

    /// The process has its data on a disk of 8 MiB, which nobody but it and who asks for [`Binary::own_view`] sees.
    pub fn on_a_small_disk(self) -> Self {
        Self { small_disk: true, ..self }
    }

    /// What went wrong in the process, by its own words.
    pub fn trouble(&self) -> String {
        let all = std::fs::read_to_string(self.log()).unwrap_or_default();
        let bad = |line: &&str| !line.starts_with('{') || line.contains("\"WARN\"") || line.contains("\"ERROR\"");
        all.lines().filter(bad).collect::<Vec<_>>().join("\n")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Starts the process and waits until it answers.
    pub async fn start(&self) -> Binary {
        let mut binary = self.spawn();
        let began = Instant::now();
        while !answers(&self.url).await {
            let ended = binary.child.try_wait().unwrap();
            let log = || std::fs::read_to_string(self.log()).unwrap_or_default();
            assert!(ended.is_none() && began.elapsed() < Duration::from_secs(30), "it does not start:\n{}", log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        binary
    }

    /// Starts the process without waiting for anything.
    pub fn spawn(&self) -> Binary {
        let log = OpenOptions::new().append(true).open(self.log()).unwrap();
        let mut command = self.command();
        command
            .args(["serve", "--config"])
            .arg(self.folder.join("congdan.toml"))
            .env("CONGDAN_DATA_DIR", data(&self.folder))
            .env("LEPTOS_SITE_ROOT", site(&self.folder))
            .env("CONGDAN_LOG", logs::FILTER)
            .stdin(Stdio::null())
            // There it says its address, once.
            .stdout(Stdio::null())
            .stderr(log);
        if let Some(library) = clock::library().filter(|_| self.moved_clock) {
            command
                .env("LD_PRELOAD", library)
                .env("FAKETIME_TIMESTAMP_FILE", clock_file(&self.folder))
                .env("FAKETIME_NO_CACHE", "1")
                .env("FAKETIME_DISABLE_SHM", "1")
                .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        Binary::running(&mut command)
    }

    /// The program, in the place of the shell that prepares for it.
    fn command(&self) -> Command {
        let (mut command, script) = if self.small_disk {
            let mut unshare = Command::new("unshare");
            unshare.args(["--user", "--map-root-user", "--mount", "sh"]);
            (unshare, r#"mount -t tmpfs -o size=8m,mode=700 tmpfs "$0" && exec "$@""#)
        } else {
            // A limit on its files is to be an error to it, as a broken disk is, and not a signal.
            (Command::new("sh"), r#"trap "" XFSZ && exec "$@""#)
        };
        command.args(["-c", script]).arg(data(&self.folder)).arg(program());
        command
    }
}

pub async fn answers(url: &str) -> bool {
    super::http_client().get(format!("{url}/healthz")).send().await.is_ok()
}

/// A running process, killed when it is dropped.
#[derive(Debug)]
pub struct Binary {
    child: Child,
}

impl Binary {
    pub fn running(command: &mut Command) -> Self {
        Self { child: command.spawn().unwrap() }
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as a service manager ends a process.
    pub fn terminate(&self) {
        let sent = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Every write to a file fails from now on, or works again.
    pub fn can_write(&self, can: bool) {
        let limit = if can { "--fsize=unlimited:" } else { "--fsize=0:" };
        let set = Command::new("prlimit").arg("--pid").arg(self.child.id().to_string()).arg(limit).status().unwrap();
        assert!(set.success());
    }

    /// A path as the process sees it.
    pub fn own_view(&self, path: &Path) -> PathBuf {
        Path::new("/proc").join(self.child.id().to_string()).join("root").join(path.strip_prefix("/").unwrap())
    }

    pub async fn ended(&mut self) -> ExitStatus {
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Memory that it holds, in KiB.
    pub fn resident(&self) -> u64 {
        self.status("VmRSS:")
    }

    pub fn threads(&self) -> u64 {
        self.status("Threads:")
    }

    fn status(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

pub fn site(folder: &Path) -> PathBuf {
    folder.join("site")
}

pub fn clock_file(folder: &Path) -> PathBuf {
    folder.join("clock")
}

/// A port for a process that is killed and started again: below those that the system gives to whoever asks for any.
pub fn port() -> u16 {
    loop {
        let chance = RandomState::new().hash_one(std::process::id());
        let port = 15_000 + u16::try_from(chance % 15_000).unwrap();
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// Stands for what cargo-leptos builds.
pub fn lay_out_files(site_root: &Path) {
    std::fs::create_dir_all(site_root.join("pkg")).unwrap();
    std::fs::write(site_root.join("pkg/congdan.js"), "export default 1;").unwrap();
    std::fs::write(site_root.join("pkg/congdan.css"), "main { color: black }").unwrap();
    std::fs::create_dir_all(site_root.join("pkg-before")).unwrap();
    std::fs::write(site_root.join("pkg-before/congdan.js"), "export default 0;").unwrap();
    std::fs::write(site_root.join("pkg-before/chunk_1.old.wasm"), "\0asm").unwrap();
    std::fs::write(site_root.join("robots.txt"), "User-agent: *\n").unwrap();
}
