//! Checks of the token request, and what was answered.

use super::{
    Inspector,
    book::Arrival,
    check::Check,
    flow::{Flow, StepKind, length},
};
use crate::{
    provider::{fault::Fault, state::registration::Protocol},
    tools::{params::Params, secret},
};
use serde_json::{Value, json};

/// After how long a redemption is late.
const LATE_MS: i64 = 60_000;

/// The request, and what became of its client authentication.
#[derive(Debug)]
pub(crate) struct TokenRequest<'a> {
    pub is_form: bool,
    pub query: &'a str,
    pub body: &'a str,
    /// An `Authorization` header or a secret is there.
    pub has_credentials: bool,
    /// What was seen of a signed statement.
    pub assertion: &'a [(Check, bool)],
    /// The authenticated client and its method.
    pub client: Option<(&'a str, &'static str)>,
}

impl Inspector {
    /// Returns the number of the flow that the code belongs to.
    pub fn token_asked(&self, arrival: Arrival, request: &TokenRequest<'_>) -> Option<u64> {
        let params = Params::lenient(request.body);
        let code = code(request, &params);
        let print = code.as_deref().map(|code| self.prints.of(code));
        let mut book = self.lock();
        let flow = print.and_then(|print| book.find(|prints| prints.code, print)).cloned();
        let n = flow.as_ref().map(|flow| flow.n);
        if let Some(flow) = n.and_then(|n| book.flow(n)) {
            flow.prints.redeemed |= request.client.is_some();
            flow.step(arrival.now_ms, StepKind::Token, details(request, &params));
        }
        let mut verdicts = judge_request(request, &params);
        if let Some(flow) = &flow
            && request.is_form
            && !leaks_in_address(request)
        {
            verdicts.extend(self.judge_against_flow(arrival, flow, request, &params));
        }
        for (check, holds) in verdicts {
            book.judge(arrival, n, check, holds);
        }
        if flow.is_some_and(|flow| flow.fault.spoils_the_response()) {
            book.found(arrival, n, Check::RedeemedAfterBadResponse);
        }
        n
    }

    /// The checks against the flow's authorization request. A code in the wrong hands is not checked further.
    fn judge_against_flow(
        &self,
        arrival: Arrival,
        flow: &Flow,
        request: &TokenRequest<'_>,
        params: &Params,
    ) -> Vec<(Check, bool)> {
        let at_home = flow.provider == arrival.provider;
        let mut verdicts = vec![(Check::CodeAtOtherProvider, at_home)];
        if let Some((client, _)) = request.client {
            verdicts.push((Check::CodeRedeemedTwice, !flow.prints.redeemed));
            verdicts.push((Check::CodeOfOtherClient, flow.client.as_deref() == Some(client)));
        }
        if verdicts.iter().any(|(_, holds)| !holds) {
            return verdicts;
        }
        let print = |name: &str| params.get(name).map(|value| self.prints.of(value));
        verdicts.push((Check::RedirectUriDiffers, print("redirect_uri") == flow.prints.redirect_uri));
        verdicts.push((Check::LateRedemption, arrival.now_ms - flow.prints.code_at <= LATE_MS));
        let verifier = params.get("code_verifier");
        verdicts.push((Check::VerifierMissing, verifier.is_some()));
        if let Some(verifier) = verifier {
            let challenge = self.prints.of(&secret::sha256_base64url(verifier));
            verdicts.push((Check::VerifierMalformed, is_verifier(verifier)));
            verdicts.push((Check::VerifierMismatch, flow.prints.challenge == Some(challenge)));
        }
        verdicts
    }

    /// The answer is on its way, with the flow's fault.
    pub fn token_sent(&self, arrival: Arrival, flow: u64, fault: Fault, access_token: Option<&str>) {
        let access_token = access_token.map(|token| self.prints.of(token));
        let mut book = self.lock();
        let has_id_token = book.flow(flow).is_none_or(|flow| flow.protocol == Protocol::Oidc);
        for (happens, check) in [
            (has_id_token && fault.spoils_the_id_token(), Check::UserinfoAfterBadIdToken),
            (fault.names_a_key(), Check::HeaderKeyFetched),
            (fault.spoils_the_token_answer(has_id_token), Check::UserinfoAfterBadTokenAnswer),
            (fault == Fault::TokenRedirect, Check::TokenRedirectFollowed),
        ] {
            if happens {
                book.occasion(check);
            }
        }
        if let Some(flow) = book.flow(flow) {
            flow.prints.access_token = access_token.or(flow.prints.access_token);
            flow.step(arrival.now_ms, StepKind::TokenSent, json!({}));
        }
    }
}

/// The checks of the request alone. One whose parameters are in the wrong place is not checked further.
fn judge_request(request: &TokenRequest<'_>, params: &Params) -> Vec<(Check, bool)> {
    let mut verdicts = vec![(Check::TokenContentType, request.is_form)];
    if !request.is_form {
        return verdicts;
    }
    verdicts.push((Check::TokenParametersInQuery, !leaks_in_address(request)));
    if leaks_in_address(request) {
        return verdicts;
    }
    verdicts.extend([
        (Check::ParameterRepeated, Params::parse(request.body).is_ok()),
        (Check::GrantType, params.get("grant_type") == Some("authorization_code")),
        (Check::ClientAuthMissing, request.has_credentials),
    ]);
    verdicts.extend(request.assertion);
    // The checks of an assertion have their own findings.
    if request.has_credentials && request.assertion.is_empty() {
        verdicts.push((Check::ClientAuthWrong, request.client.is_some()));
    }
    verdicts
}

/// Whether the address contains what belongs in the body.
fn leaks_in_address(request: &TokenRequest<'_>) -> bool {
    let query = Params::lenient(request.query);
    ["code", "client_secret", "code_verifier"].iter().any(|name| query.get(name).is_some())
}

/// The code, wherever it was put: one in the wrong place still belongs to its flow.
fn code(request: &TokenRequest<'_>, params: &Params) -> Option<String> {
    let in_json = || serde_json::from_str::<Value>(request.body).ok()?.get("code")?.as_str().map(str::to_owned);
    let in_query = || Params::lenient(request.query).get("code").map(str::to_owned);
    params.get("code").map(str::to_owned).or_else(in_query).or_else(in_json)
}

fn details(request: &TokenRequest<'_>, params: &Params) -> Value {
    json!({
        "parameters": if request.is_form { params.names() } else { Vec::new() },
        "form": request.is_form, "client_auth": request.client.map(|(_, method)| method),
        "authorization_code": params.get("grant_type") == Some("authorization_code"),
        "verifier_length": length(params.get("code_verifier")),
    })
}

fn is_verifier(verifier: &str) -> bool {
    (43..=128).contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}
