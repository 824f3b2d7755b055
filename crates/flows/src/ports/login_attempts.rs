//! Sign-ins that have begun and not come back: bound to a browser, used once.

use super::{StoreError, provider::AttemptSecrets};
use async_trait::async_trait;
use congdan_domain::WantedPath;
use time::OffsetDateTime;

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
    pub expires_at: OffsetDateTime,
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
