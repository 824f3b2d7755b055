//! The CCCD number and its match with the National Population Database (guide I.2–3), or later ("Bỏ qua").

mod explain;

use crate::{
    Portal, deferred, merge,
    portal::Limit,
    ports::{
        StoreError,
        accounts::{Account, Field, Person, Revision, Source, Written},
        audit::{AuditEvent, AuditKind},
        matching::{AttemptsOf, Conclusion, Entry, Lookup, Purpose, Spent},
        register::{Answer, Question, Record},
    },
    session::Visitor,
    synchronisation,
};
use congdan_domain::{Outcome, WantedPath, difference::Explanation};
use time::OffsetDateTime;
use uuid::Uuid;

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
        next_at: deferred::next_try(portal, 0),
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

/// What the register's answer means for the account that it is about.
pub(crate) struct Judged {
    pub outcome: Outcome,
    /// The record of a match.
    pub record: Option<Record>,
    pub explanation: Explanation,
}

/// One question to the register; `lookup` is its row in the ledger, which the caller has made sure of, and `by_person` says that
/// somebody waits for the answer.
pub(crate) async fn ask(portal: &Portal, person: &Person, entry: &Entry, lookup: Uuid, by_person: bool) -> Judged {
    let question = Question {
        request_id: lookup,
        number: entry.number.clone(),
        full_name: entry.full_name.clone(),
        birth_date: entry.birth_date,
        by_person,
    };
    // The register's record of the very number that VNeID vouches for, with another name or birth date.
    let mut differing = None;
    let (outcome, record) = match portal.register.look_up(&question).await {
        Ok(Answer::NotFound) => (Outcome::NotFound, None),
        Ok(Answer::Ambiguous) => (Outcome::Ambiguous, None),
        Ok(Answer::Person(record)) => match verdict(entry, &record) {
            Some(_) if record.is_inactive => (Outcome::Inactive, None),
            Some(outcome) => (outcome, Some(*record)),
            // The register has answered about this very number: another name or birth date is its answer, and no reason to ask
            // again. Only the person whom VNeID names as the number's owner learns more than that.
            None if record.number == entry.number => {
                differing = Some(record).filter(|_| explain::is_vouched_for(portal, person, entry));
                (Outcome::NotFound, None)
            }
            // Somebody else's record answers no question of ours.
            None => (Outcome::Malformed, None),
        },
        Err(failure) => (failure.outcome(), None),
    };
    let explanation = match (outcome, record.as_ref().or(differing.as_deref())) {
        (Outcome::NotFound | Outcome::MatchedWithDifferences, record) => {
            explain::explain(portal, person, entry, record)
        }
        _ => Explanation::default(),
    };
    Judged { outcome, record, explanation }
}

/// What may be said of an entry that was not found, without the register's record.
pub fn explain_own(portal: &Portal, person: &Person, entry: &Entry) -> Explanation {
    explain::explain(portal, person, entry, None)
}

pub(crate) const fn matched_kind(purpose: Purpose) -> AuditKind {
    match purpose {
        Purpose::Match => AuditKind::NumberMatched,
        Purpose::Synchronise => AuditKind::ProfileSynchronised,
    }
}

/// A record matches when number, birth date and the letters of the name are those that were asked for (security.md F-04; W-02). The
/// register compares names by their letters itself: it is asked without marks.
fn verdict(entry: &Entry, record: &Record) -> Option<Outcome> {
    let same_name = entry.full_name.has_letters_of(&record.full_name);
    if entry.number != record.number || !same_name || !entry.birth_date.agrees_with(record.birth_date) {
        return None;
    }
    let exact = entry.full_name.comparable() == record.full_name.comparable() && entry.birth_date == record.birth_date;
    Some(if exact { Outcome::Matched } else { Outcome::MatchedWithDifferences })
}

/// The register wins for verified fields; contact stays the person's.
pub(crate) fn confirmed(before: &Person, vneid: Option<&Person>, record: Record, at: OffsetDateTime) -> Person {
    fn field<T>(value: T, at: OffsetDateTime) -> Option<Field<T>> {
        Some(Field { value, source: Source::Register, at })
    }
    // Who first vouched for the number decides its strength (journeys, rule 9): a provider's word is not overwritten.
    let vouched = [before.number.clone(), vneid.and_then(|said| said.number.clone())];
    let number = vouched.into_iter().flatten().find(|known| known.value == record.number);
    Person {
        full_name: field(record.full_name, at),
        birth_date: field(record.birth_date, at),
        sex: record.sex.and_then(|sex| field(sex, at)).or_else(|| before.sex.clone()),
        number: number.or_else(|| field(record.number, at)),
        address: record.address.and_then(|address| field(address, at)).or_else(|| before.address.clone()),
        contact: before.contact.clone(),
        matched_at: Some(at),
    }
}

/// The latest of the times at which a full limit opens again, if one is full.
pub(crate) async fn locked_until(
    portal: &Portal,
    account: &Account,
    entry: &Entry,
    address: &str,
) -> Result<Option<OffsetDateTime>, StoreError> {
    let rows = [
        (AttemptsOf::Account(account.id), portal.limits.match_per_account),
        (AttemptsOf::Number(&entry.number), portal.limits.match_per_number),
        (AttemptsOf::Address(address), portal.limits.match_per_address),
    ];
    // A number that this account's provider vouched for is its owner's: other people's tries do not lock it.
    let own = account.person.number.as_ref().is_some_and(|number| number.value == entry.number);
    let mut latest = None;
    for (of, limit) in rows {
        if own && matches!(of, AttemptsOf::Number(_)) {
            continue;
        }
        latest = latest.max(full_until(portal, of, limit).await?);
    }
    Ok(latest)
}

async fn full_until(portal: &Portal, of: AttemptsOf<'_>, limit: Limit) -> Result<Option<OffsetDateTime>, StoreError> {
    if limit.count == 0 {
        return Ok(None);
    }
    let Spent { count, oldest } = portal.store.spent_attempts(of, portal.world.now() - limit.window).await?;
    Ok(oldest.filter(|_| count >= limit.count).map(|oldest| oldest + limit.window))
}

/// How many tries an account has left, where tries are limited.
pub async fn attempts_left(portal: &Portal, account: Uuid) -> Result<Option<u32>, StoreError> {
    let limit = portal.limits.match_per_account;
    if limit.count == 0 {
        return Ok(None);
    }
    let since = portal.world.now() - limit.window;
    let spent = portal.store.spent_attempts(AttemptsOf::Account(account), since).await?;
    Ok(Some(limit.count.saturating_sub(spent.count)))
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
