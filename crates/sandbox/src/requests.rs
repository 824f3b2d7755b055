//! What the portals sent, for tests and for the curious. Secrets, codes, names and numbers never enter it.

use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::sandbox::Sandbox;
use crate::time_text::rfc3339;

/// The oldest go first.
const MOST: usize = 2_000;

/// One request, in the order of arrival.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    /// Counts from 1 since the start or the last reset.
    pub n: u64,
    /// `vneid`, `dvcqg` or `dan-cu`.
    pub to: &'static str,
    pub method: String,
    pub path: String,
    /// RFC 3339, by the sandbox's clock.
    pub at: String,
    /// The answer's HTTP status; absent while it is being worked on and where the caller gave up.
    pub status: Option<u16>,
    /// Parameter names, checks and outcomes.
    pub details: Map<String, Value>,
}

#[derive(Debug, Default)]
pub(crate) struct Requests {
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    count: u64,
    entries: VecDeque<Entry>,
}

/// A handler's remarks about the request that it answers.
#[derive(Clone, Debug)]
pub(crate) struct Noted(pub Value);

impl Requests {
    fn begin(&self, to: &'static str, request: &Request, now: i64) -> u64 {
        let mut log = self.lock();
        log.count += 1;
        let entry = Entry {
            n: log.count,
            to,
            method: request.method().to_string(),
            path: full_path(request),
            at: rfc3339(now),
            status: None,
            details: Map::new(),
        };
        log.entries.push_back(entry);
        if log.entries.len() > MOST {
            log.entries.pop_front();
        }
        log.count
    }

    fn finish(&self, n: u64, response: &Response) {
        if let Some(entry) = self.lock().entries.iter_mut().rev().find(|entry| entry.n == n) {
            entry.status = Some(response.status().as_u16());
            if let Some(Noted(Value::Object(details))) = response.extensions().get() {
                entry.details = details.clone();
            }
        }
    }

    pub fn all(&self) -> Vec<Entry> {
        self.lock().entries.iter().cloned().collect()
    }

    pub fn clear(&self) {
        *self.lock() = Log::default();
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path as it was sent: a nested router sees only the rest of it.
fn full_path(request: &Request) -> String {
    request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().path(), |uri| uri.path()).to_owned()
}

/// Middleware that writes the log, around the endpoints that portals use.
pub(crate) async fn record(
    State((sandbox, to)): State<(Sandbox, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let n = sandbox.state.requests.begin(to, &request, sandbox.state.clock.now());
    let response = next.run(request).await;
    sandbox.state.requests.finish(n, &response);
    response
}
