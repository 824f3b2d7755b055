//! What a page must remember for the next request of the same browser when there is no script to do it: a message to show
//! once, or a form's entries with what is wrong with them.

use super::StoreError;
use async_trait::async_trait;
use time::OffsetDateTime;

/// Kept encrypted, found by a hash of the browser's cookie, for minutes.
#[async_trait]
pub trait Flashes: Send + Sync {
    /// Replaces what this browser had under the key.
    async fn put_flash(
        &self,
        browser: &str,
        key: &str,
        value: String,
        expires_at: OffsetDateTime,
    ) -> Result<(), StoreError>;
    async fn flash(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError>;
    /// Reads and removes, atomically.
    async fn take_flash(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError>;
}
