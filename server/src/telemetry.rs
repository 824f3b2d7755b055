//! Logs: one JSON line an event, without personal data (docs/LOGGING.md).

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// `CONGDAN_LOG` is the filter, e.g. `debug` or `info,congdan_providers=debug`; `warn` for libraries in any case.
pub fn init() {
    let filter =
        EnvFilter::try_from_env("CONGDAN_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn"));
    let lines = fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first one's.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}
