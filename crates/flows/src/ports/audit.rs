//! The audit record: who did what, when, by which provider, with which outcome. It never has a personal value.

use super::StoreError;
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// Append-only; each row carries the hash of the one before it.
#[async_trait]
pub trait AuditLog: Send + Sync {
    /// Appends one event.
    async fn record(&self, event: AuditEvent) -> Result<(), StoreError>;

    /// The newest events of an account, for its owner.
    async fn events_of(&self, account: Uuid, limit: u64) -> Result<Vec<AuditEvent>, StoreError>;

    /// The newest event of this kind, however many others came after it.
    async fn newest_of(&self, account: Uuid, kind: AuditKind) -> Result<Option<AuditEvent>, StoreError>;
}

/// One row of the record.
#[derive(Clone, Debug)]
pub struct AuditEvent {
    /// When it happened.
    pub at: OffsetDateTime,
    /// The account that it is about, where there is one.
    pub account: Option<Uuid>,
    /// What happened.
    pub kind: AuditKind,
    /// A public code: an outcome, a reason, a provider's id.
    pub detail: String,
    /// What a person can read out to the help line.
    pub support_id: String,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditKind {
    /// A session was opened.
    SignedIn,
    /// A sign-in, a proof or a merge's proof did not happen.
    SignInRefused,
    /// The person ended their session.
    SignedOut,
    /// A session was ended from elsewhere: by its owner on another device, or by the provider.
    SessionEnded,
    /// The person ended several sessions at once: all others, or all.
    SessionsEnded,
    /// A first sign-in made an account.
    AccountCreated,
    /// An identity was joined to the account.
    IdentityLinked,
    /// The person proved again who they are.
    IdentityProved,
    /// An identity was taken away.
    IdentityUnlinked,
    /// The provider's new subject for the same person took the old one's place.
    IdentityRenewed,
    /// Two accounts became one.
    AccountsMerged,
    /// They were taken apart again.
    MergeUndone,
    /// The account has a number now that a provider or the register vouches for.
    NumberMatched,
    /// A match ended otherwise.
    NumberNotMatched,
    /// "Bỏ qua".
    NumberSkipped,
    /// The number left the account; the detail is a [`ReleaseReason`].
    NumberReleased,
    /// The number came to the account from one that had only typed it.
    NumberReceived,
    /// Somebody else came with the number of this account: the detail is the provider that asserted it, or `conflict` where it
    /// was typed and the register confirmed it.
    NumberClaimed,
    /// The person changed their contact data.
    ProfileChanged,
    /// The person has withdrawn a consent; the detail is its purpose.
    ConsentWithdrawn,
    /// The person took along a file of everything that is kept about them.
    DataDownloaded,
    /// VNeID or the register changed verified data.
    ProfileSynchronised,
    /// An application was sent.
    DossierSubmitted,
    /// In the citizen's record: an official gave the dossier another status.
    DossierStatusChanged,
    /// In the official's own record: the status that they gave, and their role.
    DossierDecided,
    /// In the citizen's record: an official has opened the dossier.
    DossierOpened,
    /// In the official's own record: the dossier that they opened, and their role.
    DossierShown,
    /// Somebody has searched for dossiers with the account's number and missed; the detail is how often.
    DossierSearchMissed,
    /// In the official's own record: a page of the unit's queue, with masked names only.
    QueueShown,
    /// An identity became an official, by an operator's order or by a demonstration's configuration.
    RoleGranted,
    /// An operator took a role back.
    RoleRevoked,
    /// A resolution slip was made.
    SlipMade,
    /// In the citizen's record: an official has opened the slip.
    SlipOpened,
    /// In the official's own record.
    SlipShown,
    /// A page or an act was refused.
    AccessRefused,
    /// An operator took the account out of use.
    AccountSuspended,
    /// An operator let it be used again.
    AccountRestored,
    /// The person ended their account.
    AccountDeleted,
    /// An entry that waited for the register could not be opened when it was due: the person has to enter it again.
    EntryUnreadable,
    /// A word of a newer release, read from the record and never written. It is in no list.
    Unknown,
}

impl AuditKind {
    /// Every kind that this release writes, in the order of the list.
    pub const ALL: [Self; 39] = [
        Self::SignedIn,
        Self::SignInRefused,
        Self::SignedOut,
        Self::SessionEnded,
        Self::SessionsEnded,
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
        Self::NumberReceived,
        Self::NumberClaimed,
        Self::ProfileChanged,
        Self::ConsentWithdrawn,
        Self::DataDownloaded,
        Self::ProfileSynchronised,
        Self::DossierSubmitted,
        Self::DossierStatusChanged,
        Self::DossierDecided,
        Self::DossierOpened,
        Self::DossierShown,
        Self::DossierSearchMissed,
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
        Self::EntryUnreadable,
    ];

    /// The name in the database and on the activity page's translation keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInRefused => "sign_in_refused",
            Self::SignedOut => "signed_out",
            Self::SessionEnded => "session_ended",
            Self::SessionsEnded => "sessions_ended",
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
            Self::NumberReceived => "number_received",
            Self::NumberClaimed => "number_claimed",
            Self::ProfileChanged => "profile_changed",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::DataDownloaded => "data_downloaded",
            Self::ProfileSynchronised => "profile_synchronised",
            Self::DossierSubmitted => "dossier_submitted",
            Self::DossierStatusChanged => "dossier_status_changed",
            Self::DossierDecided => "dossier_decided",
            Self::DossierOpened => "dossier_opened",
            Self::DossierShown => "dossier_shown",
            Self::DossierSearchMissed => "dossier_search_missed",
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
            Self::EntryUnreadable => "entry_unreadable",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the owner is notified at the top of their pages, until "Đã hiểu": it changed what opens the account, or whose
    /// number it has (rules 8 and 9), or somebody else has tried out its number.
    pub const fn notifies_owner(self) -> bool {
        matches!(
            self,
            Self::IdentityLinked
                | Self::IdentityUnlinked
                | Self::IdentityRenewed
                | Self::NumberReleased
                | Self::NumberReceived
                | Self::NumberClaimed
                | Self::DossierSearchMissed
                | Self::AccountsMerged
                | Self::MergeUndone
                | Self::AccountSuspended
                | Self::AccountRestored
                | Self::EntryUnreadable
        )
    }

    /// The inverse of [`AuditKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Why a number left an account: the detail of [`AuditKind::NumberReleased`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseReason {
    /// The person took away the identity that vouched for it.
    IdentityUnlinked,
    /// VNeID has asserted it for another person.
    AssertedByVneid,
}

impl ReleaseReason {
    /// The code in the record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdentityUnlinked => "identity_unlinked",
            Self::AssertedByVneid => "asserted_by_vneid",
        }
    }

    /// The reason of an event, where it is one of a released number.
    pub fn of(event: &AuditEvent) -> Option<Self> {
        let all = [Self::IdentityUnlinked, Self::AssertedByVneid];
        let reason = all.into_iter().find(|reason| reason.code() == event.detail);
        reason.filter(|_| event.kind == AuditKind::NumberReleased)
    }
}
