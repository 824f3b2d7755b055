//! Checks of the authorization request.

use super::{
    Inspector,
    book::Arrival,
    check::Check,
    fingerprints::most_bits,
    flow::{FlowPrints, StepKind, length},
};
use crate::{
    config::SandboxConfig,
    provider::state::registration::{Protocol, Registration},
    tools::params::Params,
};
use serde_json::json;

/// How many bits `state` and `nonce` must be able to hold (ASVS 5.0, 11.5.1).
const ENOUGH_BITS: u32 = 128;
/// The parameters of OpenID Connect Core, PKCE, RFC 8707, RFC 9449 and the response modes.
const KNOWN: [&str; 24] = [
    "acr_values",
    "claims",
    "claims_locales",
    "client_id",
    "client_secret",
    "code_challenge",
    "code_challenge_method",
    "display",
    "dpop_jkt",
    "id_token_hint",
    "login_hint",
    "max_age",
    "nonce",
    "prompt",
    "redirect_uri",
    "registration",
    "request",
    "request_uri",
    "resource",
    "response_mode",
    "response_type",
    "scope",
    "state",
    "ui_locales",
];

/// The request, however it came, and what the client is registered for.
pub(crate) struct ReceivedRequest<'a> {
    /// The parameters, without those that authenticate the client.
    pub encoded: &'a str,
    pub registration: &'a Registration,
    pub pushed: bool,
}

impl Inspector {
    /// A flow begins; returns its number. The same request again, before its code was redeemed, is the person's Back or
    /// reload and goes on in the same flow; a server that pushes it again has no such excuse.
    pub fn authorize(&self, arrival: Arrival, config: &SandboxConfig, received: &ReceivedRequest<'_>) -> u64 {
        let encoded = received.encoded;
        let protocol = received.registration.protocol;
        let params = Params::lenient(encoded);
        let print = |name: &str| params.get(name).map(|value| self.prints.of(value));
        let prints = FlowPrints {
            request: Some(self.prints.of(encoded)),
            state: print("state"),
            nonce: print("nonce"),
            challenge: print("code_challenge"),
            redirect_uri: print("redirect_uri"),
            ..FlowPrints::default()
        };
        let client = params.get("client_id").and_then(|id| config.client(id));
        let details = json!({
            "parameters": params.names(), "response_type_is_code": params.get("response_type") == Some("code"),
            "state_length": length(params.get("state")), "nonce_length": length(params.get("nonce")),
            "challenge_length": length(params.get("code_challenge")),
            "s256": params.get("code_challenge_method") == Some("S256"),
        });

        let mut book = self.lock();
        let repeated = book.flows.iter_mut().rev().find(|flow| {
            flow.provider == arrival.provider
                && flow.prints.request == prints.request
                && !flow.prints.redeemed
                && !received.pushed
        });
        if let Some(flow) = repeated {
            flow.step(arrival.now_ms, StepKind::Authorize, json!({ "again": true }));
            return flow.n;
        }
        let repeats = [
            (Check::StateRepeated, prints.state.map(|print| book.find(|prints| prints.state, print).is_none())),
            (Check::NonceRepeated, prints.nonce.map(|print| book.find(|prints| prints.nonce, print).is_none())),
            (Check::PkceRepeated, prints.challenge.map(|print| book.find(|prints| prints.challenge, print).is_none())),
        ];
        let n = book.begin(arrival.provider, client.map(|client| client.id.clone()), protocol, prints);
        if let Some(flow) = book.flow(n) {
            let what = if received.pushed { StepKind::Pushed } else { StepKind::Authorize };
            flow.step(arrival.now_ms, what, details);
        }
        let registered = client.zip(params.get("redirect_uri"));
        let registered = registered.map(|(client, uri)| client.redirect_uris.iter().any(|known| known == uri));
        let verdicts = judge_parameters(encoded, &params, protocol).into_iter().chain([
            (Check::RequestNotPushed, received.registration.pushed_authorization.then_some(received.pushed)),
            (Check::ClientUnknown, Some(client.is_some())),
            (Check::RedirectUriUnregistered, client.map(|_| registered == Some(true))),
        ]);
        for (check, holds) in verdicts.chain(repeats) {
            if let Some(holds) = holds {
                book.judge(arrival, Some(n), check, holds);
            }
        }
        n
    }
}

/// The checks of the parameters alone; `None` where a check has no occasion.
fn judge_parameters(encoded: &str, params: &Params, protocol: Protocol) -> Vec<(Check, Option<bool>)> {
    let state = params.get("state");
    let nonce = params.get("nonce");
    let challenge = params.get("code_challenge");
    let scopes = params.get("scope").unwrap_or("");
    let method = params.get("code_challenge_method");
    let names = params.names();
    let is_openid = protocol == Protocol::Oidc;
    vec![
        (Check::ResponseType, Some(params.get("response_type") == Some("code"))),
        (Check::ScopeWithoutOpenid, is_openid.then(|| scopes.split(' ').any(|scope| scope == "openid"))),
        (Check::StateMissing, Some(state.is_some())),
        (Check::StateShort, state.map(|state| most_bits(state) >= ENOUGH_BITS)),
        (Check::NonceMissing, is_openid.then_some(nonce.is_some())),
        (Check::NonceShort, nonce.map(|nonce| most_bits(nonce) >= ENOUGH_BITS)),
        (Check::PkceMissing, Some(challenge.is_some())),
        (Check::PkcePlain, challenge.map(|_| method == Some("S256"))),
        (Check::PkceChallengeMalformed, challenge.filter(|_| method == Some("S256")).map(is_sha256)),
        (Check::SecretInAuthorize, Some(params.get("client_secret").is_none())),
        (Check::ParameterRepeated, Some(Params::parse(encoded).is_ok())),
        (Check::ParameterUnexpected, Some(names.iter().all(|name| KNOWN.contains(&name.as_str())))),
    ]
}

fn is_sha256(challenge: &str) -> bool {
    challenge.len() == 43 && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
