//! Questions to the register: what was asked, what it cost, what waits.

use super::{
    StoreError,
    accounts::{Revision, Written},
    audit::AuditEvent,
    synchronisation::Receipt,
};
use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, FullName, Outcome, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait Matching: Send + Sync {
    /// Attempts spent since `since`, with the time of the oldest of them; number and address are compared by keyed hash.
    async fn spent_attempts(&self, of: AttemptsOf<'_>, since: OffsetDateTime) -> Result<Spent, StoreError>;

    /// The ledger row of a question, written before it is asked: no call without a row. False, and no row, where the account is
    /// out of use.
    async fn lookup_begins(&self, lookup: Lookup) -> Result<bool, StoreError>;

    /// An answer that changed nobody: closes the ledger row, spends an attempt where the outcome does, keeps or clears the
    /// entry, all with the audit row in one transaction.
    async fn conclude(&self, conclusion: Conclusion, audit: AuditEvent) -> Result<(), StoreError>;

    /// A match: person, consent, ledger row, receipt and audit row together, or nothing when another account holds the number.
    /// The contact data stay as they are stored.
    async fn conclude_match(
        &self,
        conclusion: Conclusion,
        revision: Revision,
        audit: AuditEvent,
    ) -> Result<Written, StoreError>;

    /// The entry that waits for the register, if any (kept encrypted, one an account).
    async fn waiting_entry(&self, account: Uuid) -> Result<Option<Entry>, StoreError>;
    async fn drop_waiting_entry(&self, account: Uuid) -> Result<(), StoreError>;

    /// Takes the waiting entry that is due longest, so that nobody else asks about it until `lease`: whoever took it and
    /// died has then lost it to the next.
    async fn claim_due(&self, now: OffsetDateTime, lease: OffsetDateTime) -> Result<Option<Due>, StoreError>;

    /// Still no answer: the question is closed with `outcome`, and the entry is due again at `next_at`.
    async fn postpone(&self, due: &Due, outcome: Option<Outcome>, next_at: OffsetDateTime) -> Result<(), StoreError>;

    /// The answer to a waiting entry, all of it or nothing: person, receipt, ledger row, spent attempt, audit row, and the news for
    /// the person. `None` when the entry waits no longer, because the person has asked anew in the meantime.
    async fn conclude_due(
        &self,
        conclusion: Conclusion,
        revision: Option<Revision>,
        audit: AuditEvent,
    ) -> Result<Option<Written>, StoreError>;

    /// What the register said about an entry that had waited, until the person has seen it.
    async fn answered(&self, account: Uuid) -> Result<Option<Answered>, StoreError>;
    async fn drop_answered(&self, account: Uuid) -> Result<(), StoreError>;

    /// How much waits, and since when the oldest of it: for the operator.
    async fn backlog(&self) -> Result<Backlog, StoreError>;

    /// When the person agreed to the comparison, if they did and have not withdrawn.
    async fn consent_given(&self, account: Uuid) -> Result<Option<OffsetDateTime>, StoreError>;

    /// Every query about the person, newest first.
    async fn lookups_of(&self, account: Uuid, limit: u64) -> Result<Vec<Lookup>, StoreError>;
}

#[derive(Clone, Copy, Debug)]
pub enum AttemptsOf<'a> {
    Account(Uuid),
    Number(&'a Cccd),
    /// The client's network address.
    Address(&'a str),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub count: u32,
    pub oldest: Option<OffsetDateTime>,
}

/// What the person entered.
#[derive(Clone, Debug)]
pub struct Entry {
    pub number: Cccd,
    pub full_name: FullName,
    pub birth_date: BirthDate,
}

#[derive(Clone, Debug)]
pub struct Conclusion {
    pub lookup: Uuid,
    pub account: Uuid,
    pub entry: Entry,
    /// The client's network address, for its limit; stored as a keyed hash.
    pub address: String,
    pub outcome: Outcome,
    pub at: OffsetDateTime,
    /// The consent that this question rests on was given with it.
    pub consent_now: bool,
    pub purpose: Purpose,
    /// Where the person goes on after an answer.
    pub wanted: WantedPath,
    /// When an entry without an answer is asked about again.
    pub next_at: OffsetDateTime,
    /// What a match changed.
    pub receipt: Option<Receipt>,
}

/// A waiting entry whose time has come.
#[derive(Clone, Debug)]
pub struct Due {
    /// The ledger row and `MaYeuCau` of the question, the same each time.
    pub lookup: Uuid,
    pub account: Uuid,
    pub entry: Entry,
    pub purpose: Purpose,
    pub wanted: WantedPath,
    pub address: String,
    /// How often it was asked again before.
    pub tries: u32,
}

/// News for the person: an entry that had waited has its answer.
#[derive(Clone, Debug)]
pub struct Answered {
    pub entry: Entry,
    pub purpose: Purpose,
    pub wanted: WantedPath,
    pub outcome: Outcome,
    pub support_id: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    pub waiting: u64,
    pub oldest: Option<OffsetDateTime>,
    /// Entries that were set aside because they cannot be opened.
    pub unreadable: u64,
}

/// One question to the register, as its subject may see it.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// `MaYeuCau`.
    pub id: Uuid,
    pub account: Uuid,
    /// `None` where a newer release had one that this release does not know.
    pub purpose: Option<Purpose>,
    /// `025*****0001`; empty where the account is deleted.
    pub masked_number: String,
    pub asked_at: OffsetDateTime,
    /// `None` while the answer is outstanding.
    pub answered_at: Option<OffsetDateTime>,
    /// `None` while the answer is outstanding, and where a newer release knows an outcome that this one does not.
    pub outcome: Option<Outcome>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The CCCD screen (guide I.3).
    Match,
    /// The profile (guide III.2) or "Cập nhật từ CSDL Quốc gia về Dân cư".
    Synchronise,
}

impl Purpose {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Synchronise => "synchronise",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Match, Self::Synchronise].into_iter().find(|purpose| purpose.code() == code)
    }
}
