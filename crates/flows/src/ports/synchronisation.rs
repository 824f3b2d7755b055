//! What each side says of a person, and the receipts of what changed by it (N4).

use super::{
    StoreError,
    accounts::{Field, Person, Revision, Written},
    audit::AuditEvent,
};
use async_trait::async_trait;
use congdan_domain::comparison::Row;
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait Synchronisations: Send + Sync {
    /// Keeps what the provider of this identity says, beside the person of its account and without touching it.
    async fn note_asserted(&self, identity: Uuid, said: &Person) -> Result<(), StoreError>;

    /// What the account's identities said at their latest sign-in.
    async fn asserted(&self, account: Uuid) -> Result<Vec<Asserted>, StoreError>;

    /// Replaces the account's person, with the receipt.
    async fn synchronise_person(
        &self,
        revision: Revision,
        receipt: Receipt,
        audit: AuditEvent,
    ) -> Result<Written, StoreError>;

    /// Newest first.
    async fn receipts_of(&self, account: Uuid, limit: u64) -> Result<Vec<Receipt>, StoreError>;

    /// A receipt of this account; another one's is absent.
    async fn receipt_of(&self, account: Uuid, id: Uuid) -> Result<Option<Receipt>, StoreError>;
}

/// A provider's word, kept apart from the profile.
#[derive(Clone, Debug)]
pub struct Asserted {
    pub identity: Uuid,
    pub provider: String,
    /// Each field since when the provider says so.
    pub person: Person,
}

/// What a synchronisation did, for the person who may ask later. Its values are sealed.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// After a question to the register, its `MaYeuCau`.
    pub id: Uuid,
    pub account: Uuid,
    pub at: OffsetDateTime,
    pub occasion: Occasion,
    /// What a person can read out to the help line, as in the audit row.
    pub reference: String,
    /// Only what differed.
    pub rows: Vec<Compared>,
}

/// A row with what each side said: a number masked, a sex as its code, `male` or `female`.
#[derive(Clone)]
pub struct Compared {
    pub row: Row,
    pub profile: Option<Field<String>>,
    pub vneid: Option<Field<String>>,
    pub register: Option<Field<String>>,
}

impl std::fmt::Debug for Compared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compared").field("row", &self.row).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The CCCD screen: the number was matched for the first time.
    Number,
    /// "Cập nhật" of the profile, or "Cập nhật từ CSDL Quốc gia về Dân cư".
    Profile,
    /// VNeID said something new when the person signed in.
    SignIn,
}

impl Occasion {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Profile => "profile",
            Self::SignIn => "sign_in",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Number, Self::Profile, Self::SignIn].into_iter().find(|occasion| occasion.code() == code)
    }
}
