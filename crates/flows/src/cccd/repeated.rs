//! The same entry again within the account's window: it is the same query, and has the same answer (ADR 17).

use super::{limits::tries, report::Report, verdict};
use crate::{
    Portal, merge,
    ports::{
        StoreError,
        audit::AuditKind,
        matching::{Purpose, QueryRecord},
    },
    session::Visitor,
};
use congdan_domain::{Entry, Outcome, WantedPath};
use time::Duration;
use uuid::Uuid;

/// So often the ledger is looked at, after so many milliseconds each time. All together it is longer than a person's query is
/// waited for.
const LOOKS: [i64; 11] = [0, 50, 50, 100, 100, 100, 200, 200, 400, 800, 1_000];

/// What became of the query that was made of this entry before.
pub(super) enum Repeated {
    /// It has this answer.
    Answered(Box<Report>),
    /// It has had no answer for longer than any person is waited for: its process died, and it can be asked again.
    Dead,
    /// It is another account's by now.
    Moved,
}

/// The answer to the query that was made of this entry before; waits for it while the query is open.
pub(super) async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    query: Uuid,
    entry: &Entry,
    wanted: &WantedPath,
) -> Result<Repeated, StoreError> {
    let account = visitor.account.id;
    let query = match ended(portal, query).await? {
        Some(query) if query.account == account => query,
        _ => return Ok(Repeated::Moved),
    };
    if query.answered_at.is_none() {
        return Ok(Repeated::Dead);
    }
    let outcome = query.outcome.unwrap_or(Outcome::Timeout);
    if outcome == Outcome::Conflict {
        merge::record_conflict(portal, visitor, entry.number.clone(), wanted.clone()).await?;
    }
    let support_id = reference(portal, account, query.purpose, outcome).await?;
    let mut report = Report::of(outcome, support_id);
    if outcome == Outcome::NotFound {
        let tries = tries(portal, account).await?;
        report.attempts_left = tries.map(|tries| tries.left);
        report.free_at = tries.and_then(|tries| tries.free_at);
        report.explanation = verdict::explain_own(portal, &visitor.account.person, entry);
    }
    Ok(Repeated::Answered(Box::new(report)))
}

/// The row of the ledger once it has an outcome, or as it is when patience ends.
async fn ended(portal: &Portal, id: Uuid) -> Result<Option<QueryRecord>, StoreError> {
    let mut query = None;
    for look in LOOKS {
        portal.world.pause(Duration::milliseconds(look)).await;
        query = portal.store.query(id).await?;
        if query.as_ref().is_none_or(|query| query.answered_at.is_some()) {
            break;
        }
    }
    Ok(query)
}

/// The reference that the first answer had.
async fn reference(
    portal: &Portal,
    account: Uuid,
    purpose: Option<Purpose>,
    outcome: Outcome,
) -> Result<String, StoreError> {
    let kind = match purpose {
        Some(purpose) if outcome.is_match() => verdict::matched_kind(purpose),
        _ => AuditKind::NumberNotMatched,
    };
    match portal.store.newest_of(account, kind).await?.filter(|event| event.detail == outcome.code()) {
        Some(event) => Ok(event.support_id),
        None => portal.refuse(Some(account), kind, outcome.code()).await,
    }
}
