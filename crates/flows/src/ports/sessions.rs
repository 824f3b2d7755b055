//! Sessions: who is signed in, and until when.

use super::{StoreError, audit::AuditEvent, provider::ProviderLogout};
use async_trait::async_trait;
use secrecy::SecretString;
use time::OffsetDateTime;
use uuid::Uuid;

/// Sessions are found by the secret value of their cookie, of which only a hash is stored.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Opens a session and, in the same transaction, ends the one the browser came with (`replaces`, its cookie's value). Only
    /// where the identity opens the account at that moment, and the account is in use.
    async fn open_session(
        &self,
        session: NewSession,
        replaces: Option<&str>,
        audit: AuditEvent,
    ) -> Result<SessionOpened, StoreError>;

    /// A session that is neither ended nor past one of its limits, of an account that is active.
    async fn session(&self, token: &str, now: OffsetDateTime) -> Result<Option<Session>, StoreError>;

    /// Whether this account, still in use, had this session lately. It may be over.
    async fn had_session(&self, account: Uuid, session: Uuid) -> Result<bool, StoreError>;

    /// Moves the idle limit. Called at most once a minute for a session.
    async fn touch_session(
        &self,
        id: Uuid,
        seen_at: OffsetDateTime,
        idle_until: OffsetDateTime,
    ) -> Result<(), StoreError>;

    /// The CCCD screen was shown, or skipped, in this session: the portal does not lead there again by itself.
    async fn record_number_asked(&self, id: Uuid, audit: Option<AuditEvent>) -> Result<(), StoreError>;

    /// Ends a session.
    async fn end_session(&self, id: Uuid, audit: AuditEvent) -> Result<(), StoreError>;

    /// Ends several sessions of an account at once, in one transaction. Where none was open, nothing is recorded.
    async fn end_sessions(&self, account: Uuid, leaving: Leaving<'_>, audit: AuditEvent) -> Result<(), StoreError>;

    /// Drops what is kept for a browser: the question to link, its memory, and its visits to providers that are under way. In
    /// the same transaction its session ends, where there is one (K-02).
    async fn leave_browser(&self, browser: &str, session: Option<(Uuid, AuditEvent)>) -> Result<(), StoreError>;

    /// Ends the sessions that a provider has ended, drops the questions to link that began with them, and remembers the token's
    /// id, in one transaction: of many callers with one token, one gets [`Logout::Done`]. The event is recorded for each account concerned, or once for none.
    async fn end_provider_sessions(&self, logout: ProviderLogout, audit: AuditEvent) -> Result<Logout, StoreError>;

    /// The sessions of an account that can still be used, newest first.
    async fn sessions_of(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<Session>, StoreError>;
}

/// Which sessions end.
#[derive(Clone, Copy)]
pub enum Leaving<'a> {
    /// All but the one that asks.
    Others {
        /// Its row.
        stays: Uuid,
    },
    /// All; what is kept for this browser goes with them (K-02).
    All {
        /// The browser's own secret.
        browser: &'a str,
    },
}

/// The browser's secret is not for logs.
impl std::fmt::Debug for Leaving<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Others { .. } => "Others",
            Self::All { .. } => "All",
        })
    }
}

/// Whether a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOpened {
    /// It is open.
    Done,
    /// The identity was taken away, or its account closed, at that moment: nothing was done.
    Moved,
}

/// What became of a provider's logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logout {
    /// So many sessions ended, possibly none.
    Done(u64),
    /// A token of this id came before: nothing was changed.
    Replayed,
}

/// A session that is to be opened, with its secrets.
#[derive(Debug)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// The cookie's value: 256 bits, stored as a hash.
    pub token: SecretString,
    /// The value of the browser's own cookie: what is kept there of other people's forms is dropped (K-03).
    pub browser: String,
    /// Stored encrypted.
    pub id_token: Option<SecretString>,
    /// `sid` of the provider's session, for back-channel logout.
    pub provider_session: Option<String>,
}

/// An open session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Not the cookie: a name for this row.
    pub id: Uuid,
    /// The account that is open.
    pub account: Uuid,
    /// The identity that opened it.
    pub identity: Uuid,
    /// The provider's id, e.g. `vneid`.
    pub provider: String,
    /// The level (mức độ) of the sign-in; 0 where the provider did not state one.
    pub level: u8,
    /// A short description of the browser, e.g. `Chrome · Android`.
    pub device: String,
    /// The CCCD screen was shown or skipped in this session.
    pub number_asked: bool,
    /// When the person last proved who they are; the epoch where the provider did not state it.
    pub authenticated_at: OffsetDateTime,
    /// When it was opened.
    pub created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    pub seen_at: OffsetDateTime,
    /// When it ends unless it is used.
    pub idle_until: OffsetDateTime,
    /// When it ends in any case.
    pub absolute_until: OffsetDateTime,
    /// Only read back for sign-out.
    pub id_token: Option<SecretString>,
}
