//! Accounts, the identities that open them, and the person behind.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, FullName, Sex, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

/// Accounts that are in use. One that is suspended or closed is found by none of these methods.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// The account of this id.
    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError>;

    /// The account that this identity opens. (issuer, subject) alone decides: never a number, an e-mail or a phone.
    async fn account_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Account>, StoreError>;

    /// The one account that holds this number with force.
    async fn account_by_number(&self, number: &Cccd) -> Result<Option<Account>, StoreError>;

    /// A new account with one identity.
    async fn create_account(&self, account: Account, audit: AuditEvent) -> Result<AccountCreated, StoreError>;

    /// Replaces the account's person, but for the contact data. The database refuses a number that another account holds.
    async fn save_person(
        &self,
        account: Uuid,
        revision: Revision,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError>;

    /// Replaces the person's own declarations, and nothing else.
    async fn save_contact(
        &self,
        account: Uuid,
        contact: Contact,
        audit: AuditEvent,
    ) -> Result<AccountWritten, StoreError>;

    /// Stores the level that this identity's latest sign-in asserted, and when it was.
    async fn record_sign_in(&self, identity: Uuid, level: u8, at: OffsetDateTime) -> Result<(), StoreError>;

    /// Joins an identity to an account, and in the same transaction ends the account's sessions: one that is older than the
    /// link may be a stranger's (pre-hijacking). Changes nothing, and is done, when the identity is there already.
    async fn link_identity(
        &self,
        account: Uuid,
        identity: Identity,
        audit: AuditEvent,
    ) -> Result<IdentityWritten, StoreError>;

    /// The number leaves an account that only typed it, and in the same transaction a new account has it. The events are: of the
    /// first account, that the number left; of the new one, that it was created, and that the number came.
    async fn move_number_to_new_account(
        &self,
        from: Uuid,
        account: Account,
        audit: [AuditEvent; 3],
    ) -> Result<NumberMoved, StoreError>;

    /// Keeps an open link for its browser, in place of an earlier one.
    async fn begin_link(&self, link: PendingLink) -> Result<(), StoreError>;

    /// The open link of this browser, without using it up.
    async fn pending_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError>;

    /// The open link of this browser, used up atomically: of many callers at once, one gets it.
    async fn take_link(&self, browser: &str, now: OffsetDateTime) -> Result<Option<PendingLink>, StoreError>;
}

/// Whether a new account was created. Where it was refused, nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum AccountCreated {
    /// The account exists now.
    Done,
    /// Another account holds the number.
    NumberTaken,
    /// Another account has the identity.
    IdentityTaken,
}

/// Whether an account's own row was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum AccountWritten {
    /// It was written.
    Done,
    /// The account is suspended, closed or merged by now: nothing was written.
    AccountClosed,
}

/// Whether verified data of a person were written. Where they were refused, nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum PersonWritten {
    /// They were written.
    Done,
    /// Another account holds the number.
    NumberTaken,
    /// The account is no longer what the write was made from: its number has gone or come, or it is out of use.
    Outdated,
}

/// Whether an identity was joined to an account. Where it was refused, nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum IdentityWritten {
    /// The identity opens the account now.
    Done,
    /// Another account has the identity, or the identity that it replaces is gone.
    IdentityTaken,
    /// The account is suspended, closed or merged by now.
    AccountClosed,
}

/// Whether a number moved to a new account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum NumberMoved {
    /// The new account has the number.
    Done,
    /// The holder, the number or the identity is another one by now: nothing was written.
    Outdated,
}

/// A person as they shall be, made from what was stored a while ago. It is written only while the account still has the
/// number of that time: what was released meanwhile is not written back.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The number that the account had when this was made.
    pub number_before: Option<Field<Cccd>>,
    /// What is written.
    pub person: Person,
}

impl Revision {
    /// `person` in place of what was read as `before`.
    pub fn of(before: &Person, person: Person) -> Self {
        Self { number_before: before.number.clone(), person }
    }
}

/// A citizen's account at this portal.
#[derive(Clone, Debug)]
pub struct Account {
    /// The account's own id, a random UUID.
    pub id: Uuid,
    /// When it was created.
    pub created_at: OffsetDateTime,
    /// What opens it, in the order in which it was linked.
    pub identities: Vec<Identity>,
    /// What is known of its person.
    pub person: Person,
}

/// An identity at a provider, joined to an account ("tài khoản liên kết").
#[derive(Clone, Debug)]
pub struct Identity {
    /// The row's own id, a random UUID.
    pub id: Uuid,
    /// The provider's id, e.g. `vneid`.
    pub provider: String,
    /// `iss` of the provider.
    pub issuer: String,
    /// `sub` of the person at the provider.
    pub subject: String,
    /// The level (mức độ) of the latest sign-in; 0 where the provider did not state one.
    pub level: u8,
    /// When it was joined to the account.
    pub linked_at: OffsetDateTime,
    /// When it was last used.
    pub last_used_at: OffsetDateTime,
    /// The number that its provider asserted at the latest sign-in.
    pub number: Option<Cccd>,
}

impl Identity {
    /// Whether this is the identity of (issuer, subject), which alone name a person (OpenID Connect Core 1.0, 5.7).
    pub fn is(&self, issuer: &str, subject: &str) -> bool {
        self.issuer == issuer && self.subject == subject
    }
}

/// What is known of a person: each field with where it came from and when.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The name as on the card.
    pub full_name: Option<Field<FullName>>,
    /// The birth date.
    pub birth_date: Option<Field<BirthDate>>,
    /// The sex.
    pub sex: Option<Field<Sex>>,
    /// The CCCD number, present only where a provider asserts it or the register has matched it.
    pub number: Option<Field<Cccd>>,
    /// Permanent address, from the register.
    pub address: Option<Field<String>>,
    /// What the person declares of themself.
    pub contact: Contact,
    /// The last time that the register confirmed number, name and birth date together.
    pub matched_at: Option<OffsetDateTime>,
}

impl Person {
    /// The person without the values that come from this source. The contact data are the person's own, and stay.
    pub fn without(self, source: &Source) -> Self {
        fn from_others<T>(field: Option<Field<T>>, source: &Source) -> Option<Field<T>> {
            field.filter(|field| field.source != *source)
        }
        Self {
            full_name: from_others(self.full_name, source),
            birth_date: from_others(self.birth_date, source),
            sex: from_others(self.sex, source),
            number: from_others(self.number, source),
            address: from_others(self.address, source),
            contact: self.contact,
            matched_at: self.matched_at,
        }
    }
}

/// The person's own declarations, free to change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// e.g. `0912345678`.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A postal address in one line.
    pub address: Option<String>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact")
    }
}

/// A value with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// What vouches for it.
    pub source: Source,
    /// Since when the source states it.
    pub at: OffsetDateTime,
}

/// What vouches for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The register.
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
    /// The value of the browser's own cookie; stored as a hash.
    pub browser: String,
    /// The account that holds the number.
    pub account: Uuid,
    /// The arriving identity.
    pub identity: Identity,
    /// What its provider asserted of the person.
    pub person: Person,
    /// The ID token, where the provider wants it back at sign-out.
    pub id_token: Option<secrecy::SecretString>,
    /// `sid` of the provider's session, for back-channel logout.
    pub provider_session: Option<String>,
    /// When the person proved to the provider who they are; the epoch where the provider did not state it.
    pub authenticated_at: OffsetDateTime,
    /// The page that the person wanted.
    pub wanted: WantedPath,
    /// When the link can no longer be answered.
    pub expires_at: OffsetDateTime,
}
