//! The CCCD number and its match with the National Population Database (guide I.2–3), or later ("Bỏ qua").

pub mod deferred;
mod explain;
mod limits;
mod verdict;

pub use limits::attempts_left;
pub use verdict::explain_own;

use crate::{
    Portal, merge,
    ports::{
        StoreError,
        accounts::{Person, Revision, Written},
        audit::{AuditEvent, AuditKind},
        matching::{Conclusion, Entry, Lookup, Purpose},
        register::Record,
    },
    session::Visitor,
    synchronisation,
};
use congdan_domain::{Outcome, WantedPath, difference::Explanation};
use limits::locked_until;
use time::OffsetDateTime;
use verdict::{Judged, ask, matched_kind};

/// The end of a match, with what its page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub outcome: Outcome,
    /// After a "no match": how many tries are left, where tries are limited.
    pub attempts_left: Option<u32>,
    /// When `limited`: from when on it can be tried again.
    pub free_at: Option<OffsetDateTime>,
    /// What the person can name to the help line.
    pub support_id: String,
    /// Kinds of differences, and never a value.
    pub explanation: Explanation,
}

/// Where a question comes from.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub purpose: Purpose,
    /// The client's network address.
    pub address: &'a str,
    /// The consent was given with this form; otherwise an earlier one must stand.
    pub consent_now: bool,
    /// Where the person goes on, also when the answer comes later.
    pub wanted: &'a WantedPath,
}

/// Asks the register about the entry and keeps what it says. The caller has checked the structure of the number and that
/// consent is given. Nothing to report where the account is another one by then: its number has been released in another tab,
/// or it has been merged. Then the answer changes nothing, and the page shows what there is.
pub async fn match_number(
    portal: &Portal,
    visitor: &Visitor,
    entry: Entry,
    asking: Asking<'_>,
) -> Result<Option<Report>, StoreError> {
    let account = visitor.account.id;
    if let Some(free_at) = locked_until(portal, &visitor.account, &entry, asking.address).await? {
        let support_id = portal.refuse(Some(account), AuditKind::NumberNotMatched, Outcome::Limited.code()).await?;
        return Ok(Some(Report {
            outcome: Outcome::Limited,
            attempts_left: Some(0),
            free_at: Some(free_at),
            support_id,
            explanation: Explanation::default(),
        }));
    }
    let lookup = portal.world.id();
    let is_recorded = portal
        .store
        .lookup_begins(Lookup {
            id: lookup,
            account,
            purpose: asking.purpose,
            masked_number: entry.number.masked(),
            asked_at: portal.world.now(),
            outcome: None,
        })
        .await?;
    if !is_recorded {
        return Ok(None);
    }
    let Judged { outcome, record, explanation } = ask(portal, &visitor.account.person, &entry, lookup, true).await;
    let mut conclusion = Conclusion {
        lookup,
        account,
        entry,
        address: asking.address.to_owned(),
        outcome,
        at: portal.world.now(),
        consent_now: asking.consent_now,
        purpose: asking.purpose,
        wanted: asking.wanted.clone(),
        next_at: portal.next_try(0),
        receipt: None,
    };
    if let Some(record) = record {
        let audit = portal.event(Some(account), matched_kind(asking.purpose), outcome.code());
        let support_id = audit.support_id.clone();
        match write(portal, &visitor.account.person, record, &mut conclusion, audit).await? {
            Written::Done => {
                return Ok(Some(Report { outcome, attempts_left: None, free_at: None, support_id, explanation }));
            }
            Written::NumberTaken | Written::IdentityTaken => conclusion.outcome = Outcome::Conflict,
            Written::Outdated => {
                let audit = portal.event(Some(account), AuditKind::NumberNotMatched, "outdated");
                portal.store.conclude(conclusion, audit).await?;
                return Ok(None);
            }
        }
    }
    let outcome = conclusion.outcome;
    let audit = portal.event(Some(account), AuditKind::NumberNotMatched, outcome.code());
    let support_id = audit.support_id.clone();
    let number = conclusion.entry.number.clone();
    portal.store.conclude(conclusion, audit).await?;
    if outcome == Outcome::Conflict {
        merge::note_conflict(portal, visitor, number, asking.wanted.clone()).await?;
    }
    let attempts_left = if outcome.spends_attempt() { attempts_left(portal, account).await? } else { None };
    let explanation = if outcome == Outcome::NotFound { explanation } else { Explanation::default() };
    Ok(Some(Report { outcome, attempts_left, free_at: None, support_id, explanation }))
}

/// Writes what the record says of the person. Where another tab was faster with the same number, once more on top of that.
async fn write(
    portal: &Portal,
    before: &Person,
    record: Record,
    conclusion: &mut Conclusion,
    audit: AuditEvent,
) -> Result<Written, StoreError> {
    let mut person = before.clone();
    for _ in 0..2 {
        let settled = synchronisation::settle(portal, &person, record.clone(), conclusion, &audit.support_id).await?;
        conclusion.receipt = Some(settled.1);
        let revision = Revision::of(&person, settled.0);
        let written = portal.store.conclude_match(conclusion.clone(), revision, audit.clone()).await?;
        if written != Written::Done {
            conclusion.receipt = None;
        }
        if written != Written::Outdated {
            return Ok(written);
        }
        let Some(account) = portal.store.account(conclusion.account).await? else { break };
        let number = |person: &Person| person.number.as_ref().map(|number| number.value.clone());
        let now = number(&account.person);
        if now != number(before) && now.as_ref() != Some(&conclusion.entry.number) {
            break;
        }
        person = account.person;
    }
    Ok(Written::Outdated)
}

/// "Bỏ qua": later, not never. Not where an application waits for the number (guide III).
pub async fn skip(portal: &Portal, visitor: &Visitor, is_required: bool) -> Result<Skipped, StoreError> {
    if is_required {
        return Ok(Skipped::NotAllowed);
    }
    let audit = portal.event(Some(visitor.account.id), AuditKind::NumberSkipped, "by_person");
    portal.store.number_was_asked(visitor.session.id, Some(audit)).await?;
    Ok(Skipped::Yes)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    Yes,
    NotAllowed,
}
