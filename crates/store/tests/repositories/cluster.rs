//! A PostgreSQL of our own in a temporary folder, reachable by a socket in it and by nothing else. (The portal's tests use this
//! file, too.)

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub struct Cluster {
    binaries: PathBuf,
    server: Child,
    /// With its socket, its `data` and its `log`.
    pub folder: TempDir,
    settings: &'static [&'static str],
}

impl Cluster {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Each of `settings` as `name=value`.
    pub fn start_with(settings: &'static [&'static str]) -> Self {
        let binaries = binaries();
        let folder = tempfile::Builder::new().prefix("congdan-pg-").tempdir().unwrap();
        if is_root() {
            run(Command::new("chown").arg("postgres:").arg(folder.path()));
        }
        let mut initdb = unprivileged(&binaries.join("initdb"));
        initdb.args(["--auth=trust", "--username=congdan", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"]);
        run(initdb.arg(folder.path().join("data")));
        let server = serve(&binaries, folder.path(), settings);
        Self { binaries, server, folder, settings }
    }

    /// An empty database; answers with its address.
    pub fn create_database(&self, name: &str) -> String {
        create_database(self.folder.path(), name)
    }

    /// Without a checkpoint or a goodbye to its clients, as after a crash.
    pub fn crash_and_restart(&mut self) {
        self.stop();
        self.server = serve(&self.binaries, self.folder.path(), self.settings);
    }

    fn stop(&mut self) {
        drop(self.server.stdin.take());
        self.server.wait().unwrap();
    }
}

/// An empty database on the server whose socket is in this folder; answers with its address.
pub fn create_database(folder: &Path, name: &str) -> String {
    // PostgreSQL cuts names at 63 bytes.
    let name = &name[..name.len().min(60)];
    run(Command::new(binaries().join("createdb")).args(["--username=congdan", "--host"]).arg(folder).arg(name));
    format!("postgres://congdan@localhost/{name}?host={}", folder.display())
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Without `fsync`: what a crash of the server leaves is in the system's cache, and these tests do not cut the power.
/// The shell ends the server when its standard input ends, which it does even when this process is killed.
fn serve(binaries: &Path, folder: &Path, settings: &[&str]) -> Child {
    let script = r#"postgres=$1 folder=$2
        shift 2
        "$postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c max_connections=200 "$@" >"$folder/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server"#;
    let mut shell = unprivileged(Path::new("sh"));
    shell.args(["-c", script, "sh"]).arg(binaries.join("postgres")).arg(folder);
    shell.args(settings.iter().flat_map(|setting| ["-c", setting]));
    let server = shell.stdin(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while !is_up(binaries, folder) {
        let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        assert!(began.elapsed() < Duration::from_secs(30), "PostgreSQL does not start:\n{}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
    server
}

fn is_up(binaries: &Path, folder: &Path) -> bool {
    let mut ask = Command::new(binaries.join("pg_isready"));
    ask.arg("--quiet").arg("--host").arg(folder).status().unwrap().success()
}

/// `PG_BIN`, or the newest that Debian has installed.
fn binaries() -> PathBuf {
    let named = std::env::var_os("PG_BIN").map(PathBuf::from);
    let installed = Path::new("/usr/lib/postgresql").read_dir().into_iter().flatten().flatten();
    named
        .or_else(|| installed.map(|version| version.path().join("bin")).max())
        .filter(|folder| folder.join("initdb").exists())
        .expect("PostgreSQL's binaries are needed: install the package `postgresql`, or name their folder in PG_BIN")
}

/// PostgreSQL refuses to run as root.
fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
