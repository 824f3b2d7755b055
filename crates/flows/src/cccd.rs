//! The CCCD number and its match with the register (guide I.2–3), or later ("Bỏ qua").

mod contradiction;
pub mod deferred;
mod explain;
mod limits;
mod repeated;
mod report;
mod verdict;

pub use contradiction::contradictions;
pub use limits::{Tries, tries};
pub use report::Report;
pub use verdict::explain_own;

use crate::{
    Portal,
    consent::Consent,
    merge,
    ports::{
        StoreError,
        accounts::{AccountWritten, Person, PersonWritten, Revision},
        audit::{AuditEvent, AuditKind},
        matching::{Conclusion, Purpose, QueryRecord, Reserved},
        register::{Record, RegisterQuery},
    },
    session::Visitor,
    synchronisation, vouching,
};
use congdan_domain::{Entry, Outcome, WantedPath};
use repeated::Repeated;
use verdict::{Verdict, ask, matched_kind};

/// Where a match comes from.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Which page asks.
    pub purpose: Purpose,
    /// The client's network address.
    pub address: &'a str,
    /// The consent on which the query rests.
    pub consent: Consent,
    /// Where the person goes on, also when the answer comes later.
    pub wanted: &'a WantedPath,
}

/// Asks the register about the entry and stores its answer; the same entry again has the answer that it had. An entry that is
/// not about the person whom the account's own provider asserts is not asked about ([`Outcome::NeedsVneid`]). `None` where the
/// account is another one by then: its number has been released in another tab, it has been merged, or the consent is withdrawn.
/// Then the answer changes nothing, and the page shows what there is.
pub async fn match_number(
    portal: &Portal,
    visitor: &Visitor,
    entry: Entry,
    asking: Asking<'_>,
) -> Result<Option<Report>, StoreError> {
    let account = asking.consent.account();
    match asking.consent.keep(portal).await? {
        AccountWritten::Done => {}
        AccountWritten::AccountClosed => return Ok(None),
    }
    if !vouching::may_ask(portal, &visitor.account, &entry).await? {
        let outcome = Outcome::NeedsVneid;
        let support_id = portal.refuse(Some(account), AuditKind::NumberNotMatched, outcome.code()).await?;
        return Ok(Some(Report::of(outcome, support_id)));
    }
    limits::slow_down(portal, account, asking.address).await?;
    let mut query = RegisterQuery { request_id: portal.world.id(), entry: entry.clone(), by_person: true };
    let row = QueryRecord {
        id: query.request_id,
        account,
        purpose: Some(asking.purpose),
        masked_number: entry.number.masked(),
        asked_at: portal.world.now(),
        answered_at: None,
        outcome: None,
    };
    let reserve = |query| limits::reservation(portal, &visitor.account, query, &entry, asking.address);
    let mut reserved = portal.store.record_query(row, reserve(query.request_id)).await?;
    while let Reserved::Same(earlier) = reserved {
        let until = portal.world.now();
        match repeated::answer(portal, visitor, earlier, &entry, asking.wanted).await? {
            Repeated::Answered(report) => return Ok(Some(*report)),
            Repeated::Moved => return Ok(None),
            Repeated::Dead => {
                query.request_id = earlier;
                reserved = portal.store.reserve_again(reserve(earlier), until).await?;
            }
        }
    }
    match reserved {
        Reserved::Done => {}
        Reserved::Full { account: spent, number } => {
            let outcome = Outcome::Limited;
            let support_id = portal.refuse(Some(account), AuditKind::NumberNotMatched, outcome.code()).await?;
            let free_at = limits::free_at(&portal.limits, spent, number);
            return Ok(Some(Report { free_at, ..Report::of(outcome, support_id) }));
        }
        Reserved::Same(_) | Reserved::AccountClosed => return Ok(None),
    }
    let person = &visitor.account.person;
    let Verdict { outcome, record, explanation } = ask(portal, asking.consent, person, &query).await;
    let mut conclusion = Conclusion {
        query: query.request_id,
        account,
        entry,
        address: asking.address.to_owned(),
        outcome,
        at: portal.world.now(),
        purpose: asking.purpose,
        wanted: asking.wanted.clone(),
        next_at: portal.next_try(0),
        receipt: None,
    };
    if let Some(record) = record {
        let audit = portal.event(Some(account), matched_kind(asking.purpose), outcome.code());
        let support_id = audit.support_id.clone();
        match write(portal, person, record, &mut conclusion, audit).await? {
            PersonWritten::Done => {
                return Ok(Some(Report { explanation, ..Report::of(outcome, support_id) }));
            }
            PersonWritten::NumberTaken => conclusion.outcome = Outcome::Conflict,
            PersonWritten::Outdated => {
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
        merge::record_conflict(portal, visitor, number, asking.wanted.clone()).await?;
    }
    let mut report = Report::of(outcome, support_id);
    if outcome == Outcome::NotFound {
        let tries = tries(portal, account).await?;
        report.attempts_left = tries.map(|tries| tries.left);
        report.free_at = tries.and_then(|tries| tries.free_at);
        report.explanation = explanation;
    }
    Ok(Some(report))
}

/// Writes the person as the record confirms them. Where another tab was faster with the same number, once more on top of that.
async fn write(
    portal: &Portal,
    before: &Person,
    record: Record,
    conclusion: &mut Conclusion,
    audit: AuditEvent,
) -> Result<PersonWritten, StoreError> {
    let mut person = before.clone();
    for _ in 0..2 {
        let (confirmed, receipt) =
            synchronisation::apply_record(portal, &person, record.clone(), conclusion, &audit.support_id).await?;
        conclusion.receipt = Some(receipt);
        let revision = Revision::of(&person, confirmed);
        let written = portal.store.conclude_match(conclusion.clone(), revision, audit.clone()).await?;
        if written != PersonWritten::Done {
            conclusion.receipt = None;
        }
        if written != PersonWritten::Outdated {
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
    Ok(PersonWritten::Outdated)
}

/// How "Bỏ qua" ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// The person goes on without the number.
    Yes,
    /// An application waits for the number.
    NotAllowed,
}

/// "Bỏ qua": later, not never. It is refused where an application waits for the number (guide III).
pub async fn skip(portal: &Portal, visitor: &Visitor, is_required: bool) -> Result<Skipped, StoreError> {
    if is_required {
        return Ok(Skipped::NotAllowed);
    }
    let audit = portal.event(Some(visitor.account.id), AuditKind::NumberSkipped, "by_person");
    portal.store.record_number_asked(visitor.session.id, Some(audit)).await?;
    Ok(Skipped::Yes)
}
