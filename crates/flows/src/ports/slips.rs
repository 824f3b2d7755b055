//! Resolution slips (phiếu hướng dẫn): what a person takes to an office. There is no personal value in one.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use congdan_domain::SlipReason;
use secrecy::SecretString;
use time::OffsetDateTime;
use uuid::Uuid;

/// The slips, for their owners and for officials.
#[async_trait]
pub trait Slips: Send + Sync {
    /// Stores the slip, unless its owner has one for the same reason that is still valid: answers with the one that counts.
    /// Only a new one is recorded.
    async fn make_slip(&self, owner: SlipOwner<'_>, slip: Slip, audit: AuditEvent) -> Result<Slip, StoreError>;

    /// The owner's own slip; `None` for one that is absent, expired or another's, without a difference.
    async fn slip_of(&self, owner: SlipOwner<'_>, id: Uuid, now: OffsetDateTime) -> Result<Option<Slip>, StoreError>;

    /// The account's slips that are still valid, newest first.
    async fn slips_of(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<Slip>, StoreError>;

    /// For an official; `None` for one that is absent or expired.
    async fn find_slip(&self, key: SlipKey<'_>, now: OffsetDateTime) -> Result<Option<Slip>, StoreError>;

    /// Records that an official opened it, for both sides each time; the time of the first opening stays.
    async fn record_slip_opened(&self, id: Uuid, at: OffsetDateTime, audit: [AuditEvent; 2]) -> Result<(), StoreError>;
}

/// Whose slip it is.
#[derive(Clone, Copy)]
pub enum SlipOwner<'a> {
    /// A signed-in person's.
    Account(Uuid),
    /// Where nobody is signed in: the browser's own secret.
    Browser(&'a str),
}

/// The browser's secret is not for logs.
impl std::fmt::Debug for SlipOwner<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Account(_) => "Account",
            Self::Browser(_) => "Browser",
        })
    }
}

/// How an official names a slip.
#[derive(Clone, Copy, Debug)]
pub enum SlipKey<'a> {
    /// What its QR code holds.
    Code(&'a SecretString),
    /// The eight letters that stand on it in print.
    Reference(&'a str),
}

/// A resolution slip.
#[derive(Clone, Debug)]
pub struct Slip {
    /// In the address of the person's own page: it opens nothing without their session.
    pub id: Uuid,
    /// `None` where nobody was signed in.
    pub account: Option<Uuid>,
    /// 256 bits, for officials only; found by its hash, kept encrypted so that the page can be printed again.
    pub code: SecretString,
    /// Why the person needs help.
    pub reason: SlipReason,
    /// The reference of the page on which it was made.
    pub reference: String,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// When it is of no more use.
    pub expires_at: OffsetDateTime,
    /// When an official first opened it.
    pub opened_at: Option<OffsetDateTime>,
}
