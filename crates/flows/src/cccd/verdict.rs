//! What the register's answer means for the account that it is about.

use super::explain;
use crate::{
    Portal,
    consent::Consent,
    ports::{
        accounts::Person,
        audit::AuditKind,
        matching::Purpose,
        register::{Record, RegisterAnswer, RegisterQuery},
    },
};
use congdan_domain::{Entry, Outcome, difference::Explanation};

/// What a query to the register has led to.
pub(super) struct Verdict {
    /// The outcome for the person.
    pub outcome: Outcome,
    /// The record of a match.
    pub record: Option<Record>,
    /// Kinds of differences.
    pub explanation: Explanation,
}

/// Asks the register once, with the consent of the person whom the query is about. The caller has written the query's row in
/// the ledger.
pub(super) async fn ask(portal: &Portal, _: Consent, person: &Person, query: &RegisterQuery) -> Verdict {
    let entry = &query.entry;
    // The register's record of the number that VNeID vouches for, with another name or birth date.
    let mut differing = None;
    let (outcome, record) = match portal.register.query(query).await {
        Ok(RegisterAnswer::NotFound) => (Outcome::NotFound, None),
        Ok(RegisterAnswer::Ambiguous) => (Outcome::Ambiguous, None),
        Ok(RegisterAnswer::Person(record)) => match compare(entry, &record) {
            Some(_) if record.is_inactive => (Outcome::Inactive, None),
            Some(outcome) => (outcome, Some(*record)),
            // The register has answered about this number: another name or birth date is its answer, and asking again brings no
            // other. Only the person whom VNeID names as the number's owner learns more than that.
            None if record.number == entry.number => {
                differing = explain::is_vouched_for(portal, person, entry).then_some(record);
                (Outcome::NotFound, None)
            }
            // A record of another number does not answer this query.
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
    Verdict { outcome, record, explanation }
}

/// What can be explained of an entry that was not found, without the register's record.
pub fn explain_own(portal: &Portal, person: &Person, entry: &Entry) -> Explanation {
    explain::explain(portal, person, entry, None)
}

/// The audit event of a match.
pub(super) const fn matched_kind(purpose: Purpose) -> AuditKind {
    match purpose {
        Purpose::Match => AuditKind::NumberMatched,
        Purpose::Synchronise => AuditKind::ProfileSynchronised,
    }
}

/// Whether a record matches the query: number, birth date and the letters of the name are those of the entry (F-04;
/// W-02). The register compares names by their letters itself: it is asked without marks.
fn compare(entry: &Entry, record: &Record) -> Option<Outcome> {
    let same_name = entry.full_name.has_letters_of(&record.full_name);
    if entry.number != record.number || !same_name || !entry.birth_date.agrees_with(record.birth_date) {
        return None;
    }
    let exact = entry.full_name.comparable() == record.full_name.comparable() && entry.birth_date == record.birth_date;
    Some(if exact { Outcome::Matched } else { Outcome::MatchedWithDifferences })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{born, entry_of, named, record};

    #[test]
    fn a_record_matches_only_with_the_same_number_letters_and_birth_date() {
        let asked = entry_of("025085999001", "Nguyễn Văn An", "15/06/1985");
        let (number, name, birth) = ("025085999001", "Nguyễn Văn An", "15/06/1985");
        for (record, expected) in [
            (record(number, name, birth), Some(Outcome::Matched)),
            (record(number, "NGUYỄN VĂN AN", birth), Some(Outcome::Matched)),
            (record(number, "Nguyễn VănAn", birth), Some(Outcome::MatchedWithDifferences)),
            (record(number, name, "1985"), Some(Outcome::MatchedWithDifferences)),
            (record("025085999002", name, birth), None),
            (record(number, "Nguyễn Văn Ân", birth), Some(Outcome::MatchedWithDifferences)),
            (record(number, "Nguyen-Van An", birth), Some(Outcome::MatchedWithDifferences)),
            (record(number, "Nguyễn Văn Anh", birth), None),
            (record(number, "Nguyễn An Văn", birth), None),
            (record(number, name, "16/06/1985"), None),
            (record(number, name, "1986"), None),
        ] {
            assert_eq!(compare(&asked, &record), expected, "{record:?}");
        }
        let year_only = Entry { birth_date: born("1985"), full_name: named("Nguyễn Văn An"), ..asked };
        assert_eq!(compare(&year_only, &record(number, name, birth)), Some(Outcome::MatchedWithDifferences));
    }
}
