//! What became of the last comparison, remembered for the browser, so that a reload shows the same page.

use super::{Checked, Known, Today, Typed, explanation, outcome_path};
use crate::{
    account::when,
    reply::{Failure, Notice, Reply},
    request::{self, RequestKind},
};
use congdan_domain::{Outcome, WantedPath, difference::Explanation};
use congdan_flows::{Portal, cccd::Report, ports::matching::Entry, session::Visitor};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The report with what its page needs. It holds what was entered, so it is kept encrypted and for its account alone.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    account: Uuid,
    pub outcome: Outcome,
    pub attempts_left: Option<u32>,
    /// In words, in Vietnam time.
    pub free_at: Option<String>,
    pub support_id: String,
    /// The page with the form that it came from.
    pub edit: String,
    pub typed: Typed,
    pub explanation: Explanation,
}

const KEY: &str = "match:report";

/// The page after a comparison: on with `notice` after a match, to the outcome's page otherwise.
pub(crate) async fn conclude(
    visitor: &Visitor,
    report: Report,
    typed: Typed,
    wanted: &WantedPath,
    edit: String,
    notice: Notice,
) -> Result<Reply, Failure> {
    if report.outcome.is_match() {
        forget().await?;
        arriving().await?;
        let details = report.explanation.fields.as_ref().and_then(explanation::accepted);
        return Ok(Reply::go_with(wanted.as_str(), notice.with_details(details)));
    }
    let kept = Kept {
        account: visitor.account.id,
        outcome: report.outcome,
        attempts_left: report.attempts_left,
        free_at: report.free_at.map(when::moment),
        support_id: report.support_id,
        edit,
        typed: Typed { consent: String::new(), ..typed },
        explanation: report.explanation,
    };
    request::keep(KEY, &serde_json::to_string(&kept).unwrap_or_default()).await?;
    Ok(Reply::go(outcome_path(wanted)))
}

/// The last report of this person in this browser.
pub(crate) async fn recall(visitor: &Visitor) -> Result<Option<Kept>, Failure> {
    let kept = request::recall(KEY).await?.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    Ok(kept.filter(|kept| kept.account == visitor.account.id))
}

pub(crate) async fn forget() -> Result<(), Failure> {
    request::forget(KEY).await
}

/// The sign-in left its own message for the wanted page; whoever goes on in the browser brings a newer one along, and must
/// not find the old one at the next reload.
pub(crate) async fn arriving() -> Result<(), Failure> {
    if request::info().kind == RequestKind::Call { request::take_notice().await.map(drop) } else { Ok(()) }
}

/// The name of a form in the browser's memory: what one person typed is not shown to the next on the same computer.
pub(crate) fn form_name(form: &str, visitor: &Visitor) -> String {
    format!("{form}:{}", visitor.account.id)
}

pub(crate) fn today(portal: &Portal) -> Today {
    let today = portal.world.today();
    Today { year: u16::try_from(today.year()).unwrap_or(u16::MAX), month: u8::from(today.month()), day: today.day() }
}

/// An entry as a form shows it.
pub(crate) fn typed(entry: &Entry) -> Typed {
    Typed::of(&Known {
        number: Some(entry.number.clone()),
        full_name: Some(entry.full_name.clone()),
        birth_date: Some(entry.birth_date),
    })
}

impl From<Checked> for Entry {
    fn from(checked: Checked) -> Self {
        Self { number: checked.number, full_name: checked.full_name, birth_date: checked.birth_date }
    }
}
