use super::accounts::assert_same_person;
use crate::{setup::Setup, values::*};
use congdan_domain::Outcome;
use congdan_flows::ports::{
    accounts::{Account, Accounts, Person, PersonWritten},
    audit::{AuditKind, AuditLog},
    matching::{AttemptsOf, Backlog, Conclusion, Matching, Reserved, Spent},
    notifications::Notifications,
};
use congdan_store::Database;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub async fn a_match_is_kept_whole(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let away = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(away, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    let conclusion = asked(db, &account, 1, Outcome::Matched).await;
    let audit = event(account.id, AuditKind::NumberMatched);
    let revision = revised(db, account.id, person(1)).await;
    assert_eq!(db.conclude_match(conclusion, revision, audit).await.unwrap(), PersonWritten::Done);
    let matched = db.account_by_number(&number(1)).await.unwrap().unwrap();
    assert_eq!(matched.id, account.id);
    let contact = Default::default();
    assert_same_person(&matched.person, &Person { contact, ..person(1) });
    assert!(db.waiting_entry(account.id).await.unwrap().is_none(), "nothing waits after a match");
    assert_eq!(db.events_of(account.id, 1).await.unwrap()[0].kind, AuditKind::NumberMatched);
    let outcomes: Vec<_> = db.queries_of(account.id, 10).await.unwrap().iter().map(|query| query.outcome).collect();
    assert!(outcomes.contains(&Some(Outcome::Matched)) && outcomes.contains(&Some(Outcome::Unavailable)));
}

pub async fn a_match_with_a_taken_number_keeps_nothing(setup: Setup) {
    let db = &setup.database;
    let (_holder, account) = (stored(db, person(1)).await, stored_without_number(db).await);
    let mut conclusion = asked(db, &account, 1, Outcome::Matched).await;
    let audit = || event(account.id, AuditKind::NumberMatched);
    let revision = revised(db, conclusion.account, person(1)).await;
    let taken = db.conclude_match(conclusion.clone(), revision, audit()).await.unwrap();
    assert_eq!(taken, PersonWritten::NumberTaken);
    assert!(db.account(account.id).await.unwrap().unwrap().person.number.is_none());
    assert_eq!(db.queries_of(account.id, 10).await.unwrap()[0].outcome, None);
    assert_eq!(db.events_of(account.id, 10).await.unwrap().len(), 1, "only its creation");

    conclusion.outcome = Outcome::Conflict;
    db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    assert_eq!(db.queries_of(account.id, 10).await.unwrap()[0].outcome, Some(Outcome::Conflict));
}

pub async fn an_attempt_is_spent_only_by_a_no(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let conclude = async |account, last, outcome, at, address: &str| {
        let mut conclusion = asked(db, account, last, outcome).await;
        (conclusion.at, conclusion.address) = (at, address.to_owned());
        db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    };
    let hour = Duration::hours(1);
    conclude(&account, 1, Outcome::NotFound, now(), "203.0.113.7").await;
    conclude(&account, 2, Outcome::NotFound, now() + hour, "203.0.113.7").await;
    conclude(&other, 2, Outcome::NotFound, now() + hour * 2, "198.51.100.1").await;
    for outcome in [Outcome::Unavailable, Outcome::Timeout, Outcome::Malformed, Outcome::Conflict] {
        conclude(&account, 2, outcome, now() + hour, "203.0.113.7").await;
    }
    let spent = async |of: AttemptsOf<'_>, since| db.spent_attempts(of, since).await.unwrap();
    let counted = |count, oldest| Spent { count, oldest };
    assert_eq!(spent(AttemptsOf::Account(account.id), now()).await, counted(2, Some(now())));
    assert_eq!(spent(AttemptsOf::Account(account.id), now() + hour).await, counted(1, Some(now() + hour)));
    assert_eq!(spent(AttemptsOf::Number(&number(2)), now()).await, counted(2, Some(now() + hour)));
    assert_eq!(spent(AttemptsOf::Address("203.0.113.7"), now()).await, counted(2, Some(now())));
    assert_eq!(spent(AttemptsOf::Address("198.51.100.1"), now()).await, counted(1, Some(now() + hour * 2)));
    assert_eq!(spent(AttemptsOf::Number(&number(9)), now()).await, Spent::default());
}

pub async fn an_entry_waits_while_the_register_is_away(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    for (last, outcome) in [(1, Outcome::Timeout), (2, Outcome::Malformed)] {
        let conclusion = asked(db, &account, last, outcome).await;
        db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
        let waiting = db.waiting_entry(account.id).await.unwrap().unwrap();
        assert_eq!(waiting.number, number(last), "the latest entry waits");
        assert_eq!(waiting.full_name, entry(last).full_name);
        assert_eq!(waiting.birth_date, entry(last).birth_date);
    }
    let conclusion = asked(db, &account, 2, Outcome::NotFound).await;
    db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    assert!(db.waiting_entry(account.id).await.unwrap().is_none(), "an answer ends the waiting");

    let conclusion = asked(db, &account, 3, Outcome::Unavailable).await;
    db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    db.drop_waiting_entry(account.id).await.unwrap();
    assert!(db.waiting_entry(account.id).await.unwrap().is_none());
}

pub async fn questions_are_listed_newest_first(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    for asking in [&account, &other] {
        agreed(db, asking).await;
    }
    for minutes in [0, 2, 1] {
        assert_eq!(opened(db, query(&account, now() + Duration::minutes(minutes))).await, Reserved::Done);
    }
    assert_eq!(opened(db, query(&other, now())).await, Reserved::Done);
    let listed = db.queries_of(account.id, 2).await.unwrap();
    let minutes: Vec<_> = listed.iter().map(|query| (query.asked_at - now()).whole_minutes()).collect();
    assert_eq!(minutes, [2, 1]);
    assert_eq!(listed[0].masked_number, number(1).masked());
    assert_eq!(listed[0].outcome, None, "still outstanding");
}

pub async fn an_answer_without_a_question_is_refused(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let mut conclusion = asked(db, &account, 1, Outcome::Matched).await;
    conclusion.query = Uuid::new_v4();
    let audit = event(account.id, AuditKind::NumberMatched);
    let revision = revised(db, account.id, person(1)).await;
    db.conclude_match(conclusion, revision, audit).await.unwrap_err();
    assert!(db.account_by_number(&number(1)).await.unwrap().is_none());
}

pub async fn f01_of_twenty_who_take_a_due_entry_at_once_one_gets_it(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let away = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(away.clone(), event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    assert_eq!(db.backlog().await.unwrap(), Backlog { waiting: 1, oldest: Some(now()), unreadable: 0 });
    assert!(db.claim_due(now(), now() + Duration::minutes(2)).await.unwrap().is_none(), "not due yet");
    let (due, lease) = (away.next_at, away.next_at + Duration::minutes(2));
    let takers = (0..20).map(|_| db.claim_due(due, lease));
    let taken: Vec<_> = futures::future::join_all(takers).await.into_iter().filter_map(Result::unwrap).collect();
    let [taken] = &taken[..] else { panic!("{} have it", taken.len()) };
    assert_eq!((taken.query, taken.account, taken.tries), (away.query, account.id, 0));
    assert_eq!((taken.purpose, &taken.wanted, &taken.address), (away.purpose, &away.wanted, &away.address));
    assert_eq!(taken.entry.number, away.entry.number);

    assert!(db.claim_due(lease - Duration::seconds(1), lease).await.unwrap().is_none(), "the lease holds");
    let again = db.claim_due(lease, lease + Duration::minutes(2)).await.unwrap().expect("whoever died has lost it");
    db.postpone(&again, Some(Outcome::Timeout), lease + Duration::hours(1)).await.unwrap();
    assert_eq!(db.queries_of(account.id, 1).await.unwrap()[0].outcome, Some(Outcome::Timeout));
    assert!(db.claim_due(lease + Duration::minutes(59), lease).await.unwrap().is_none());
    let later = lease + Duration::hours(1);
    assert_eq!(db.claim_due(later, later + Duration::minutes(2)).await.unwrap().map(|due| due.tries), Some(1));
}

pub async fn f07_the_answer_to_a_waiting_entry_is_kept_whole_and_once(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let mut away = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(away.clone(), event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    away.outcome = Outcome::Matched;
    let revision = revised(db, account.id, person(1)).await;
    let matched = || db.conclude_due(away.clone(), Some(revision.clone()), event(account.id, AuditKind::NumberMatched));
    assert_eq!(matched().await.unwrap(), Some(PersonWritten::Done));
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().map(|account| account.id), Some(account.id));
    assert!(db.waiting_entry(account.id).await.unwrap().is_none());
    let news = db.deferred_answer(account.id).await.unwrap().unwrap();
    assert_eq!((news.outcome, &news.wanted, news.purpose), (Outcome::Matched, &away.wanted, away.purpose));

    assert_eq!(matched().await.unwrap(), None, "an answer counts once");
    assert_eq!(db.events_of(account.id, 10).await.unwrap().len(), 3, "created, waiting, matched");
    assert_eq!(db.queries_of(account.id, 10).await.unwrap().len(), 1);
    db.drop_deferred_answer(account.id).await.unwrap();
    assert!(db.deferred_answer(account.id).await.unwrap().is_none());

    let other = stored_without_number(db).await;
    let mut late = asked(db, &other, 1, Outcome::Unavailable).await;
    db.conclude(late.clone(), event(other.id, AuditKind::NumberNotMatched)).await.unwrap();
    late.outcome = Outcome::Matched;
    let revision = revised(db, other.id, person(1)).await;
    let taken = db.conclude_due(late.clone(), Some(revision), event(other.id, AuditKind::NumberMatched)).await.unwrap();
    assert_eq!(taken, Some(PersonWritten::NumberTaken));
    assert!(db.waiting_entry(other.id).await.unwrap().is_some(), "nothing is kept, nothing is lost");
}

pub async fn n05_an_entry_that_cannot_be_opened_does_not_stop_the_queue(setup: Setup) {
    let db = &setup.database;
    let mut accounts = Vec::new();
    for last in 1..=3 {
        let account = stored_without_number(db).await;
        let mut away = asked(db, &account, last, Outcome::Unavailable).await;
        // The damaged one is the first in the queue.
        away.next_at = now() + Duration::seconds(last.into());
        db.conclude(away, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
        accounts.push(account.id);
    }
    let damage =
        format!("UPDATE outbox SET payload = 'v1:' WHERE next_at = {}", micros_of(now() + Duration::seconds(1)));
    assert_eq!(setup.execute(&damage).await, 1);
    assert!(db.waiting_entry(accounts[0]).await.unwrap().is_none(), "the page does without it");

    let (due, lease) = (now() + Duration::minutes(1), now() + Duration::minutes(3));
    for account in &accounts[1..] {
        let taken = db.claim_due(due, lease).await.unwrap().expect("the others are asked about");
        assert_eq!(taken.account, *account);
    }
    assert!(db.claim_due(due, lease).await.unwrap().is_none());
    let backlog = db.backlog().await.unwrap();
    assert_eq!((backlog.waiting, backlog.unreadable), (2, 1));
    assert!(
        db.claim_due(lease, lease + Duration::minutes(2)).await.unwrap().is_some_and(|due| due.account != accounts[0])
    );

    let told = db.unread_of(accounts[0], 9).await.unwrap();
    assert_eq!(told.iter().map(|event| event.kind).collect::<Vec<_>>(), [AuditKind::EntryUnreadable], "once");
    assert!(db.unread_of(accounts[1], 9).await.unwrap().is_empty());
    assert_eq!(db.verify_audit_chain().await.unwrap().broken, None);

    // The person enters it again, and nothing of the damaged one is left.
    let again = Conclusion {
        account: accounts[0],
        ..asked(db, &account_of(db, accounts[0]).await, 1, Outcome::Unavailable).await
    };
    db.conclude(again, event(accounts[0], AuditKind::NumberNotMatched)).await.unwrap();
    assert!(db.waiting_entry(accounts[0]).await.unwrap().is_some());
    assert_eq!(db.backlog().await.unwrap().unreadable, 0);
}

async fn account_of(db: &Database, id: Uuid) -> Account {
    db.account(id).await.unwrap().unwrap()
}

fn micros_of(at: OffsetDateTime) -> i128 {
    at.unix_timestamp_nanos() / 1000
}
