//! One sign-in, as the sandbox saw it.

use super::{check::Check, fingerprints::Print};
use crate::provider::{fault::Fault, id::ProviderId, state::registration::Protocol};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// How many steps of a flow are kept: no honest sign-in has so many.
const MOST_STEPS: usize = 40;

/// One sign-in. All but its fingerprints is shown.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Flow {
    /// Counts from 1 since the start or the last reset.
    pub n: u64,
    pub provider: ProviderId,
    /// The registered client that asked, if it is one.
    pub client: Option<String>,
    /// What the client is registered for at this provider.
    pub protocol: Protocol,
    /// The fault that spoils this flow.
    pub fault: Fault,
    pub steps: Vec<FlowStep>,
    /// What was wrong with the relying party's requests.
    pub findings: Vec<Check>,
    #[serde(skip)]
    pub(super) prints: FlowPrints,
}

/// What later requests are compared with; never shown.
#[derive(Clone, Debug, Default)]
pub(super) struct FlowPrints {
    /// Of the whole authorization request: the browser may send the very same one again.
    pub request: Option<Print>,
    pub state: Option<Print>,
    pub nonce: Option<Print>,
    pub challenge: Option<Print>,
    pub redirect_uri: Option<Print>,
    pub code: Option<Print>,
    /// Milliseconds.
    pub code_at: i64,
    pub access_token: Option<Print>,
    pub session: Option<Print>,
    /// Of the pushed request.
    pub reference: Option<Print>,
    pub redeemed: bool,
}

/// One request of the relying party, or an answer to it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FlowStep {
    /// Milliseconds since 1970, by the sandbox's clock.
    pub at_ms: i64,
    pub what: StepKind,
    /// Names, lengths and yes or no; never a value that is secret or personal.
    pub details: Map<String, Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepKind {
    Authorize,
    /// The request came by the portal's own call.
    Pushed,
    /// The browser brought the reference to a pushed request.
    ReferenceBrought,
    CodeSent,
    ErrorSent,
    Token,
    TokenSent,
    Userinfo,
    EndSession,
    /// An address that no relying party should call.
    #[serde(rename = "trap")]
    Honeypot,
}

impl Flow {
    pub(super) fn step(&mut self, at_ms: i64, what: StepKind, details: Value) {
        if self.steps.len() < MOST_STEPS {
            let details = if let Value::Object(details) = details { details } else { Map::new() };
            self.steps.push(FlowStep { at_ms, what, details });
        }
    }
}

/// The length of a value, or null.
pub(super) fn length(value: Option<&str>) -> Value {
    json!(value.map(str::len))
}
