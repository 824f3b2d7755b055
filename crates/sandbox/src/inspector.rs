//! The inspector: what relying parties sent, flow by flow, and what is wrong with it.

mod authorize;
pub(crate) mod check;
mod fingerprint;
mod flow;
mod logout;
mod page;
mod pushed;
mod token;
mod userinfo;
pub(crate) mod verdict;

use serde::Serialize;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::provider::ProviderId;
use crate::provider::fault::Fault;
use crate::provider::registration::Protocol;
pub(crate) use authorize::Asked;
use check::Check;
use fingerprint::{Fingerprints, Print};
use flow::Kept;
pub(crate) use flow::{Flow, What};
pub(crate) use page::routes;
pub(crate) use pushed::PushedRequest;
pub(crate) use token::TokenRequest;
pub(crate) use userinfo::UserinfoRequest;

/// The oldest flows go first; what was found in them stays counted.
const MOST_FLOWS: usize = 1_000;
const MOST_FINDINGS: usize = 2_000;

#[derive(Default)]
pub(crate) struct Inspector {
    prints: Fingerprints,
    book: Mutex<Book>,
}

/// One thing that was wrong.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Finding {
    pub check: Check,
    /// The flow's number; none where a request belongs to no flow.
    pub flow: Option<u64>,
    pub provider: ProviderId,
    pub at_ms: i64,
}

/// How often a check had an occasion, and how often it found something.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    seen: u64,
    found: u64,
}

struct Book {
    count: u64,
    flows: VecDeque<Flow>,
    findings: VecDeque<Finding>,
    tally: [Tally; Check::COUNT],
}

impl Default for Book {
    fn default() -> Self {
        Self { count: 0, flows: VecDeque::new(), findings: VecDeque::new(), tally: [Tally::default(); Check::COUNT] }
    }
}

/// Where and when a request arrived.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    pub provider: ProviderId,
    pub now_ms: i64,
}

impl Inspector {
    /// The authorization response with a code is on its way; `sid` names the provider's session.
    pub fn code_sent(&self, arrival: Arrival, flow: u64, fault: Fault, code: &str, sid: &str) {
        let (code, session) = (self.prints.of(code), self.prints.of(sid));
        let mut book = self.lock();
        if fault.spoils_the_response() {
            book.occasion(Check::RedeemedAfterBadResponse);
        }
        if let Some(flow) = book.flow(flow) {
            flow.fault = fault;
            flow.kept.code = Some(code);
            flow.kept.code_at = arrival.now_ms;
            flow.kept.session = Some(session);
            flow.step(arrival.now_ms, What::CodeSent, json!({}));
        }
    }

    /// The authorization response is an error.
    pub fn error_sent(&self, arrival: Arrival, flow: u64, fault: Fault, error: &str) {
        if let Some(flow) = self.lock().flow(flow) {
            flow.fault = fault;
            flow.step(arrival.now_ms, What::ErrorSent, json!({ "error": error }));
        }
    }

    /// An endpoint other than the token endpoint answered with a redirect.
    pub fn redirect_sent(&self, arrival: Arrival, flow: u64) {
        let mut book = self.lock();
        book.occasion(Check::RedirectFollowed);
        if let Some(flow) = book.flow(flow) {
            flow.step(arrival.now_ms, What::ErrorSent, json!({ "redirect": true }));
        }
    }

    /// An address was called to which only a redirect, or a token's header, leads.
    pub fn trapped(&self, arrival: Arrival, flow: u64, check: Check) {
        let mut book = self.lock();
        if let Some(flow) = book.flow(flow) {
            flow.step(arrival.now_ms, What::Trap, json!({}));
        }
        book.found(arrival, Some(flow), check);
    }

    /// Newest first.
    pub fn flows(&self) -> Vec<Flow> {
        self.lock().flows.iter().rev().cloned().collect()
    }

    pub fn clear(&self) {
        *self.lock() = Book::default();
    }

    fn lock(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn flow(&mut self, n: u64) -> Option<&mut Flow> {
        self.flows.iter_mut().rev().find(|flow| flow.n == n)
    }

    fn find(&self, known: impl Fn(&Kept) -> Option<Print>, print: Print) -> Option<&Flow> {
        self.flows.iter().rev().find(|flow| known(&flow.kept) == Some(print))
    }

    fn begin(&mut self, provider: ProviderId, client: Option<String>, protocol: Protocol, kept: Kept) -> u64 {
        self.count += 1;
        let n = self.count;
        let (steps, findings) = (Vec::new(), Vec::new());
        let flow = Flow { n, provider, client, protocol, fault: Fault::None, steps, findings, kept };
        self.flows.push_back(flow);
        if self.flows.len() > MOST_FLOWS {
            self.flows.pop_front();
        }
        n
    }

    fn occasion(&mut self, check: Check) {
        self.tally[check.place()].seen += 1;
    }

    /// The check had an occasion, and this came of it.
    fn judge(&mut self, arrival: Arrival, flow: Option<u64>, check: Check, holds: bool) {
        self.occasion(check);
        if !holds {
            self.found(arrival, flow, check);
        }
    }

    /// At most one finding of a kind in a flow.
    fn found(&mut self, arrival: Arrival, flow: Option<u64>, check: Check) {
        if let Some(flow) = flow.and_then(|n| self.flow(n)) {
            if flow.findings.contains(&check) {
                return;
            }
            flow.findings.push(check);
        }
        self.tally[check.place()].found += 1;
        self.findings.push_back(Finding { check, flow, provider: arrival.provider, at_ms: arrival.now_ms });
        if self.findings.len() > MOST_FINDINGS {
            self.findings.pop_front();
        }
    }
}

/// The length of a value, or null.
fn length(value: Option<&str>) -> Value {
    json!(value.map(str::len))
}
