//! The page after a match.

use super::{
    difference_text::accepted_differences,
    stored::{REPORT, StoredReport, forget},
};
use crate::{
    address,
    entry::TypedEntry,
    reply::{Failure, Notice, Reply},
    request::{self, NOTICE, RequestKind},
    when,
};
use congdan_domain::WantedPath;
use congdan_flows::{cccd::Report, session::Visitor};

/// The page after a match: on to the wanted page with `notice`, or to the page of another outcome. Without a report the form at
/// `edit` decides again.
///
/// # Errors
/// The database failed.
pub async fn conclude(
    visitor: &Visitor,
    report: Option<Report>,
    typed: TypedEntry,
    wanted: &WantedPath,
    edit: String,
    notice: Notice,
) -> Result<Reply, Failure> {
    let Some(report) = report else { return Ok(Reply::go(edit)) };
    if report.outcome.is_match() {
        forget().await?;
        drop_older_notice().await?;
        let details = report.explanation.fields.as_ref().and_then(accepted_differences);
        return Ok(Reply::go_with(wanted.as_str(), notice.with_details(details)));
    }
    let stored = StoredReport {
        account: visitor.account.id,
        outcome: report.outcome,
        attempts_left: report.attempts_left,
        free_at: report.free_at.map(when::moment),
        support_id: report.support_id,
        edit,
        typed: TypedEntry { consent: String::new(), ..typed },
        explanation: report.explanation,
        is_seen: false,
    };
    request::remember(&REPORT, &stored).await?;
    Ok(Reply::go(address::match_result(wanted)))
}

/// The sign-in left its own message for the wanted page. A person who goes on with WebAssembly brings a newer one along, and must
/// not find the older one at the next reload.
///
/// # Errors
/// The database failed.
pub async fn drop_older_notice() -> Result<(), Failure> {
    if request::info().kind == RequestKind::Call { request::forget(&NOTICE).await } else { Ok(()) }
}
