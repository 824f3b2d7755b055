//! Sign-ins that have begun and not come back: bound to a browser, used once.

use super::{StoreError, provider::AttemptSecrets};
use async_trait::async_trait;
use congdan_domain::WantedPath;
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait LoginAttempts: Send + Sync {
    async fn begin_attempt(&self, attempt: LoginAttempt) -> Result<(), StoreError>;

    /// Uses the attempt up, atomically: of many callers at once, one gets it. A call from another browser changes
    /// nothing.
    async fn take_attempt(&self, state: &str, browser: &str, now: OffsetDateTime) -> Result<Taken, StoreError>;
}

#[derive(Clone, Debug)]
pub struct LoginAttempt {
    /// At least 128 bits; stored as a hash.
    pub state: String,
    /// The value of the browser's own cookie; stored as a hash.
    pub browser: String,
    pub provider: String,
    pub secrets: AttemptSecrets,
    pub wanted: WantedPath,
    pub aim: Aim,
    pub expires_at: OffsetDateTime,
}

/// What a visit to the provider is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    SignIn,
    /// Somebody who is signed in proves again who they are.
    Proof(ProofOf),
    /// The person of this session proves that the account which holds their number is theirs too.
    Merge {
        session: Uuid,
    },
}

/// What a recent proof is for: this session, by this identity of its account, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofOf {
    pub session: Uuid,
    pub identity: Uuid,
}

#[derive(Debug)]
pub enum Taken {
    Yes(Box<LoginAttempt>),
    /// No such state, or one that another browser began.
    Unknown,
    /// The same browser came back with it before.
    Used {
        wanted: WantedPath,
    },
    Expired {
        wanted: WantedPath,
    },
}
