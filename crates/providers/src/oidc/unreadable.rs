//! Answers of a provider that cannot be read: operators see the kind of cause, and never a value.

use congdan_flows::ports::provider::ProviderError;

/// What was asked for, and how the answer failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The token endpoint's answer is no token answer and no error (RFC 6749, 5.1 and 5.2).
    TokenAnswer,
    /// Userinfo has another media type than JSON or a signed token.
    UserinfoType,
    /// Userinfo is no JSON object, or has a member twice.
    Userinfo,
    /// Userinfo is signed, and the protocol has no keys to verify it with.
    UserinfoSigned,
    /// The answer to a pushed request holds no reference (RFC 9126, 2.2).
    PushedAnswer,
    /// The metadata are no such document, or not one that the configuration allows.
    Metadata,
    /// The key set is none.
    Keys,
}

impl Unreadable {
    /// The kind's name in logs and counters.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::TokenAnswer => "token_answer",
            Self::UserinfoType => "userinfo_type",
            Self::Userinfo => "userinfo",
            Self::UserinfoSigned => "userinfo_signed",
            Self::PushedAnswer => "pushed_answer",
            Self::Metadata => "metadata",
            Self::Keys => "keys",
        }
    }

    /// Writes the log line and counts. `provider` is the provider's id in our configuration.
    pub(crate) fn record(self, provider: &str) {
        let kind = self.code();
        tracing::warn!(provider, kind, "an answer of the provider cannot be read");
        let provider = provider.to_owned();
        metrics::counter!("provider_answers_unreadable_total", "provider" => provider, "kind" => kind).increment(1);
    }

    /// The same, as the error that it is for a sign-in.
    pub(crate) fn error(self, provider: &str) -> ProviderError {
        self.record(provider);
        ProviderError::Unavailable
    }
}
