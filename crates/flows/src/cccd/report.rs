//! What a page shows of a match.

use congdan_domain::{Outcome, difference::Explanation};
use time::OffsetDateTime;

/// The end of a match, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the register's answer means.
    pub outcome: Outcome,
    /// After "not found": how many attempts are left, where they are limited.
    pub attempts_left: Option<u32>,
    /// When no attempt is left: when it can be tried again. `None` when `limited`: in a moment, because earlier queries have no
    /// answer yet.
    pub free_at: Option<OffsetDateTime>,
    /// What the person can name to the help line.
    pub support_id: String,
    /// Kinds of differences, and never a value.
    pub explanation: Explanation,
}

impl Report {
    /// One that has nothing more to say than its outcome.
    pub(super) fn of(outcome: Outcome, support_id: String) -> Self {
        Self { outcome, attempts_left: None, free_at: None, support_id, explanation: Explanation::default() }
    }
}
