//! Why a person needs an office's help: the reason on a resolution slip (phiếu hướng dẫn; N6).

use crate::{Outcome, closed_list::closed_list};
use serde::{Deserialize, Serialize};

closed_list! {
    /// The closed list: each has its own words on the slip and its public code.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SlipReason {
        /// See [`Outcome::NotFound`].
        NotFound = "not_found",
        /// See [`Outcome::Conflict`].
        Conflict = "conflict",
        /// See [`Outcome::Ambiguous`].
        Ambiguous = "ambiguous",
        /// See [`Outcome::Inactive`].
        Inactive = "inactive",
        /// See [`Outcome::RejectedInput`].
        RejectedInput = "rejected_input",
        /// "Tài khoản kia không phải của tôi" at the linking question, where both accounts are proven equally well. Nobody is signed in.
        Contested = "contested",
    }
}

impl SlipReason {
    /// The reason that an outcome gives; none where time or the person's own next step solves it.
    pub const fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::NotFound => Some(Self::NotFound),
            Outcome::Conflict => Some(Self::Conflict),
            Outcome::Ambiguous => Some(Self::Ambiguous),
            Outcome::Inactive => Some(Self::Inactive),
            Outcome::RejectedInput => Some(Self::RejectedInput),
            Outcome::Matched
            | Outcome::MatchedWithDifferences
            | Outcome::Limited
            | Outcome::NeedsVneid
            | Outcome::Unavailable
            | Outcome::Timeout
            | Outcome::Malformed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_its_outcomes_code_and_is_found_by_it() {
        for outcome in Outcome::ALL {
            if let Some(reason) = SlipReason::of(outcome) {
                assert_eq!(reason.code(), outcome.code());
            }
        }
        for reason in SlipReason::ALL {
            assert_eq!(SlipReason::from_code(reason.code()), Some(reason));
        }
    }

    #[test]
    fn an_outcome_that_waits_or_is_done_gives_no_slip() {
        let without = Outcome::ALL.into_iter().filter(|outcome| SlipReason::of(*outcome).is_none());
        assert!(without.clone().all(|outcome| outcome.is_match()
            || outcome.is_pending()
            || matches!(outcome, Outcome::Limited | Outcome::NeedsVneid)));
        assert_eq!(without.count(), 7);
    }
}
