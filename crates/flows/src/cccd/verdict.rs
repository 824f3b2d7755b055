//! What the register's answer means for the account that it is about.

use super::explain;
use crate::{
    Portal,
    ports::{
        accounts::Person,
        audit::AuditKind,
        matching::{Entry, Purpose},
        register::{Answer, Question, Record},
    },
};
use congdan_domain::{Outcome, difference::Explanation};
use uuid::Uuid;

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
            None if record.number == entry.number && explain::is_vouched_for(portal, person, entry) => {
                differing = Some(record);
                (Outcome::NotFound, None)
            }
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

/// A record counts only when it answers the question: the same number, name and birth date. Anything else is no answer
/// (security.md F-04), and a difference is not told, except to the person whom VNeID has named as the number's owner.
fn verdict(entry: &Entry, record: &Record) -> Option<Outcome> {
    let name = |spaces| entry.full_name.for_register(spaces) == record.full_name.for_register(spaces);
    if entry.number != record.number || !name(false) || !entry.birth_date.agrees_with(record.birth_date) {
        return None;
    }
    let exact = entry.full_name.comparable() == record.full_name.comparable() && entry.birth_date == record.birth_date;
    Some(if exact { Outcome::Matched } else { Outcome::MatchedWithDifferences })
}
