//! Drafts and the dossiers that become of them.

use super::{StoreError, audit::AuditEvent, matching::Allowance};
use async_trait::async_trait;
use congdan_domain::{Cccd, DossierStatus};
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Drafts and dossiers.
#[async_trait]
pub trait Dossiers: Send + Sync {
    /// The account's draft of this procedure.
    async fn draft(&self, account: Uuid, procedure: &str) -> Result<Option<Draft>, StoreError>;

    /// The account's drafts, the latest first.
    async fn drafts_of(&self, account: Uuid) -> Result<Vec<Draft>, StoreError>;

    /// Keeps the draft as its next version, in place of the one with the draft's id and version; one of version 0 is new. An
    /// error where the account is out of use by now: nothing is kept where its person would not find it.
    async fn save_draft(&self, draft: Draft) -> Result<DraftWritten, StoreError>;

    /// Removes the account's draft of this procedure.
    async fn drop_draft(&self, account: Uuid, procedure: &str) -> Result<(), StoreError>;

    /// Gives the next code of the unit and day, stores the dossier with its first event and drops the draft, in one
    /// transaction. The draft's id makes it happen once: a second call answers with the first one's dossier. `None` where the
    /// draft has been saved again since it was read, or the account has been merged, suspended or deleted by then: nothing is
    /// sent, and the page of the draft tells the person what is true now.
    async fn submit(&self, submission: Submission, audit: AuditEvent) -> Result<Option<Dossier>, StoreError>;

    /// The account's dossiers, newest first.
    async fn dossiers_of(&self, account: Uuid) -> Result<Vec<Dossier>, StoreError>;

    /// The owner's own dossier; `None` for one that is absent or another's, without a difference.
    async fn dossier_of(&self, account: Uuid, code: &str) -> Result<Option<Dossier>, StoreError>;

    /// The dossier of this code and its owner's number together.
    async fn dossier_by_code_and_number(&self, code: &str, number: &Cccd) -> Result<Option<Dossier>, StoreError>;

    /// The same for the public search, which counts what it does not find, in one transaction.
    async fn search_dossier(&self, search: DossierSearch) -> Result<DossierSearched, StoreError>;

    /// A part of the units' queue, and how long the whole is. Only what is in the part is decrypted. What waits comes
    /// oldest first, so that nothing old is out of sight; what is over, newest first.
    async fn queue(&self, units: &[&str], filter: QueueFilter, part: QueuePart) -> Result<Queue, StoreError>;

    /// A dossier that one of these units received; `None` for one that is absent or another unit's, without a difference.
    async fn received_dossier(&self, units: &[&str], code: &str) -> Result<Option<ReceivedDossier>, StoreError>;

    /// An official is about to see the dossier: recorded for the citizen and for the official, in one transaction.
    async fn record_reading(&self, dossier: Uuid, reading: Reading, audit: [AuditEvent; 2]) -> Result<(), StoreError>;

    /// The latest readings of a dossier, newest first.
    async fn readings_of(&self, dossier: &str, limit: u64) -> Result<Vec<Reading>, StoreError>;

    /// Gives the dossier its next status, only while it still has the version that the official saw; recorded for the
    /// citizen and for the official.
    async fn change_status(&self, change: StatusChange, audit: [AuditEvent; 2]) -> Result<StatusWritten, StoreError>;
}

/// An application on its way: entries by the form's field names, kept encrypted.
#[derive(Clone)]
pub struct Draft {
    /// Its own id; the dossier that it becomes has it too.
    pub id: Uuid,
    /// Its owner.
    pub account: Uuid,
    /// The code of the procedure.
    pub procedure: String,
    /// The entries by field name.
    pub entries: BTreeMap<String, String>,
    /// The step to open next, from 1.
    pub step: u8,
    /// "Gửi hồ sơ" was pressed and only the CCCD number is missing.
    pub wants_submission: bool,
    /// When it was last saved.
    pub updated_at: OffsetDateTime,
    /// How often it was saved; 0 for one that never was.
    pub version: i32,
}

/// How saving a draft ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum DraftWritten {
    /// It is kept.
    Done,
    /// It was saved, sent or begun anew somewhere else: nothing was written.
    Outdated,
    /// The account has been merged, suspended or deleted by then: nothing was written.
    AccountClosed,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({}, step {})", self.procedure, self.step)
    }
}

