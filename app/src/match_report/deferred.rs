//! A match that the register answered later, without the person (docs/adr/0012).

use super::stored::{REPORT, StoredReport, forget};
use crate::{
    address,
    entry::TypedEntry,
    reply::{Failure, Notice},
    request, when,
};
use congdan_domain::{Outcome, difference::Explanation};
use congdan_flows::{Portal, cccd, merge, ports::matching::Purpose, session::Visitor};

/// Puts the register's later answer in the place of "Đang chờ đối chiếu".
///
/// # Errors
/// The database failed.
pub async fn catch_up(portal: &Portal, visitor: &Visitor) -> Result<(), Failure> {
    let account = &visitor.account;
    let Some(answer) = portal.store.deferred_answer(account.id).await? else { return Ok(()) };
    if answer.outcome.is_match() {
        return forget().await;
    }
    if answer.outcome == Outcome::Conflict {
        let number = answer.entry.number.clone();
        merge::record_conflict(portal, visitor, number, answer.wanted.clone()).await?;
    }
    let is_spent = answer.outcome.spends_attempt();
    let tries = if is_spent { cccd::tries(portal, account.id).await? } else { None };
    let stored = StoredReport {
        account: account.id,
        outcome: answer.outcome,
        attempts_left: tries.map(|tries| tries.left),
        free_at: tries.and_then(|tries| tries.free_at).map(when::moment),
        support_id: answer.support_id,
        edit: match answer.purpose {
            Purpose::Match => address::number_form(&answer.wanted),
            Purpose::Synchronise => address::PROFILE.to_owned(),
        },
        typed: TypedEntry::of_entry(&answer.entry),
        explanation: if is_spent {
            cccd::explain_own(portal, &account.person, &answer.entry)
        } else {
            Explanation::default()
        },
        is_seen: false,
    };
    request::remember(&REPORT, &stored).await?;
    portal.store.drop_deferred_answer(account.id).await.map_err(Failure::from)
}

/// The message about a later answer, with the way to the very step. On the wanted page itself the answer is dropped: there the
/// message has done its work.
///
/// # Errors
/// The database failed.
pub async fn deferred_notice(path: &str) -> Result<Option<Notice>, Failure> {
    let Some(visitor) = request::visitor()? else { return Ok(None) };
    let portal = request::portal();
    let account = visitor.account.id;
    let Some(answer) = portal.store.deferred_answer(account).await? else { return Ok(None) };
    let onward = |notice, to: String| Ok(Some(Notice::Onward(Box::new(notice), to)));
    if !answer.outcome.is_match() {
        return onward(Notice::Answered, address::match_result(&answer.wanted));
    }
    let notice = match answer.purpose {
        Purpose::Match => Notice::Matched,
        Purpose::Synchronise => Notice::Synchronised,
    };
    if answer.wanted.path() != path {
        return onward(notice, answer.wanted.as_str().to_owned());
    }
    portal.store.drop_deferred_answer(account).await?;
    Ok(Some(notice))
}
