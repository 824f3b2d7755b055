//! Checks of the request to sign out at the provider.

use super::{Inspector, book::Arrival, check::Check, flow::StepKind};
use crate::{config::SandboxConfig, tools::params::Params};
use serde_json::json;

impl Inspector {
    /// `sid` names the provider's session that the browser has, if any: it leads to the flow that used it last.
    pub fn sign_out_asked(&self, arrival: Arrival, config: &SandboxConfig, params: &Params, sid: Option<&str>) {
        let session = sid.map(|sid| self.prints.of(sid));
        let address = params.get("post_logout_redirect_uri");
        let mut book = self.lock();
        let n = session.and_then(|print| book.find(|prints| prints.session, print)).map(|flow| flow.n);
        if let Some(flow) = n.and_then(|n| book.flow(n)) {
            let details = json!({ "parameters": params.names(), "hint": params.get("id_token_hint").is_some() });
            flow.step(arrival.now_ms, StepKind::EndSession, details);
        }
        if let Some(address) = address {
            let named = params.get("client_id");
            let mut clients = config.clients.iter().filter(|client| named.is_none_or(|id| id == client.id));
            let registered =
                clients.any(|client| client.post_logout_redirect_uris.iter().any(|known| known == address));
            book.judge(arrival, n, Check::LogoutRedirectUnregistered, registered);
        }
    }
}
