//! An identity provider: it asserts who a person is, by an account that the portal does not have (OpenID Connect Core 1.0).

use async_trait::async_trait;
pub use congdan_domain::ProviderKind;
use congdan_domain::{BirthDate, Cccd, FullName, Sex};
use secrecy::SecretString;
use thiserror::Error;
use time::{Duration, OffsetDateTime};
use url::Url;

/// One identity provider, as it is configured.
#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// The path segment in our addresses, e.g. `vneid`.
    fn id(&self) -> &str;
    /// Which kind of account it gives out.
    fn kind(&self) -> ProviderKind;
    /// The name on its button.
    fn label(&self) -> &str;
    /// `iss` of its tokens.
    fn issuer(&self) -> &str;
    /// The lowest level (mức độ) that may sign in, 1 or 2.
    fn minimum_level(&self) -> u8;
    /// Whether its answers can state when the person proved who they are. Otherwise it is of no use for a recent proof.
    fn tells_when_proven(&self) -> bool;
    /// Origins that a browser is sent to, for the policy's `form-action`.
    fn origins(&self) -> Vec<String>;

    /// Whether a sign-in can begin now, as far as can be told within a second.
    async fn is_available(&self) -> bool;

    /// Where to send the browser (RFC 6749 4.1.1, RFC 7636 S256).
    async fn authorization_url(&self, request: &AuthorizationRequest) -> Result<Url, ProviderError>;

    /// Redeems the code and verifies everything that comes back. Called at most once for a code. With `proven_since` the
    /// provider has to say that the person proved who they are then or later.
    async fn identify(
        &self,
        answer: &CallbackAnswer,
        secrets: &AttemptSecrets,
        proven_since: Option<OffsetDateTime>,
    ) -> Result<AssertedIdentity, ProviderError>;

    /// Verifies a logout token that somebody posted (Back-Channel Logout 1.0). The same token may have come before: the store knows.
    async fn logout(&self, token: &SecretString) -> Result<ProviderLogout, ProviderError>;

    /// Where to send the browser so that the provider's session ends too (RP-Initiated Logout 1.0).
    async fn end_session_url(&self, id_token: Option<&SecretString>, state: &str) -> Option<Url>;
}

/// The fresh values of one sign-in.
#[derive(Debug)]
pub struct AuthorizationRequest {
    /// `state`.
    pub state: String,
    /// Nonce and PKCE verifier.
    pub secrets: AttemptSecrets,
    /// `vi` or `en`, for `ui_locales`.
    pub language: String,
    /// The person has to prove who they are anew, unless they did within this time.
    pub max_age: Option<Duration>,
    /// The person signs in there anew, and may choose another account than the one that is open there.
    pub anew: bool,
}

/// What only we and the provider's answer may know.
#[derive(Clone, Debug)]
pub struct AttemptSecrets {
    /// `nonce` of the ID token.
    pub nonce: SecretString,
    /// `code_verifier` (RFC 7636).
    pub pkce_verifier: SecretString,
}

/// The query of a callback whose `state` was ours.
#[derive(Debug)]
pub struct CallbackAnswer {
    /// The authorization code.
    pub code: SecretString,
    /// RFC 9207.
    pub iss: Option<String>,
}

/// A verified statement of the provider.
#[derive(Clone, Debug)]
pub struct AssertedIdentity {
    /// `iss`.
    pub issuer: String,
    /// `sub`.
    pub subject: String,
    /// The level (mức độ); 0 where the provider did not state one.
    pub level: u8,
    /// The CCCD number.
    pub number: Option<Cccd>,
    /// The name.
    pub full_name: Option<FullName>,
    /// The birth date.
    pub birth_date: Option<BirthDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// A telephone number.
    pub phone: Option<SecretString>,
    /// An e-mail address.
    pub email: Option<SecretString>,
    /// When the person last proved who they are, where the provider stated it.
    pub authenticated_at: Option<OffsetDateTime>,
    /// The provider's session, for back-channel logout.
    pub provider_session: Option<String>,
    /// Kept only where the provider demands it back at sign-out.
    pub id_token: Option<SecretString>,
}

/// A provider's verified statement that a session of its own has ended, or all sessions of a person.
#[derive(Clone)]
pub struct ProviderLogout {
    /// `iss`.
    pub issuer: String,
    /// `sub`. Without a session: all of this person's. At least one of the two is there.
    pub subject: Option<String>,
    /// `sid`.
    pub provider_session: Option<String>,
    /// `jti`: a second token of this id is refused.
    pub token_id: String,
    /// The id has to be remembered until then.
    pub acceptable_until: OffsetDateTime,
}

impl std::fmt::Debug for ProviderLogout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderLogout").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// How a visit to the provider ended without a code (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person turned back.
    Cancelled,
    /// The person stayed at the provider's pages for longer than it allows, or it wanted a page that it could not show.
    Expired,
    /// The provider has trouble of its own.
    Unavailable,
    /// Any other error.
    Failed,
}

impl Ending {
    /// By `error` and `error_description`. Some providers put the cause into the description alone: Keycloak writes
    /// `temporarily_unavailable` with `authentication_expired`.
    pub fn of(error: &str, description: Option<&str>) -> Self {
        let by_code = |code: &str| match code {
            "access_denied" | "user_cancelled" | "user_cancelled_login" | "user_cancelled_authorize" => {
                Some(Self::Cancelled)
            }
            "authentication_expired" | "login_required" | "interaction_required" => Some(Self::Expired),
            "temporarily_unavailable" | "server_error" => Some(Self::Unavailable),
            _ => None,
        };
        match by_code(error) {
            Some(Self::Unavailable) | None => description.and_then(by_code).or(by_code(error)).unwrap_or(Self::Failed),
            Some(ending) => ending,
        }
    }
}

/// Why a provider's answer cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProviderError {
    /// Not reachable, or an answer that is none (5xx, HTML, too slow).
    #[error("the provider is unavailable")]
    Unavailable,
    /// The account is an organisation's: this is the citizens' door.
    #[error("the account is an organisation's")]
    Organisation,
    /// A recent proof of the person was asked for, and the answer does not show one.
    #[error("the person has not proved lately who they are")]
    ProofTooOld,
    /// An answer that must not be believed; the code names the rule, for the audit row, and decides nothing.
    #[error("the provider's answer was refused: {0}")]
    Refused(&'static str),
}

impl ProviderError {
    /// The short name for the audit row.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unavailable => "provider_unavailable",
            Self::Organisation => "organisation",
            Self::ProofTooOld => "auth_time",
            Self::Refused(code) => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b17_an_ending_is_told_as_what_it_was() {
        for (error, description, ending) in [
            ("access_denied", None, Ending::Cancelled),
            ("user_cancelled", None, Ending::Cancelled),
            ("temporarily_unavailable", Some("user_cancelled"), Ending::Cancelled),
            ("temporarily_unavailable", Some("authentication_expired"), Ending::Expired),
            ("login_required", None, Ending::Expired),
            ("interaction_required", Some("x"), Ending::Expired),
            ("temporarily_unavailable", None, Ending::Unavailable),
            ("temporarily_unavailable", Some("maintenance"), Ending::Unavailable),
            ("server_error", Some(""), Ending::Unavailable),
            ("invalid_scope", None, Ending::Failed),
            ("invalid_request", Some("Invalid scopes"), Ending::Failed),
            ("", None, Ending::Failed),
            // A cause that is stated is not changed by a description.
            ("access_denied", Some("authentication_expired"), Ending::Cancelled),
        ] {
            assert_eq!(Ending::of(error, description), ending, "{error} {description:?}");
        }
    }
}
