//! The log of what the portals sent. Secrets, codes, names and numbers never enter it.

use super::time_text::rfc3339;
use axum::{
    extract::{OriginalUri, Request},
    response::Response,
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The log's length: beyond it the oldest records are dropped.
const MAX_RECORDS: usize = 2_000;

/// One request, in the order of arrival.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RequestRecord {
    /// Counts from 1 since the start or the last reset.
    pub n: u64,
    /// `vneid`, `dvcqg` or `dan-cu`.
    pub to: &'static str,
    pub method: String,
    pub path: String,
    /// RFC 3339, by the sandbox's clock.
    pub at: String,
    /// The answer's HTTP status; absent until there is one, and where the caller gave up.
    pub status: Option<u16>,
    /// Parameter names, checks and outcomes.
    pub details: Map<String, Value>,
}

/// The records since the start or the last reset.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    count: u64,
    entries: VecDeque<RequestRecord>,
}

/// What a handler adds to the record of the request that it answers: an extension of the response.
#[derive(Clone, Debug)]
pub(crate) struct RequestDetails(pub Value);

impl RequestLog {
    pub fn begin(&self, to: &'static str, request: &Request, now: i64) -> u64 {
        let mut log = self.lock();
        log.count += 1;
        let entry = RequestRecord {
            n: log.count,
            to,
            method: request.method().to_string(),
            path: full_path(request),
            at: rfc3339(now),
            status: None,
            details: Map::new(),
        };
        log.entries.push_back(entry);
        if log.entries.len() > MAX_RECORDS {
            log.entries.pop_front();
        }
        log.count
    }

    pub fn finish(&self, n: u64, response: &Response) {
        if let Some(entry) = self.lock().entries.iter_mut().rev().find(|entry| entry.n == n) {
            entry.status = Some(response.status().as_u16());
            if let Some(RequestDetails(Value::Object(details))) = response.extensions().get() {
                entry.details = details.clone();
            }
        }
    }

    pub fn all(&self) -> Vec<RequestRecord> {
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
