//! Checks of pushed requests and the references to them.

use super::{Inspector, book::Arrival, check::Check, flow::StepKind};
use serde_json::json;

/// How the request was pushed. Its parameters are checked like those of any authorization request.
#[derive(Debug)]
pub(crate) struct PushedRequest<'a> {
    pub has_query: bool,
    /// An `Authorization` header, a secret or a statement is there.
    pub has_credentials: bool,
    pub is_proved: bool,
    /// What was seen of a signed statement.
    pub assertion: &'a [(Check, bool)],
}

impl Inspector {
    /// The checks of how the request was pushed.
    pub fn pushed(&self, arrival: Arrival, flow: u64, request: &PushedRequest<'_>) {
        let mut book = self.lock();
        book.judge(arrival, Some(flow), Check::PushedParametersInQuery, !request.has_query);
        book.judge(arrival, Some(flow), Check::ClientAuthMissing, request.has_credentials);
        for (check, holds) in request.assertion {
            book.judge(arrival, Some(flow), *check, *holds);
        }
        if request.has_credentials && request.assertion.is_empty() {
            book.judge(arrival, Some(flow), Check::ClientAuthWrong, request.is_proved);
        }
    }

    /// The flow's reference is on its way.
    pub fn reference_sent(&self, flow: u64, reference: &str) {
        let reference = self.prints.of(reference);
        if let Some(flow) = self.lock().flow(flow) {
            flow.prints.reference = Some(reference);
        }
    }

    /// The browser brought a reference, with these parameters.
    pub fn reference_brought(&self, arrival: Arrival, reference: &str, names: &[String]) {
        let reference = self.prints.of(reference);
        let mut book = self.lock();
        let known = book.find(|prints| prints.reference, reference).filter(|flow| flow.provider == arrival.provider);
        let n = known.map(|flow| flow.n);
        let redeemed = known.is_some_and(|flow| flow.prints.redeemed);
        if let Some(flow) = n.and_then(|n| book.flow(n)) {
            flow.step(arrival.now_ms, StepKind::ReferenceBrought, json!({ "parameters": names }));
        }
        book.judge(arrival, n, Check::RequestUriUnknown, n.is_some());
        book.judge(arrival, n, Check::RequestUriRepeated, !redeemed);
        let alone = names.iter().all(|name| ["client_id", "request_uri"].contains(&name.as_str()));
        book.judge(arrival, n, Check::ParametersBesideReference, alone);
    }
}
