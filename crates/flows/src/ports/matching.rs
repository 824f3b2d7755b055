//! Queries to the register: what was asked, what it cost, what waits.

use super::{
    StoreError,
    accounts::{PersonWritten, Revision},
    audit::AuditEvent,
    synchronisation::Receipt,
};
use async_trait::async_trait;
use congdan_domain::{Cccd, Entry, Outcome, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

/// The ledger of queries, the attempts that limits count, and the entries that wait for the register.
#[async_trait]
pub trait Matching: Send + Sync {
    /// Attempts spent since `since`, with the time of the oldest of them, without what is reserved; number and address are compared
    /// by keyed hash.
    async fn spent_attempts(&self, of: AttemptsOf<'_>, since: OffsetDateTime) -> Result<Spent, StoreError>;

    /// Opens a query, before the register is asked: locks the account, counts what is spent and what is reserved, reserves an
    /// attempt and writes the ledger row. Where a limit is full or this very entry has been asked about, nothing is written, and
    /// neither where no consent stands for its purpose ([`Reserved::AccountClosed`]).
    async fn record_query(&self, query: QueryRecord, reservation: Reservation) -> Result<Reserved, StoreError>;

    /// The same for a query whose ledger row is there already: one that waited, or whose process died. It replaces what was
    /// reserved for it up to `until`; what was reserved later is somebody else's.
    async fn reserve_again(&self, reservation: Reservation, until: OffsetDateTime) -> Result<Reserved, StoreError>;

    /// Closes the queries whose process died with them: their reservations have ended, so the attempts are free again. Answers
    /// with how many there were.
    async fn close_dead_queries(&self, now: OffsetDateTime) -> Result<u64, StoreError>;

    /// The ledger row of a query.
    async fn query(&self, id: Uuid) -> Result<Option<QueryRecord>, StoreError>;

    /// An answer that changed no person: closes the ledger row, spends the reserved attempt where the outcome does and gives it
    /// back otherwise, stores or drops the entry that waits, all with the audit row in one transaction. Nothing waits on a consent
    /// that has been withdrawn.
    async fn conclude(&self, conclusion: Conclusion, audit: AuditEvent) -> Result<(), StoreError>;

    /// A match: person, ledger row, receipt and audit row together, or nothing when another account holds the number, or when
    /// the consent has been withdrawn meanwhile (`Outdated`). The contact data stay as they are stored.
    async fn conclude_match(
        &self,
        conclusion: Conclusion,
        revision: Revision,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError>;

    /// The entry that waits for the register, if any (stored encrypted, one an account).
    async fn waiting_entry(&self, account: Uuid) -> Result<Option<Entry>, StoreError>;

    /// Drops the entry that waits, and with it the query that would be repeated.
    async fn drop_waiting_entry(&self, account: Uuid) -> Result<(), StoreError>;

    /// Takes the waiting entry that is due longest. No other caller gets it until `lease`; a caller that dies loses it then.
    async fn claim_due(&self, now: OffsetDateTime, lease: OffsetDateTime) -> Result<Option<Due>, StoreError>;

    /// Still no answer: the ledger row gets `outcome`, the attempt is given back, and the entry is due again at `next_at`.
    async fn postpone(&self, due: &Due, outcome: Option<Outcome>, next_at: OffsetDateTime) -> Result<(), StoreError>;

    /// The answer to a waiting entry, all of it or nothing: person, receipt, ledger row, spent attempt, audit row, and the
    /// answer for the person to see. `None` when the entry waits no longer, because the person has asked anew in the meantime.
    async fn conclude_due(
        &self,
        conclusion: Conclusion,
        revision: Option<Revision>,
        audit: AuditEvent,
    ) -> Result<Option<PersonWritten>, StoreError>;

    /// The register's answer to an entry that had waited, until the person has seen it.
    async fn deferred_answer(&self, account: Uuid) -> Result<Option<DeferredAnswer>, StoreError>;

    /// The person has seen the answer.
    async fn drop_deferred_answer(&self, account: Uuid) -> Result<(), StoreError>;

    /// How much waits, and since when the oldest of it: for the operator.
    async fn backlog(&self) -> Result<Backlog, StoreError>;

    /// Every query about the person, newest first.
    async fn queries_of(&self, account: Uuid, limit: u64) -> Result<Vec<QueryRecord>, StoreError>;
}

/// Whose attempts are counted.
#[derive(Clone, Copy, Debug)]
pub enum AttemptsOf<'a> {
    /// An account's.
    Account(Uuid),
    /// Those at one CCCD number, whoever made them.
    Number(&'a Cccd),
    /// Those from one network address.
    Address(&'a str),
}

/// Attempts within a span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// How many there were.
    pub count: u32,
    /// The time of the oldest of them.
    pub oldest: Option<OffsetDateTime>,
}

/// The attempt that a query needs (ADR 17). It holds until the outcome settles it, or until `until`.
#[derive(Clone, Debug)]
pub struct Reservation {
    /// The ledger row and `MaYeuCau` of the query.
    pub query: Uuid,
    /// The account that asks.
    pub account: Uuid,
    /// What the register is to be asked about.
    pub entry: Entry,
    /// The client's network address; stored as a keyed hash.
    pub address: String,
    /// When it is made.
    pub at: OffsetDateTime,
    /// When it ends without an outcome: later than any query.
    pub until: OffsetDateTime,
    /// What the account may spend; `None` where nothing limits it.
    pub per_account: Option<Allowance>,
    /// What may be spent at the number; `None` where nothing limits it, and for its own holder.
    pub per_number: Option<Allowance>,
}

/// So many attempts since a time.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// How many.
    pub count: u32,
    /// Since when they are counted.
    pub since: OffsetDateTime,
}

/// How a reservation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The register may be asked.
    Done,
    /// The account has asked about this very entry within its window: that query, which is open or has ended in "not found".
    Same(Uuid),
    /// What is spent and what is reserved fill a limit. Only what is spent is told, for the account and for the number.
    Full {
        /// The account's attempts, where they are limited.
        account: Spent,
        /// Those at the number, where they are limited.
        number: Spent,
    },
    /// The account is suspended, closed or merged by now.
    AccountClosed,
}

/// The end of a query, for the store.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// The ledger row and `MaYeuCau` of the query.
    pub query: Uuid,
    /// The account that it is about.
    pub account: Uuid,
    /// What the register was asked about.
    pub entry: Entry,
    /// The client's network address, for its limit; stored as a keyed hash.
    pub address: String,
    /// What the register's answer means.
    pub outcome: Outcome,
    /// When it came.
    pub at: OffsetDateTime,
    /// Which page asked.
    pub purpose: Purpose,
    /// Where the person goes on after an answer.
    pub wanted: WantedPath,
    /// When the register is asked again about an entry without an answer.
    pub next_at: OffsetDateTime,
    /// What a match changed.
    pub receipt: Option<Receipt>,
}