/// An application that is sent.
#[derive(Clone, Debug)]
pub struct Submission {
    /// What is sent.
    pub draft: Draft,
    /// e.g. `H44.12`.
    pub unit: String,
    /// The applicant's number.
    pub number: Cccd,
    /// Whose dossier it is.
    pub owner: Owner,
    /// The day in Vietnam.
    pub day: Date,
    /// The moment.
    pub at: OffsetDateTime,
}

/// Whose dossier it is (chủ hồ sơ): the public search asks for the owner's number.
#[derive(Clone, Debug)]
pub enum Owner {
    /// The applicant's own.
    Applicant,
    /// Another person's, with the number that the applicant entered for them.
    Other(Option<Cccd>),
}

/// A public search.
#[derive(Clone, Debug)]
pub struct DossierSearch {
    /// The row of a miss.
    pub id: Uuid,
    /// The code.
    pub code: String,
    /// The owner's number.
    pub number: Cccd,
    /// When.
    pub at: OffsetDateTime,
    /// The misses that a number may have; a count of 0 limits nothing.
    pub per_number: Allowance,
    /// Those that a code may have.
    pub per_code: Allowance,
}

/// How a public search ended.
#[derive(Clone, Debug)]
pub enum DossierSearched {
    /// The dossier.
    Found(Box<Dossier>),
    /// Nothing; so many misses has the number in its window, with this one.
    Missed(u32),
    /// The number or the code has had too many misses: nothing was looked for.
    Held,
}

/// An application that was sent.
#[derive(Clone)]
pub struct Dossier {
    /// e.g. `H44.12-260615-0001`.
    pub code: String,
    /// The code of the procedure.
    pub procedure: String,
    /// The unit that received it.
    pub unit: String,
    /// The entries by field name.
    pub entries: BTreeMap<String, String>,
    /// Its present status.
    pub status: DossierStatus,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
    /// Oldest first.
    pub events: Vec<DossierEvent>,
}

impl std::fmt::Debug for Dossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dossier({}, {:?})", self.code, self.status)
    }
}

/// A status that a dossier was given.
#[derive(Clone, Debug)]
pub struct DossierEvent {
    /// When.
    pub at: OffsetDateTime,
    /// Which.
    pub status: DossierStatus,
    /// The official's words to the citizen; stored encrypted.
    pub note: Option<String>,
    /// The role in which an official did it; `None` for the citizen's own act, and for what was done before roles were kept.
    pub role: Option<Uuid>,
}

/// Which dossiers of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueFilter {
    /// Everything that is not over.
    #[default]
    Waiting,
    /// Everything that is over.
    Over,
    /// Everything with this status.
    Status(DossierStatus),
    /// Everything.
    All,
}

/// Which part of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePart {
    /// So many are left out before it.
    pub skip: u64,
    /// At most so many.
    pub limit: u64,
}

/// A part of a queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The dossiers of the part, in the order of the queue.
    pub dossiers: Vec<QueuedDossier>,
    /// Of the whole queue.
    pub total: u64,
}

/// A dossier in a queue, without what has happened to it.
#[derive(Clone)]
pub struct QueuedDossier {
    /// e.g. `H44.12-260615-0001`.
    pub code: String,
    /// The code of the procedure.
    pub procedure: String,
    /// The unit that received it.
    pub unit: String,
    /// The entries by field name.
    pub entries: BTreeMap<String, String>,
    /// Its present status.
    pub status: DossierStatus,
    /// When it was sent.
    pub submitted_at: OffsetDateTime,
}

impl std::fmt::Debug for QueuedDossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "QueuedDossier({}, {:?})", self.code, self.status)
    }
}

/// A dossier as the receiving unit has it.
#[derive(Clone, Debug)]
pub struct ReceivedDossier {
    /// The dossier's id.
    pub id: Uuid,
    /// The citizen's account.
    pub account: Uuid,
    /// The number that applied.
    pub number: Cccd,
    /// Counts the changes from 1: a change is made only to the version that its official saw.
    pub version: i32,
    /// The dossier.
    pub dossier: Dossier,
}

/// An official has seen a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When.
    pub at: OffsetDateTime,
    /// The unit that the official acted for.
    pub unit: String,
    /// The role in which they read it.
    pub role: Uuid,
}

/// A new status for one version of a dossier.
#[derive(Clone, Debug)]
pub struct StatusChange {
    /// The dossier.
    pub dossier: Uuid,
    /// The version that the official saw.
    pub version: i32,
    /// The status, with the words to the citizen.
    pub event: DossierEvent,
}

/// How a change of status ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum StatusWritten {
    /// It was written and recorded.
    Done,
    /// Another official was faster: nothing was written.
    Outdated,
}
