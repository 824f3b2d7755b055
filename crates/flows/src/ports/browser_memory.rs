//! What a page must remember for the next request of the same browser when there is no script to do it: a message to show
//! once, or a form's entries with what is wrong with them.

use super::StoreError;
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// How the keys of forms begin, where the form is one account's own: see [`own_form`].
pub const OWN_FORMS: &str = "form:own:";

/// The name of a form of this account; its key is `form:` and the name. It names the account, so that what one person typed is not
/// shown to the next one at the same browser, and is dropped when somebody else signs in there.
pub fn own_form(account: Uuid, form: &str) -> String {
    format!("own:{account}:{form}")
}

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