/// A waiting entry whose time has come.
#[derive(Clone, Debug)]
pub struct Due {
    /// The ledger row and `MaYeuCau` of the query, the same each time.
    pub query: Uuid,
    /// The account that it is about.
    pub account: Uuid,
    /// What the register is asked about.
    pub entry: Entry,
    /// Which page asked first.
    pub purpose: Purpose,
    /// Where the person was going.
    pub wanted: WantedPath,
    /// The client's network address of the first query.
    pub address: String,
    /// How often it was asked again before.
    pub tries: u32,
}

/// The register's answer to an entry that had waited.
#[derive(Clone, Debug)]
pub struct DeferredAnswer {
    /// What the register was asked about.
    pub entry: Entry,
    /// Which page asked first.
    pub purpose: Purpose,
    /// Where the person was going.
    pub wanted: WantedPath,
    /// What the answer means.
    pub outcome: Outcome,
    /// What the person can name to the help line.
    pub support_id: String,
}

/// The entries that wait for the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// How many there are.
    pub waiting: u64,
    /// Since when the oldest of them waits.
    pub oldest: Option<OffsetDateTime>,
    /// Entries that were set aside because they cannot be opened.
    pub unreadable: u64,
}

/// One query to the register, as its subject may see it ("lịch sử tra cứu").
#[derive(Clone, Debug)]
pub struct QueryRecord {
    /// `MaYeuCau`.
    pub id: Uuid,
    /// The account that it is about.
    pub account: Uuid,
    /// Which page asked; `None` where a newer release had an occasion that this release does not know.
    pub purpose: Option<Purpose>,
    /// `025*****0001`; empty where the account is deleted.
    pub masked_number: String,
    /// When the register was asked first.
    pub asked_at: OffsetDateTime,
    /// When the answer came; `None` while it is outstanding.
    pub answered_at: Option<OffsetDateTime>,
    /// `None` while the answer is outstanding, and where a newer release knows an outcome that this one does not.
    pub outcome: Option<Outcome>,
}

/// Which page asks the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The CCCD screen (guide I.3).
    Match,
    /// The profile (guide III.2) or "Cập nhật từ CSDL Quốc gia về Dân cư".
    Synchronise,
}

impl Purpose {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Synchronise => "synchronise",
        }
    }

    /// The inverse of [`Purpose::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Match, Self::Synchronise].into_iter().find(|purpose| purpose.code() == code)
    }
}
