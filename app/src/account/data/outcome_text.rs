//! The words for the outcome of a query, in the page and in the file.

use crate::i18n::{
    Text,
    texts::{account, vouching},
};
use congdan_domain::Outcome;

/// Whether it used up one of the person's attempts (rule 5).
pub(super) const fn cost_text(outcome: Option<Outcome>) -> Text {
    match outcome {
        Some(outcome) if outcome.spends_attempt() => account::COST_SPENT,
        _ => account::COST_NONE,
    }
}

/// What became of the query. `is_answered` tells an outcome that this release does not know from an outstanding answer.
pub(super) const fn outcome_text(outcome: Option<Outcome>, is_answered: bool) -> Text {
    match outcome {
        None if is_answered => account::OUTCOME_OTHER,
        None => account::OUTCOME_OUTSTANDING,
        Some(Outcome::Matched) => account::OUTCOME_MATCHED,
        Some(Outcome::MatchedWithDifferences) => account::OUTCOME_MATCHED_WITH_DIFFERENCES,
        Some(Outcome::NotFound) => account::OUTCOME_NOT_FOUND,
        Some(Outcome::Conflict) => account::OUTCOME_CONFLICT,
        Some(Outcome::Limited) => account::OUTCOME_LIMITED,
        Some(Outcome::NeedsVneid) => vouching::NEEDS_VNEID,
        Some(Outcome::Ambiguous | Outcome::Inactive) => account::OUTCOME_OFFICE,
        Some(Outcome::RejectedInput) => account::OUTCOME_REJECTED,
        Some(Outcome::Unavailable | Outcome::Timeout | Outcome::Malformed) => account::OUTCOME_UNANSWERED,
    }
}
