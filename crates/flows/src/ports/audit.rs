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

congdan_domain::closed_list! {
    /// What can happen. The code is the name in the database and in the activity page's translation keys.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum AuditKind {
        /// A session was opened.
        SignedIn = "signed_in",
        /// A sign-in, a proof or a merge's proof did not happen.
        SignInRefused = "sign_in_refused",
        /// The person ended their session.
        SignedOut = "signed_out",
        /// A session was ended from elsewhere: by its owner on another device, or by the provider.
        SessionEnded = "session_ended",
        /// The person ended several sessions at once: all others, or all.
        SessionsEnded = "sessions_ended",
        /// A first sign-in made an account.
        AccountCreated = "account_created",
        /// An identity was joined to the account.
        IdentityLinked = "identity_linked",
        /// The person proved again who they are.
        IdentityProved = "identity_proved",
        /// An identity was taken away.
        IdentityUnlinked = "identity_unlinked",
        /// The provider's new subject for the same person took the old one's place.
        IdentityRenewed = "identity_renewed",
        /// Two accounts became one.
        AccountsMerged = "accounts_merged",
        /// They were taken apart again.
        MergeUndone = "merge_undone",
        /// The account has a number now that a provider or the register vouches for.
        NumberMatched = "number_matched",
        /// A match ended otherwise.
        NumberNotMatched = "number_not_matched",
        /// "Bỏ qua".
        NumberSkipped = "number_skipped",
        /// The number left the account; the detail is a [`ReleaseReason`].
        NumberReleased = "number_released",
        /// The number came to the account from one that had only typed it.
        NumberReceived = "number_received",
        /// Somebody else came with the number of this account: the detail is the provider that asserted it, or `conflict` where it
        /// was typed and the register confirmed it.
        NumberClaimed = "number_claimed",
        /// The person changed their contact data.
        ProfileChanged = "profile_changed",
        /// The person has withdrawn a consent; the detail is its purpose.
        ConsentWithdrawn = "consent_withdrawn",
        /// The person took along a file of everything that is kept about them.
        DataDownloaded = "data_downloaded",
        /// VNeID or the register changed verified data.
        ProfileSynchronised = "profile_synchronised",
        /// An application was sent.
        DossierSubmitted = "dossier_submitted",
        /// In the citizen's record: an official gave the dossier another status.
        DossierStatusChanged = "dossier_status_changed",
        /// In the official's own record: the status that they gave, and their role.
        DossierDecided = "dossier_decided",
        /// In the citizen's record: an official has opened the dossier.
        DossierOpened = "dossier_opened",
        /// In the official's own record: the dossier that they opened, and their role.
        DossierShown = "dossier_shown",
        /// Somebody has searched for dossiers with the account's number and missed; the detail is how often.
        DossierSearchMissed = "dossier_search_missed",
        /// In the official's own record: a page of the unit's queue, with masked names only.
        QueueShown = "queue_shown",
        /// An identity became an official, by an operator's order or by a demonstration's configuration.
        RoleGranted = "role_granted",
        /// An operator took a role back.
        RoleRevoked = "role_revoked",
        /// A resolution slip was made.
        SlipMade = "slip_made",
        /// In the citizen's record: an official has opened the slip.
        SlipOpened = "slip_opened",
        /// In the official's own record.
        SlipShown = "slip_shown",
        /// A page or an act was refused.
        AccessRefused = "access_refused",
        /// An operator took the account out of use.
        AccountSuspended = "account_suspended",
        /// An operator let it be used again.
        AccountRestored = "account_restored",
        /// The person ended their account.
        AccountDeleted = "account_deleted",
        /// An entry that waited for the register could not be opened when it was due: the person has to enter it again.
        EntryUnreadable = "entry_unreadable",
        ;
        /// A word of a newer release, read from the record and never written. It is in no list.
        Unknown = "unknown",
    }
}

impl AuditKind {
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
