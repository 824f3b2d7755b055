//! The National Population Database (CSDL quốc gia về dân cư).

use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, FullName, Outcome, Sex};
use uuid::Uuid;

#[async_trait]
pub trait Register: Send + Sync {
    /// Asks whether number, name and birth date are one person. Ends within the configured time-out.
    async fn look_up(&self, question: &Question) -> Result<Answer, RegisterFailure>;

    /// Whether questions that nobody waits for are better not asked now, because the register has been silent.
    fn holds_back(&self) -> bool {
        false
    }
}

/// The three are required together; the register cannot say which of them is wrong.
#[derive(Clone, Debug)]
pub struct Question {
    /// `MaYeuCau`: the same on a retry of the same question.
    pub request_id: Uuid,
    pub number: Cccd,
    pub full_name: FullName,
    pub birth_date: BirthDate,
    /// A person waits for the answer; otherwise the portal asks by itself.
    pub by_person: bool,
}

#[derive(Clone, Debug)]
pub enum Answer {
    NotFound,
    /// More than one record.
    Ambiguous,
    Person(Box<Record>),
}

/// What we keep of a record: never relatives, religion, ethnicity or blood group.
#[derive(Clone, Debug)]
pub struct Record {
    pub number: Cccd,
    pub full_name: FullName,
    pub birth_date: BirthDate,
    pub sex: Option<Sex>,
    /// Permanent address in one line.
    pub address: Option<String>,
    /// The number is cancelled or its owner deceased: the register does not say more than a page should.
    pub is_inactive: bool,
}

/// No answer: never to be shown as "not found".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFailure {
    Unavailable,
    Timeout,
    Malformed,
    /// The register refused the question itself.
    Rejected,
}

impl RegisterFailure {
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Unavailable => Outcome::Unavailable,
            Self::Timeout => Outcome::Timeout,
            Self::Malformed => Outcome::Malformed,
            Self::Rejected => Outcome::RejectedInput,
        }
    }
}
