//! What a page must remember for the next request of the same browser when there is no script to do it: a message to show
//! once, or a form's entries with what is wrong with them.

use super::StoreError;
use async_trait::async_trait;
use time::OffsetDateTime;

/// Values by browser and key: stored encrypted, found by a hash of the browser's cookie, for minutes.
#[async_trait]
pub trait BrowserMemory: Send + Sync {
    /// Stores a value, in place of what this browser had under the key.
    async fn remember(
        &self,
        browser: &str,
        key: &str,
        value: String,
        expires_at: OffsetDateTime,
    ) -> Result<(), StoreError>;

    /// Reads a value, which stays.
    async fn recall(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError>;

    /// Reads and removes a value, atomically.
    async fn take(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError>;
}
