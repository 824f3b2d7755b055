//! The register: the National Population Database (CSDL quốc gia về dân cư).

use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, Entry, FullName, Outcome, Sex};
use uuid::Uuid;

/// The register.
#[async_trait]
pub trait Register: Send + Sync {
    /// Asks whether number, name and birth date are one person. Ends within the configured time-out.
    async fn query(&self, query: &RegisterQuery) -> Result<RegisterAnswer, RegisterFailure>;

    /// Whether queries for which no person waits are better not made now, because the register has been silent.
    fn holds_back(&self) -> bool {
        false
    }
}

/// One query.
#[derive(Clone, Debug)]
pub struct RegisterQuery {
    /// `MaYeuCau`: the same on a retry of the same query.
    pub request_id: Uuid,
    /// What the register is asked about.
    pub entry: Entry,
    /// A person waits for the answer; otherwise the portal asks by itself.
    pub by_person: bool,
}

/// What the register answers.
#[derive(Clone, Debug)]
pub enum RegisterAnswer {
    /// No record has the three values.
    NotFound,
    /// More than one record.
    Ambiguous,
    /// One record.
    Person(Box<Record>),
}

/// What we keep of a record: never relatives, religion, ethnicity or blood group.
#[derive(Clone, Debug)]
pub struct Record {
    /// The CCCD number.
    pub number: Cccd,
    /// The name.
    pub full_name: FullName,
    /// The birth date.
    pub birth_date: BirthDate,
    /// The sex, where the record has it.
    pub sex: Option<Sex>,
    /// Permanent address in one line.
    pub address: Option<String>,
    /// The number is cancelled or its owner deceased: the register does not say more than a page should.
    pub is_inactive: bool,
}

/// No answer. It is never shown as "not found".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFailure {
    /// The register could not be reached, or answered with an error.
    Unavailable,
    /// The register did not answer in time.
    Timeout,
    /// The register sent something that is no answer to the query.
    Malformed,
    /// The register refused the query itself.
    Rejected,
}

impl RegisterFailure {
    /// What the failure means for the person.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Unavailable => Outcome::Unavailable,
            Self::Timeout => Outcome::Timeout,
            Self::Malformed => Outcome::Malformed,
            Self::Rejected => Outcome::RejectedInput,
        }
    }
}
