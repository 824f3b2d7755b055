//! Sign-ins that have begun and not come back: bound to a browser, used once.

use super::{StoreError, provider::AttemptSecrets};
use async_trait::async_trait;
use congdan_domain::WantedPath;
use time::OffsetDateTime;
use uuid::Uuid;

/// The attempts that are open.
#[async_trait]
pub trait LoginAttempts: Send + Sync {
    /// Stores an attempt before the browser is sent to the provider.
    async fn begin_attempt(&self, attempt: LoginAttempt) -> Result<(), StoreError>;

    /// Uses the attempt up, atomically: of many callers at once, one gets it. A call from another browser changes
    /// nothing.
    async fn take_attempt(&self, state: &str, browser: &str, now: OffsetDateTime) -> Result<Taken, StoreError>;
}

/// A visit to a provider.
#[derive(Clone, Debug)]
pub struct LoginAttempt {
    /// `state` (RFC 6749), at least 128 bits; stored as a hash.
    pub state: String,
    /// The value of the browser's own cookie; stored as a hash.
    pub browser: String,
    /// The provider's id, e.g. `vneid`.
    pub provider: String,
    /// Stored encrypted.
    pub secrets: AttemptSecrets,
    /// The page that the person wanted.
    pub wanted: WantedPath,
    /// What the visit is for.
    pub aim: Aim,
    /// When the attempt can no longer be used.
    pub expires_at: OffsetDateTime,
}

/// What a visit to the provider is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// To sign in.
    SignIn,
    /// A signed-in person proves again who they are.
    Proof(ProofOf),
    /// The person of this session proves that the account which holds their number is theirs too.
    Merge {
        /// The session that met the conflict.
        session: Uuid,
    },
    /// The person proves that the account which has the number is theirs too, and links.
    Link {
        /// The value in the page of the question.
        question: Uuid,
    },
}

/// What a recent proof is for: this session, by this identity of its account, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofOf {
    /// The session that asked.
    pub session: Uuid,
    /// The identity that has to answer.
    pub identity: Uuid,
}

/// What became of the attempt that a callback names.
#[derive(Debug)]
pub enum Taken {
    /// It is used up now, and this caller has it.
    Yes(Box<LoginAttempt>),
    /// No such state, or one that another browser began.
    Unknown,
    /// The same browser came back with it before.
    Used {
        /// The page that the person wanted.
        wanted: WantedPath,
    },
    /// The browser came back too late.
    Expired {
        /// The page that the person wanted.
        wanted: WantedPath,
    },
}
