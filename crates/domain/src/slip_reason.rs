//! Why a person needs an office's help: the reason on a resolution slip (phiếu hướng dẫn; N6).

use crate::Outcome;
use serde::{Deserialize, Serialize};

/// The closed list: each has its own words on the slip and its public code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipReason {
    /// See [`Outcome::NotFound`].
    NotFound,
    /// See [`Outcome::Conflict`].
    Conflict,
    /// See [`Outcome::Ambiguous`].
    Ambiguous,
    /// See [`Outcome::Inactive`].
    Inactive,
    /// See [`Outcome::RejectedInput`].
    RejectedInput,
    /// "Tài khoản kia không phải của tôi" at the linking question, where both accounts are proven equally well. Nobody is signed in.
    Contested,
}

impl SlipReason {
    /// Every reason, in the order of the outcomes.
    pub const ALL: [Self; 6] =
        [Self::NotFound, Self::Conflict, Self::Ambiguous, Self::Inactive, Self::RejectedInput, Self::Contested];

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

    /// The public code: the outcome's own.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => Outcome::NotFound.code(),
            Self::Conflict => Outcome::Conflict.code(),
            Self::Ambiguous => Outcome::Ambiguous.code(),
            Self::Inactive => Outcome::Inactive.code(),
            Self::RejectedInput => Outcome::RejectedInput.code(),
            Self::Contested => "contested",
        }
    }

    /// The inverse of [`SlipReason::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
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
