//! What became of a match with the population database.

use crate::closed_list::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// The closed list: each has one page, one audit event and one public code (its snake_case name, also `data-outcome`).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Outcome {
        /// Number, name and birth date are one person in the register.
        Matched = "matched",
        /// The same person, with a difference the register tolerated.
        MatchedWithDifferences = "matched_with_differences",
        /// The register answered: it has no record of these three together.
        NotFound = "not_found",
        /// The register answered with several people.
        Ambiguous = "ambiguous",
        /// The register holds the number as cancelled or its owner as deceased.
        Inactive = "inactive",
        /// The register refused the query itself.
        RejectedInput = "rejected_input",
        /// The number already belongs to another account of this portal.
        Conflict = "conflict",
        /// Too many answered "no match" in the window.
        Limited = "limited",
        /// The entry is not about the person whom the account's own provider asserts, or would change the number: VNeID has to
        /// vouch for it. The register was not asked.
        NeedsVneid = "needs_vneid",
        /// The register could not be reached, or answered with an error.
        Unavailable = "unavailable",
        /// The register did not answer in time.
        Timeout = "timeout",
        /// The register answered with something that is no answer to the query.
        Malformed = "malformed",
    }
}

impl Outcome {
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
