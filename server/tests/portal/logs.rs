//! What the whole process logs, as lines of text.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());
/// Where the processes of this test write theirs.
static FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Our own code's to the last detail, the libraries' as in production.
pub const FILTER: &str = "info,sqlx=warn,sea_orm=warn,congdan=trace,congdan_server=trace,congdan_app=trace,\
    congdan_flows=trace,congdan_providers=trace,congdan_store=trace";

/// Starts to keep all lines.
pub fn capture() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let filter = EnvFilter::new(FILTER);
        let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_writer(|| Sink);
        tracing_subscriber::registry().with(filter).with(lines).init();
    });
}

/// What a process writes to this file counts, too.
pub fn follow(file: &Path) {
    FILES.lock().unwrap().push(file.to_owned());
}

pub fn captured() -> String {
    let own = String::from_utf8(LINES.lock().unwrap().clone()).unwrap();
    let files = FILES.lock().unwrap().clone();
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).fold(own, |all, lines| all + &lines)
}

struct Sink;

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
