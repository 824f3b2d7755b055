//! What the inspector wrote down: flows, findings and how often each check had an occasion.

use super::{
    check::Check,
    fingerprints::Print,
    flow::{Flow, FlowPrints},
};
use crate::provider::{fault::Fault, id::ProviderId, state::registration::Protocol};
use serde::Serialize;
use std::collections::VecDeque;

/// The oldest flows go first; what was found in them stays counted.
const MOST_FLOWS: usize = 1_000;
const MOST_FINDINGS: usize = 2_000;

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
pub(super) struct Tally {
    pub seen: u64,
    pub found: u64,
}

pub(super) struct Book {
    pub count: u64,
    pub flows: VecDeque<Flow>,
    pub findings: VecDeque<Finding>,
    pub tally: [Tally; Check::COUNT],
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

impl Book {
    pub fn flow(&mut self, n: u64) -> Option<&mut Flow> {
        self.flows.iter_mut().rev().find(|flow| flow.n == n)
    }

    pub fn find(&self, known: impl Fn(&FlowPrints) -> Option<Print>, print: Print) -> Option<&Flow> {
        self.flows.iter().rev().find(|flow| known(&flow.prints) == Some(print))
    }

    pub fn begin(
        &mut self,
        provider: ProviderId,
        client: Option<String>,
        protocol: Protocol,
        prints: FlowPrints,
    ) -> u64 {
        self.count += 1;
        let n = self.count;
        let flow =
            Flow { n, provider, client, protocol, fault: Fault::None, steps: Vec::new(), findings: Vec::new(), prints };
        self.flows.push_back(flow);
        if self.flows.len() > MOST_FLOWS {
            self.flows.pop_front();
        }
        n
    }

    pub fn occasion(&mut self, check: Check) {
        self.tally[check.place()].seen += 1;
    }

    /// The check had an occasion, and this came of it.
    pub fn judge(&mut self, arrival: Arrival, flow: Option<u64>, check: Check, holds: bool) {
        self.occasion(check);
        if !holds {
            self.found(arrival, flow, check);
        }
    }

    /// At most one finding of a kind in a flow.
    pub fn found(&mut self, arrival: Arrival, flow: Option<u64>, check: Check) {
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
