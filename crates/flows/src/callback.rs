//! The provider's answer (RFC 6749 4.1.2): the checks of the callback, and then the act that the visit was for.

use crate::{
    Portal,
    authorization::{ATTEMPT_LIFETIME, MAX_AGE},
    callback_outcome::CallbackOutcome,
    linking, merge,
    ports::{
        StoreError,
        audit::AuditKind,
        login_attempts::{Aim, Taken},
        provider::{CallbackAnswer, Ending, ProviderError},
    },
    proof,
    session::Browser,
    sign_in,
};
use congdan_domain::{Refusal, WantedPath};
use secrecy::SecretString;

/// The parameters of the provider's redirect, each at most once.
#[derive(Debug, Default)]
pub struct Callback {
    /// `state`.
    pub state: Option<String>,
    /// `code`.
    pub code: Option<SecretString>,
    /// `iss` (RFC 9207).
    pub iss: Option<String>,
    /// `error`.
    pub error: Option<String>,
    /// `error_description`.
    pub error_description: Option<String>,
}

/// Takes the provider's answer, once, in the browser that began.
pub async fn finish(
    portal: &Portal,
    provider_id: &str,
    callback: Callback,
    browser: &Browser,
) -> Result<CallbackOutcome, StoreError> {
    let refused = |why: Refusal, wanted: WantedPath, reason: &'static str| async move {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, reason).await?;
        Ok(CallbackOutcome::Refused { why, wanted, support_id })
    };
    let unattempted = |why: Refusal, wanted: WantedPath, reason: &'static str| {
        Ok(CallbackOutcome::Unattempted { why, wanted, reason, support_id: portal.world.support_id() })
    };
    let home = WantedPath::home;
    let Some(provider) = portal.provider(provider_id) else {
        return unattempted(Refusal::NotVerified, home(), "unknown_provider");
    };
    let Some(state) = callback.state.filter(|state| !state.is_empty()) else {
        return unattempted(Refusal::NotVerified, home(), "state_missing");
    };
    let attempt = match portal.store.take_attempt(&state, &browser.binding, portal.world.now()).await? {
        Taken::Yes(attempt) => *attempt,
        Taken::Unknown => return unattempted(Refusal::OtherBrowser, home(), "state_unknown"),
        Taken::Used { wanted } => return unattempted(Refusal::AlreadyUsed, wanted, "state_used"),
        Taken::Expired { wanted } => return unattempted(Refusal::Expired, wanted, "state_expired"),
    };
    let wanted = attempt.wanted;
    if attempt.provider != provider_id {
        return refused(Refusal::NotVerified, wanted, "provider_mixed_up").await;
    }
    if portal.is_closed(provider.kind()) {
        return refused(Refusal::Closed, wanted, "kind_closed").await;
    }
    if callback.iss.as_deref().is_some_and(|iss| iss != provider.issuer()) {
        return refused(Refusal::NotVerified, wanted, "iss_parameter").await;
    }
    match callback.error.as_deref().map(|error| Ending::of(error, callback.error_description.as_deref())) {
        None => {}
        // Nothing is decided: the question is there still.
        Some(Ending::Cancelled) if matches!(attempt.aim, Aim::Link { .. }) => return Ok(CallbackOutcome::AskToLink),
        Some(Ending::Cancelled) => return Ok(CallbackOutcome::Cancelled { wanted }),
        Some(Ending::Expired) => return refused(Refusal::Expired, wanted, "provider_expired").await,
        Some(Ending::Unavailable) => return refused(Refusal::ProviderUnavailable, wanted, "provider_error").await,
        Some(Ending::Failed) => return refused(Refusal::NotVerified, wanted, "provider_error").await,
    }
    let Some(code) = callback.code else {
        return refused(Refusal::NotVerified, wanted, "code_missing").await;
    };
    let answer = CallbackAnswer { code, iss: callback.iss };
    let is_proof = attempt.aim != Aim::SignIn;
    let proven_since = is_proof.then(|| attempt.expires_at - ATTEMPT_LIFETIME - MAX_AGE);
    let asserted = match provider.identify(&answer, &attempt.secrets, proven_since).await {
        Ok(asserted) => asserted,
        Err(error) => {
            let why = match error {
                ProviderError::Unavailable => Refusal::ProviderUnavailable,
                ProviderError::Organisation => Refusal::Organisation,
                ProviderError::ProofTooOld => Refusal::NotProven,
                ProviderError::Refused(_) => Refusal::NotVerified,
            };
            return refused(why, wanted, error.code()).await;
        }
    };
    if asserted.level < provider.minimum_level() {
        let support_id = portal.refuse(None, AuditKind::SignInRefused, "level_too_low").await?;
        return Ok(CallbackOutcome::LevelTooLow { wanted, support_id });
    }
    match attempt.aim {
        Aim::SignIn => sign_in::conclude(portal, provider, asserted, wanted, browser).await,
        Aim::Proof(proof) => proof::conclude(portal, proof, asserted, wanted, browser).await,
        Aim::Merge { session } => merge::conclude(portal, provider, session, asserted, wanted, browser).await,
        Aim::Link { question } => linking::conclude(portal, question, &asserted, browser).await,
    }
}
