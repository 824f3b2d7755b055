//! What the whole process logs, as lines of text.

use std::{
    io,
    sync::{Mutex, OnceLock},
};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Starts to keep all lines: our own code's to the last detail, the libraries' as in production.
pub fn capture() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let filter = EnvFilter::new(
            "info,sqlx=warn,sea_orm=warn,congdan=trace,congdan_server=trace,congdan_app=trace,congdan_flows=trace,\
             congdan_providers=trace,congdan_store=trace",
        );
        let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_writer(|| Sink);
        tracing_subscriber::registry().with(filter).with(lines).init();
    });
}

pub fn captured() -> String {
    String::from_utf8(LINES.lock().unwrap().clone()).unwrap()
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
