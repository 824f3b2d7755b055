//! The verdict, for people and for CI.

use super::{
    Inspector,
    book::Finding,
    check::{Check, Severity},
};
use crate::{provider::id::ProviderId, tools::time_text::rfc3339};
use serde::Serialize;

/// The body of `GET /control/verdict`.
#[derive(Debug, Serialize)]
pub(crate) struct Verdict {
    /// How many began since the start or the last reset.
    pub flows: u64,
    /// There was a flow, and no finding that is a failure.
    pub passed: bool,
    pub findings: Vec<ReportedFinding>,
    /// Checks without an occasion: their results are unknown.
    pub not_seen: Vec<Check>,
    pub checks: Vec<CheckCount>,
}

/// A finding in words.
#[derive(Debug, Serialize)]
pub(crate) struct ReportedFinding {
    pub id: Check,
    pub severity: Severity,
    pub flow: Option<u64>,
    pub provider: ProviderId,
    /// RFC 3339, by the sandbox's clock.
    pub at: String,
    pub explanation: &'static str,
    pub source: &'static str,
    #[serde(skip)]
    pub meaning: &'static str,
}

/// How often a check had an occasion and how often it failed, over all flows.
#[derive(Debug, Serialize)]
pub(crate) struct CheckCount {
    pub id: Check,
    pub severity: Severity,
    pub seen: u64,
    pub found: u64,
}

impl Inspector {
    pub fn verdict(&self) -> Verdict {
        let book = self.lock();
        let checks: Vec<CheckCount> = Check::ALL
            .into_iter()
            .zip(&book.tally)
            .map(|(id, tally)| CheckCount { id, severity: id.about().severity, seen: tally.seen, found: tally.found })
            .collect();
        let failed = checks.iter().any(|check| check.severity == Severity::Fail && check.found > 0);
        Verdict {
            flows: book.count,
            passed: book.count > 0 && !failed,
            findings: book.findings.iter().rev().map(reported).collect(),
            not_seen: checks.iter().filter(|check| check.seen == 0 && check.found == 0).map(|check| check.id).collect(),
            checks,
        }
    }
}

fn reported(finding: &Finding) -> ReportedFinding {
    let about = finding.check.about();
    ReportedFinding {
        id: finding.check,
        severity: about.severity,
        flow: finding.flow,
        provider: finding.provider,
        at: rfc3339(finding.at_ms.div_euclid(1000)),
        explanation: about.explanation,
        source: about.source,
        meaning: about.meaning,
    }
}
