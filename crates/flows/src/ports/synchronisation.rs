//! What each source states of a person, and the receipts of what changed by it (journeys, N4).

use super::{
    StoreError,
    accounts::{Field, Person, PersonWritten, Revision},
    audit::AuditEvent,
};
use async_trait::async_trait;
use congdan_domain::comparison::Row;
use time::OffsetDateTime;
use uuid::Uuid;

/// What providers assert of a person, and the receipts.
#[async_trait]
pub trait Synchronisations: Send + Sync {
    /// Stores what the provider of this identity asserts, beside the person of its account and without touching it.
    async fn record_asserted(&self, identity: Uuid, asserted: &Person) -> Result<(), StoreError>;

    /// What the account's providers asserted at the latest sign-in by each identity.
    async fn asserted(&self, account: Uuid) -> Result<Vec<Asserted>, StoreError>;

    /// Replaces the account's person, with the receipt.
    async fn synchronise_person(
        &self,
        revision: Revision,
        receipt: Receipt,
        audit: AuditEvent,
    ) -> Result<PersonWritten, StoreError>;

    /// The account's receipts, newest first.
    async fn receipts_of(&self, account: Uuid, limit: u64) -> Result<Vec<Receipt>, StoreError>;

    /// A receipt of this account; another one's is absent.
    async fn receipt_of(&self, account: Uuid, id: Uuid) -> Result<Option<Receipt>, StoreError>;
}

/// What a provider asserts, stored apart from the profile.
#[derive(Clone, Debug)]
pub struct Asserted {
    /// The identity by which the person signed in.
    pub identity: Uuid,
    /// The provider's id.
    pub provider: String,
    /// The values, each since when the provider asserts it.
    pub person: Person,
}

/// What a synchronisation did, for the person who may ask later. Its values are sealed.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// After a query to the register, its `MaYeuCau`.
    pub id: Uuid,
    /// The account.
    pub account: Uuid,
    /// When it was done.
    pub at: OffsetDateTime,
    /// What led to it.
    pub occasion: Occasion,
    /// What a person can read out to the help line, as in the audit row.
    pub reference: String,
    /// Only what differed.
    pub rows: Vec<Compared>,
}

/// A row with the value of each source: a number masked, a sex as its code, `male` or `female`.
#[derive(Clone)]
pub struct Compared {
    /// In what the sources differ.
    pub row: Row,
    /// What the account held.
    pub profile: Option<Field<String>>,
    /// What VNeID asserted.
    pub vneid: Option<Field<String>>,
    /// What the register's record had.
    pub register: Option<Field<String>>,
}

impl std::fmt::Debug for Compared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compared").field("row", &self.row).finish_non_exhaustive()
    }
}

/// What led to a synchronisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The CCCD screen: the number was matched for the first time.
    Number,
    /// "Cập nhật" of the profile, or "Cập nhật từ CSDL Quốc gia về Dân cư".
    Profile,
    /// VNeID asserted something new when the person signed in.
    SignIn,
    /// A word of a newer release, read and never written.
    Unknown,
}

impl Occasion {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Profile => "profile",
            Self::SignIn => "sign_in",
            Self::Unknown => "unknown",
        }
    }

    /// The inverse of [`Occasion::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Number, Self::Profile, Self::SignIn].into_iter().find(|occasion| occasion.code() == code)
    }
}
