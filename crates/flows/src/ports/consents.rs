//! What the person has agreed to, purpose by purpose, and with which text.

use super::{StoreError, accounts::AccountWritten, audit::AuditEvent, matching::Purpose};
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// The person's consents. Without one that stands the store takes no query ([`super::matching::Matching::record_query`]).
#[async_trait]
pub trait Consents: Send + Sync {
    /// Stores what the person agrees to, a row a purpose. What stands with the same text is not stored again.
    async fn agree(&self, account: Uuid, agreement: Agreement) -> Result<AccountWritten, StoreError>;

    /// Since when the person agrees to the purpose, if they do. Flows ask [`crate::consent::Consent`].
    async fn consent_given(&self, account: Uuid, purpose: Purpose) -> Result<Option<OffsetDateTime>, StoreError>;

    /// Every consent of the account, newest first, with those that are withdrawn.
    async fn consents_of(&self, account: Uuid) -> Result<Vec<StoredConsent>, StoreError>;

    /// Withdraws what stands for the purpose and drops the entry that waits on it, with the audit row in one transaction. An
    /// answer that comes later changes nothing.
    async fn withdraw_consent(
        &self,
        account: Uuid,
        purpose: Purpose,
        audit: AuditEvent,
    ) -> Result<Withdrawn, StoreError>;
}

/// How a withdrawal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It stands no more.
    Done,
    /// Nothing stood: nothing was written.
    NotGiven,
    /// The account is suspended, closed or merged: nothing was written.
    AccountClosed,
}

/// An act of agreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The act: its rows share it.
    pub id: Uuid,
    /// What the person agrees to.
    pub purposes: &'static [Purpose],
    /// The text that was beside the box.
    pub text: ConsentText,
    /// When they pressed the button.
    pub at: OffsetDateTime,
}

/// Which text was shown: `app/locales/consent.toml` has the words of every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentText {
    /// Its version, from 1.
    pub version: u16,
    /// The language in which it was read.
    pub language: TextLanguage,
}

/// A language of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextLanguage {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl TextLanguage {
    /// The code in the database, a BCP 47 tag.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The inverse of [`TextLanguage::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Vi, Self::En].into_iter().find(|language| language.code() == code)
    }
}

/// A consent, as its person may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredConsent {
    /// What it is for.
    pub purpose: Purpose,
    /// The version of its text.
    pub version: u16,
    /// The language of its text; `None` where an earlier release did not record it.
    pub language: Option<TextLanguage>,
    /// Since when it stands.
    pub given_at: OffsetDateTime,
    /// Until when it stood.
    pub withdrawn_at: Option<OffsetDateTime>,
}
