//! The stored report.

use crate::{
    address,
    entry::TypedEntry,
    reply::Failure,
    request::{self, MemoryKey},
    when,
};
use congdan_domain::{Outcome, WantedPath, difference::Explanation};
use congdan_flows::{Portal, ports::audit::AuditKind, session::Visitor};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// A report with what its page needs. It holds what was typed, so it is sealed, and shown to its own account alone.
#[derive(Serialize, Deserialize)]
pub struct StoredReport {
    /// The account that it is about.
    pub account: Uuid,
    /// What became of the match.
    pub outcome: Outcome,
    /// How many attempts are left today, where the outcome has used one up.
    pub attempts_left: Option<u32>,
    /// When the next attempt is possible, in words, in Vietnam time.
    pub free_at: Option<String>,
    /// The reference for the help line.
    pub support_id: String,
    /// The page with the form that it came from.
    pub edit: String,
    /// What was typed there, without the consent.
    pub typed: TypedEntry,
    /// What the person may learn about differences.
    pub explanation: Explanation,
    /// Its page has been shown.
    #[serde(default)]
    pub is_seen: bool,
}

/// The entries are personal: they are not for logs.
impl std::fmt::Debug for StoredReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredReport").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

/// The report in the browser's memory.
pub(super) const REPORT: MemoryKey<StoredReport> = MemoryKey::new("match:report");

/// The last report of this person in this browser.
///
/// # Errors
/// The database failed.
pub async fn recall(visitor: &Visitor) -> Result<Option<StoredReport>, Failure> {
    Ok(request::recall(&REPORT).await?.filter(|report| report.account == visitor.account.id))
}

/// The report, as its page is about to be shown.
///
/// # Errors
/// The database failed.
pub async fn seen(mut report: StoredReport) -> Result<StoredReport, Failure> {
    if !report.is_seen {
        report.is_seen = true;
        request::remember(&REPORT, &report).await?;
    }
    Ok(report)
}

/// What there is to say while no try is left: it is not stored.
///
/// # Errors
/// The database failed.
pub async fn locked(
    portal: &Portal,
    visitor: &Visitor,
    free_at: OffsetDateTime,
    wanted: &WantedPath,
) -> Result<StoredReport, Failure> {
    let last = portal.store.newest_of(visitor.account.id, AuditKind::NumberNotMatched).await?;
    Ok(StoredReport {
        account: visitor.account.id,
        outcome: Outcome::Limited,
        attempts_left: Some(0),
        free_at: Some(when::moment(free_at)),
        support_id: last.map(|event| event.support_id).unwrap_or_default(),
        edit: address::number_form(wanted),
        typed: TypedEntry::default(),
        explanation: Explanation::default(),
        is_seen: true,
    })
}

/// Removes the last report of this browser.
///
/// # Errors
/// The database failed.
pub async fn forget() -> Result<(), Failure> {
    request::forget(&REPORT).await
}
