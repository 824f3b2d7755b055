//! What became of a match with the population database.

use serde::{Deserialize, Serialize};

/// The closed list: each has one page, one audit event and one public code (its snake_case name, also `data-outcome`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Number, name and birth date are one person in the register.
    Matched,
    /// The same person, with a difference the register tolerated.
    MatchedWithDifferences,
    /// The register answered: it has no record of these three together.
    NotFound,
    /// The register answered with several people.
    Ambiguous,
    /// The register holds the number as cancelled or its owner as deceased.
    Inactive,
    /// The register refused the question itself.
    RejectedInput,
    /// The number already belongs to another account of this portal.
    Conflict,
    /// Too many answered "no match" in the window.
    Limited,
    /// The entry is not about the person whom the account's own provider asserts, or would change the number: VNeID has to
    /// vouch for it. The register was not asked.
    NeedsVneid,
    /// The register could not be reached, or answered with an error.
    Unavailable,
    /// The register did not answer in time.
    Timeout,
    /// The register answered with something that is no answer to this question.
    Malformed,
}

impl Outcome {
    /// The public code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::MatchedWithDifferences => "matched_with_differences",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::Inactive => "inactive",
            Self::RejectedInput => "rejected_input",
            Self::Conflict => "conflict",
            Self::Limited => "limited",
            Self::NeedsVneid => "needs_vneid",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Malformed => "malformed",
        }
    }

    /// The inverse of [`Outcome::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// Every outcome, in the order of the list.
    pub const ALL: [Self; 12] = [
        Self::Matched,
        Self::MatchedWithDifferences,
        Self::NotFound,
        Self::Ambiguous,
        Self::Inactive,
        Self::RejectedInput,
        Self::Conflict,
        Self::Limited,
        Self::NeedsVneid,
        Self::Unavailable,
        Self::Timeout,
        Self::Malformed,
    ];

    /// An attempt is spent only when the register itself answered "no match" (rule 5).
    pub const fn spends_attempt(self) -> bool {
        matches!(self, Self::NotFound)
    }

    /// The register gave no answer: the entry is kept and can be tried again.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Unavailable | Self::Timeout | Self::Malformed)
    }

    /// The number, the name and the birth date are the person's.
    pub const fn is_match(self) -> bool {
        matches!(self, Self::Matched | Self::MatchedWithDifferences)
    }
}
