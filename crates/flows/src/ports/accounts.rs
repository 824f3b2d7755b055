//! Accounts, the identities that open them, and the person behind.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, FullName, Sex, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait Accounts: Send + Sync {
    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError>;

    /// The account that this identity opens. (issuer, subject) alone decides: never a number, an e-mail or a phone.
    async fn account_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Account>, StoreError>;

    /// The one account that holds this number with force.
    async fn account_by_number(&self, number: &Cccd) -> Result<Option<Account>, StoreError>;

    /// A new account with one identity.
    async fn create_account(&self, account: Account, audit: AuditEvent) -> Result<Written, StoreError>;

    /// Replaces the account's person, but for the contact data. The database refuses a number that another account holds.
    async fn save_person(&self, account: Uuid, revision: Revision, audit: AuditEvent) -> Result<Written, StoreError>;

    /// Replaces the person's own declarations, and nothing else.
    async fn save_contact(&self, account: Uuid, contact: Contact, audit: AuditEvent) -> Result<Written, StoreError>;

    /// What this identity's latest sign-in asserted, and when it was.
    async fn note_sign_in(&self, identity: Uuid, level: u8, at: OffsetDateTime) -> Result<(), StoreError>;

    /// Joins an identity to an account, and in the same transaction ends the account's sessions: one that is older than the
    /// link may be a stranger's (pre-hijacking). `Written::Done`, and nothing else, when the identity is there already.
    async fn link_identity(&self, account: Uuid, identity: Identity, audit: AuditEvent) -> Result<Written, StoreError>;

    /// The number leaves an account that only typed it, and in the same transaction a new account has it.
    async fn move_number_to_new_account(
        &self,
        from: Uuid,
        account: Account,
        audit: [AuditEvent; 2],
    ) -> Result<Written, StoreError>;

    async fn begin_link(&self, link: PendingLink) -> Result<(), StoreError>;
    /// The open question of this browser, without using it up.
    async fn pending_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError>;
    /// Uses it up, atomically.
    async fn take_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError>;
}

/// A write that may be refused; then nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Written {
    Done,
    /// Another account holds the number.
    NumberTaken,
    /// Another account has the identity.
    IdentityTaken,
    /// The account is no longer what the write was made from: its number has gone or come, or it is out of use.
    Outdated,
}

/// A person as they shall be, made from what was stored a while ago. Written only while the account's number is still that
/// one: what was released meanwhile is not written back.
#[derive(Clone, Debug)]
pub struct Revision {
    pub number_before: Option<Field<Cccd>>,
    pub person: Person,
}

impl Revision {
    pub fn of(before: &Person, person: Person) -> Self {
        Self { number_before: before.number.clone(), person }
    }
}

#[derive(Clone, Debug)]
pub struct Account {
    pub id: Uuid,
    pub created_at: OffsetDateTime,
    pub identities: Vec<Identity>,
    pub person: Person,
}

#[derive(Clone, Debug)]
pub struct Identity {
    pub id: Uuid,
    pub provider: String,
    pub issuer: String,
    pub subject: String,
    pub level: u8,
    pub linked_at: OffsetDateTime,
    pub last_used_at: OffsetDateTime,
}

/// Each field knows where it came from and when.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub full_name: Option<Field<FullName>>,
    pub birth_date: Option<Field<BirthDate>>,
    pub sex: Option<Field<Sex>>,
    /// Present only with force: asserted by a provider, or matched in the register.
    pub number: Option<Field<Cccd>>,
    /// Permanent address, from the register.
    pub address: Option<Field<String>>,
    pub contact: Contact,
    /// The last time that the register confirmed number, name and birth date together.
    pub matched_at: Option<OffsetDateTime>,
}

/// The person's own declarations, free to change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact")
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    pub value: T,
    pub source: Source,
    pub at: OffsetDateTime,
}

/// Who vouches for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Register,
    /// A provider, by its id.
    Provider(String),
    /// The person.
    Declared,
}

/// A provider asserted a number that an account holds already: the person is asked before anything is joined. Bound to
/// the browser and to (issuer, subject), used once.
#[derive(Clone, Debug)]
pub struct PendingLink {
    pub browser: String,
    /// The account that holds the number.
    pub account: Uuid,
    /// What the second identity would bring.
    pub identity: Identity,
    pub person: Person,
    pub id_token: Option<secrecy::SecretString>,
    pub provider_session: Option<String>,
    pub authenticated_at: OffsetDateTime,
    pub wanted: WantedPath,
    pub expires_at: OffsetDateTime,
}
