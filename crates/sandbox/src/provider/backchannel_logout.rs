//! Back-channel logout (OpenID Connect Back-Channel Logout 1.0): the provider tells the portals that a session has ended.

use super::{
    Provider,
    tokens::logout_token::{LogoutFault, logout_token},
};
use crate::tools::http_client::http_client;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a portal may take: one that takes longer counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(5);

/// The body of the control call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogoutCall {
    /// The subject at this provider; a person's id does as well.
    pub sub: String,
    /// One session of the subject; without it all of them.
    #[serde(default)]
    pub sid: Option<String>,
    #[serde(default)]
    pub fault: LogoutFault,
}

/// What a portal answered. Without an answer there is no status.
#[derive(Debug, Serialize)]
pub(crate) struct Delivery {
    pub client: String,
    pub status: Option<u16>,
}

/// Ends the subject's sessions here and posts a logout token to every client that takes one.
pub(crate) async fn send(provider: &Provider, call: &LogoutCall) -> Vec<Delivery> {
    let subject = provider
        .sandbox
        .state
        .people
        .find(&call.sub)
        .map_or_else(|| call.sub.clone(), |person| person.subject(provider.id.segment()));
    provider.state().sessions.take_where(|session| {
        session.person.subject(provider.id.segment()) == subject
            && call.sid.as_ref().is_none_or(|sid| *sid == session.sid)
    });
    let http = http_client(PATIENCE);
    let mut deliveries = Vec::new();
    for client in &provider.sandbox.state.config.clients {
        let Some(address) = &client.backchannel_logout_uri else { continue };
        let token = logout_token(provider, client, &subject, call.sid.as_deref(), call.fault);
        let address = address.replace("{provider}", provider.id.segment());
        let mut status = post(http.as_ref(), &address, &token).await;
        if call.fault == LogoutFault::Replayed {
            status = post(http.as_ref(), &address, &token).await;
        }
        deliveries.push(Delivery { client: client.id.clone(), status });
    }
    deliveries
}

async fn post(http: Option<&reqwest::Client>, address: &str, token: &str) -> Option<u16> {
    let answer = http?.post(address).form(&[("logout_token", token)]).send().await;
    answer.map(|answer| answer.status().as_u16()).ok()
}
