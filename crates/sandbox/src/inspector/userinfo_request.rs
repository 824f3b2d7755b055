//! Checks of the userinfo request.

use super::{Inspector, book::Arrival, check::Check, flow::StepKind};
use crate::provider::state::registration::Protocol;
use serde_json::json;

/// Where the access token was put.
#[derive(Debug)]
pub(crate) struct UserinfoRequest<'a> {
    pub in_header: Option<&'a str>,
    pub in_query: Option<&'a str>,
}

impl Inspector {
    /// Returns the number of the flow that the access token belongs to.
    pub fn userinfo_asked(&self, arrival: Arrival, request: &UserinfoRequest<'_>) -> Option<u64> {
        let token = request.in_header.or(request.in_query).map(|token| self.prints.of(token));
        let mut book = self.lock();
        let flow = token.and_then(|print| book.find(|prints| prints.access_token, print));
        let n = flow.map(|flow| flow.n);
        let fault = flow.map(|flow| flow.fault).unwrap_or_default();
        let has_id_token = flow.is_none_or(|flow| flow.protocol == Protocol::Oidc);
        if let Some(flow) = n.and_then(|n| book.flow(n)) {
            let details = json!({ "in_header": request.in_header.is_some(), "in_query": request.in_query.is_some() });
            flow.step(arrival.now_ms, StepKind::Userinfo, details);
        }
        book.judge(arrival, n, Check::UserinfoTokenInQuery, request.in_query.is_none());
        if has_id_token && fault.spoils_the_id_token() {
            book.found(arrival, n, Check::UserinfoAfterBadIdToken);
        }
        if fault.spoils_the_token_answer(has_id_token) {
            book.found(arrival, n, Check::UserinfoAfterBadTokenAnswer);
        }
        n
    }
}
