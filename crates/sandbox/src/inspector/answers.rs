//! What the sandbox answered, so far as it matters for the requests that follow.

use super::{Inspector, book::Arrival, check::Check, flow::StepKind};
use crate::provider::fault::Fault;
use serde_json::json;

impl Inspector {
    /// The authorization response with a code is on its way; `sid` names the provider's session.
    pub fn code_sent(&self, arrival: Arrival, flow: u64, fault: Fault, code: &str, sid: &str) {
        let code = self.prints.of(code);
        let session = self.prints.of(sid);
        let mut book = self.lock();
        if fault.spoils_the_response() {
            book.occasion(Check::RedeemedAfterBadResponse);
        }
        if let Some(flow) = book.flow(flow) {
            flow.fault = fault;
            flow.prints.code = Some(code);
            flow.prints.code_at = arrival.now_ms;
            flow.prints.session = Some(session);
            flow.step(arrival.now_ms, StepKind::CodeSent, json!({}));
        }
    }

    /// The authorization response is an error.
    pub fn error_sent(&self, arrival: Arrival, flow: u64, fault: Fault, error: &str) {
        if let Some(flow) = self.lock().flow(flow) {
            flow.fault = fault;
            flow.step(arrival.now_ms, StepKind::ErrorSent, json!({ "error": error }));
        }
    }

    /// An endpoint other than the token endpoint answered with a redirect.
    pub fn redirect_sent(&self, arrival: Arrival, flow: u64) {
        let mut book = self.lock();
        book.occasion(Check::RedirectFollowed);
        if let Some(flow) = book.flow(flow) {
            flow.step(arrival.now_ms, StepKind::ErrorSent, json!({ "redirect": true }));
        }
    }

    /// An address was called to which only a redirect, or a token's header, leads.
    pub fn honeypot_called(&self, arrival: Arrival, flow: u64, check: Check) {
        let mut book = self.lock();
        if let Some(flow) = book.flow(flow) {
            flow.step(arrival.now_ms, StepKind::Honeypot, json!({}));
        }
        book.found(arrival, Some(flow), check);
    }
}
