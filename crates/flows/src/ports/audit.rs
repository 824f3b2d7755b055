//! What happened, for the record: who, what, when, by which provider, with which outcome. Never a personal value.

use super::StoreError;
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// Append-only; each row carries the hash of the one before it.
#[async_trait]
pub trait AuditLog: Send + Sync {
    async fn record(&self, event: AuditEvent) -> Result<(), StoreError>;
    /// The newest events of an account, for its owner.
    async fn events_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError>;
}

#[derive(Clone, Debug)]
pub struct AuditEvent {
    pub at: OffsetDateTime,
    pub account: Option<Uuid>,
    pub kind: AuditKind,
    /// A public code: an outcome, a reason, a provider's id. Never a value of a person.
    pub detail: String,
    /// What a person can read out to the help line.
    pub support_id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditKind {
    SignedIn,
    SignInRefused,
    SignedOut,
    SessionEnded,
    AccountCreated,
    IdentityLinked,
    IdentityProved,
    IdentityUnlinked,
    /// The provider's new subject for the same person took the old one's place.
    IdentityRenewed,
    AccountsMerged,
    MergeUndone,
    NumberMatched,
    NumberNotMatched,
    NumberSkipped,
    NumberReleased,
    ProfileChanged,
    ProfileSynchronised,
    DossierSubmitted,
    /// In the citizen's record: an official gave the dossier another status.
    DossierStatusChanged,
    /// In the official's own record.
    DossierDecided,
    /// In the citizen's record: an official has opened the dossier.
    DossierOpened,
    /// In the official's own record.
    DossierShown,
    /// In the official's own record: a page of the unit's queue, with masked names only.
    QueueShown,
    RoleGranted,
    RoleRevoked,
    SlipMade,
    /// In the citizen's record: an official has opened the slip.
    SlipOpened,
    /// In the official's own record.
    SlipShown,
    AccessRefused,
    AccountSuspended,
    AccountRestored,
    AccountDeleted,
}

impl AuditKind {
    pub const ALL: [Self; 32] = [
        Self::SignedIn,
        Self::SignInRefused,
        Self::SignedOut,
        Self::SessionEnded,
        Self::AccountCreated,
        Self::IdentityLinked,
        Self::IdentityProved,
        Self::IdentityUnlinked,
        Self::IdentityRenewed,
        Self::AccountsMerged,
        Self::MergeUndone,
        Self::NumberMatched,
        Self::NumberNotMatched,
        Self::NumberSkipped,
        Self::NumberReleased,
        Self::ProfileChanged,
        Self::ProfileSynchronised,
        Self::DossierSubmitted,
        Self::DossierStatusChanged,
        Self::DossierDecided,
        Self::DossierOpened,
        Self::DossierShown,
        Self::QueueShown,
        Self::RoleGranted,
        Self::RoleRevoked,
        Self::SlipMade,
        Self::SlipOpened,
        Self::SlipShown,
        Self::AccessRefused,
        Self::AccountSuspended,
        Self::AccountRestored,
        Self::AccountDeleted,
    ];

    /// The name in the database and on the activity page's translation keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInRefused => "sign_in_refused",
            Self::SignedOut => "signed_out",
            Self::SessionEnded => "session_ended",
            Self::AccountCreated => "account_created",
            Self::IdentityLinked => "identity_linked",
            Self::IdentityProved => "identity_proved",
            Self::IdentityUnlinked => "identity_unlinked",
            Self::IdentityRenewed => "identity_renewed",
            Self::AccountsMerged => "accounts_merged",
            Self::MergeUndone => "merge_undone",
            Self::NumberMatched => "number_matched",
            Self::NumberNotMatched => "number_not_matched",
            Self::NumberSkipped => "number_skipped",
            Self::NumberReleased => "number_released",
            Self::ProfileChanged => "profile_changed",
            Self::ProfileSynchronised => "profile_synchronised",
            Self::DossierSubmitted => "dossier_submitted",
            Self::DossierStatusChanged => "dossier_status_changed",
            Self::DossierDecided => "dossier_decided",
            Self::DossierOpened => "dossier_opened",
            Self::DossierShown => "dossier_shown",
            Self::QueueShown => "queue_shown",
            Self::RoleGranted => "role_granted",
            Self::RoleRevoked => "role_revoked",
            Self::SlipMade => "slip_made",
            Self::SlipOpened => "slip_opened",
            Self::SlipShown => "slip_shown",
            Self::AccessRefused => "access_refused",
            Self::AccountSuspended => "account_suspended",
            Self::AccountRestored => "account_restored",
            Self::AccountDeleted => "account_deleted",
        }
    }

    /// What changed who can open the account, or whose number it has: the person is told of it at the top of their pages
    /// until they say that they know (journeys, rules 8 and 9).
    pub const fn is_told(self) -> bool {
        matches!(
            self,
            Self::IdentityLinked
                | Self::IdentityUnlinked
                | Self::IdentityRenewed
                | Self::NumberReleased
                | Self::AccountsMerged
                | Self::MergeUndone
                | Self::AccountSuspended
                | Self::AccountRestored
        )
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
