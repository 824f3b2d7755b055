//! What became of the last comparison, remembered for the browser, so that a reload shows the same page.

use super::{Known, Today, Typed, explanation, form_path, outcome_path};
use crate::{
    account::when,
    reply::{Failure, Notice, Reply},
    request::{self, RequestKind},
};
use congdan_domain::{Entry, Outcome, WantedPath, difference::Explanation};
use congdan_flows::{
    Portal,
    cccd::{self, Report},
    merge,
    ports::matching::Purpose,
    session::Visitor,
};
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

/// The page after a comparison: on with `notice` after a match, to the outcome's page otherwise. Without a report back to the
/// page with the form, as it is now.
pub(crate) async fn conclude(
    visitor: &Visitor,
    report: Option<Report>,
    typed: Typed,
    wanted: &WantedPath,
    edit: String,
    notice: Notice,
) -> Result<Reply, Failure> {
    let Some(report) = report else { return Ok(Reply::go(edit)) };
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

/// The register has answered by itself: its word takes the place of "Đang chờ đối chiếu".
pub(crate) async fn catch_up(portal: &Portal, visitor: &Visitor) -> Result<(), Failure> {
    let account = &visitor.account;
    let Some(news) = portal.store.deferred_answer(account.id).await? else {
        return Ok(());
    };
    if news.outcome.is_match() {
        return forget().await;
    }
    if news.outcome == Outcome::Conflict {
        let number = news.entry.number.clone();
        merge::record_conflict(portal, visitor, number, news.wanted.clone()).await?;
    }
    let spent = news.outcome.spends_attempt();
    let attempts_left = if spent { cccd::attempts_left(portal, account.id).await? } else { None };
    let kept = Kept {
        account: account.id,
        outcome: news.outcome,
        attempts_left,
        free_at: None,
        support_id: news.support_id,
        edit: match news.purpose {
            Purpose::Match => form_path(&news.wanted),
            Purpose::Synchronise => "/tai-khoan/chinh-sua".to_owned(),
        },
        typed: typed(&news.entry),
        explanation: if spent {
            cccd::explain_own(portal, &account.person, &news.entry)
        } else {
            Explanation::default()
        },
    };
    request::keep(KEY, &serde_json::to_string(&kept).unwrap_or_default()).await?;
    portal.store.drop_deferred_answer(account.id).await.map_err(Failure::from)
}

/// The message about an answer that came while the person was elsewhere, with the way to the very step; on the page that they
/// wanted it has done its work.
pub(crate) async fn news(path: &str) -> Result<Option<Notice>, Failure> {
    let Some(visitor) = request::visitor()? else { return Ok(None) };
    let (portal, account) = (request::portal(), visitor.account.id);
    let Some(news) = portal.store.deferred_answer(account).await? else {
        return Ok(None);
    };
    let onward = |notice, to: String| Ok(Some(Notice::Onward(Box::new(notice), to)));
    if !news.outcome.is_match() {
        return onward(Notice::Answered, outcome_path(&news.wanted));
    }
    let notice = match news.purpose {
        Purpose::Match => Notice::Matched,
        Purpose::Synchronise => Notice::Synchronised,
    };
    if news.wanted.path() != path {
        return onward(notice, news.wanted.as_str().to_owned());
    }
    portal.store.drop_deferred_answer(account).await?;
    Ok(Some(notice))
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
