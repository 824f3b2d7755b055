//! Drafts and the dossiers that become of them.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use congdan_domain::Cccd;
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

#[async_trait]
pub trait Dossiers: Send + Sync {
    async fn draft(&self, account: Uuid, procedure: &str) -> Result<Option<Draft>, StoreError>;
    async fn drafts_of(&self, account: Uuid) -> Result<Vec<Draft>, StoreError>;
    /// An error where the account is out of use by now: nothing is kept where its person would not find it.
    async fn save_draft(&self, draft: Draft) -> Result<(), StoreError>;
    async fn drop_draft(&self, account: Uuid, procedure: &str) -> Result<(), StoreError>;

    /// Gives the next code of the unit and day, stores the dossier with its first event and drops the draft, in one
    /// transaction. The draft's id makes it happen once: a second call answers with the first one's dossier. An error where the account is out of use by now.
    async fn submit(&self, submission: Submission, audit: AuditEvent) -> Result<Dossier, StoreError>;

    async fn dossiers_of(&self, account: Uuid) -> Result<Vec<Dossier>, StoreError>;
    /// The owner's own dossier; `None` for one that is absent or another's, without a difference.
    async fn dossier_of(&self, account: Uuid, code: &str) -> Result<Option<Dossier>, StoreError>;
    /// Public look-up: the code and the owner's number together.
    async fn dossier_by_code_and_number(&self, code: &str, number: &Cccd) -> Result<Option<Dossier>, StoreError>;
    /// A unit's queue: what waits for it, oldest first, so that nothing old is out of sight; then what is over, newest first.
    async fn dossiers_at(&self, unit: &str, limit: u64) -> Result<Vec<Dossier>, StoreError>;
    async fn dossier_at(&self, unit: &str, code: &str) -> Result<Option<Dossier>, StoreError>;
    async fn change_status(&self, code: &str, event: DossierEvent, audit: AuditEvent) -> Result<(), StoreError>;
}

/// An application on its way: entries by the form's field names, kept encrypted.
#[derive(Clone)]
pub struct Draft {
    pub id: Uuid,
    pub account: Uuid,
    pub procedure: String,
    pub entries: BTreeMap<String, String>,
    /// The step to open next, from 1.
    pub step: u8,
    /// "Gửi hồ sơ" was pressed and only the CCCD number is missing.
    pub wants_submission: bool,
    pub updated_at: OffsetDateTime,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({}, step {})", self.procedure, self.step)
    }
}

#[derive(Debug)]
pub struct Submission {
    pub draft: Draft,
    /// e.g. `H44.12`.
    pub unit: String,
    pub number: Cccd,
    /// The day in Vietnam.
    pub day: Date,
    pub at: OffsetDateTime,
}

#[derive(Clone)]
pub struct Dossier {
    pub code: String,
    pub procedure: String,
    pub unit: String,
    pub entries: BTreeMap<String, String>,
    pub status: DossierStatus,
    pub submitted_at: OffsetDateTime,
    /// Oldest first.
    pub events: Vec<DossierEvent>,
}

impl std::fmt::Debug for Dossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dossier({}, {:?})", self.code, self.status)
    }
}

#[derive(Clone, Debug)]
pub struct DossierEvent {
    pub at: OffsetDateTime,
    pub status: DossierStatus,
    /// The official's words to the citizen; stored encrypted.
    pub note: Option<String>,
}

/// The ten statuses of the national system, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DossierStatus(u8);

impl DossierStatus {
    pub const REGISTERED: Self = Self(1);
    pub const ACCEPTED: Self = Self(2);
    pub const REFUSED: Self = Self(3);
    pub const IN_PROGRESS: Self = Self(4);
    pub const PAPERS_REQUESTED: Self = Self(5);
    pub const DONE: Self = Self(9);
    pub const DELIVERED: Self = Self(10);
    /// Nothing more is to be done: refused, withdrawn, stopped, or the result is handed over.
    pub const OVER: [Self; 4] = [Self::REFUSED, Self(7), Self(8), Self::DELIVERED];

    pub fn new(number: u8) -> Option<Self> {
        (1..=10).contains(&number).then_some(Self(number))
    }

    pub fn number(self) -> u8 {
        self.0
    }

    pub fn is_over(self) -> bool {
        Self::OVER.contains(&self)
    }
}
