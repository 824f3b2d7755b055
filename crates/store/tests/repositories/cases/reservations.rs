//! Attempts that are reserved, spent and given back (ADR 17).

use crate::{
    setup::{Setup, new_key},
    values::*,
};
use congdan_domain::{FullName, Outcome};
use congdan_flows::ports::{
    accounts::Account,
    audit::AuditKind,
    matching::{Allowance, AttemptsOf, Matching, QueryRecord, Reservation, Reserved, Spent},
};
use congdan_store::Database;
use time::Duration;
use uuid::Uuid;

const fn full(account: Spent, number: Spent) -> Reserved {
    Reserved::Full { account, number }
}

fn limited(query: &QueryRecord, last: u32, per_account: u32, per_number: u32) -> Reservation {
    let allowance = |count| (count > 0).then(|| Allowance { count, since: query.asked_at - Duration::hours(6) });
    Reservation {
        entry: entry(last),
        per_account: allowance(per_account),
        per_number: allowance(per_number),
        ..unlimited(query)
    }
}

/// The query, and what became of it.
async fn asks(db: &Database, account: &Account, last: u32, limits: (u32, u32)) -> (Uuid, Reserved) {
    agreed(db, account).await;
    let query = query(account, now());
    let reservation = limited(&query, last, limits.0, limits.1);
    (query.id, db.record_query(query, reservation).await.unwrap())
}

async fn ends(db: &Database, account: &Account, query: Uuid, last: u32, outcome: Outcome) {
    db.conclude(answer(query, account, last, outcome), event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
}

pub async fn t2_01_of_twenty_queries_of_one_account_at_once_five_may_be_made(setup: Setup) {
    let account = stored_without_number(&setup.database).await;
    let ask = |turn| {
        let (db, account) = (setup.database.clone(), account.clone());
        async move { asks(&db, &account, turn as u32, (5, 0)).await }
    };
    let all = at_once(20, ask).await;
    let made: Vec<_> = all.iter().filter(|(_, reserved)| *reserved == Reserved::Done).collect();
    assert_eq!(made.len(), 5);
    let refused = all.iter().filter(|(_, reserved)| *reserved == full(Spent::default(), Spent::default()));
    assert_eq!(refused.count(), 15, "nothing is spent yet");
    assert_eq!(
        setup.database.queries_of(account.id, 50).await.unwrap().len(),
        5,
        "and nothing is written for the others"
    );
}

pub async fn t2_01_of_twenty_accounts_at_one_number_at_once_three_may_ask_on_any_node(setup: Setup) {
    let (old, new) = (setup.index_keys[0].clone(), new_key("i2"));
    let node = async |keys: [&String; 2]| setup.with_keys(&setup.encryption_keys, &keys.map(Clone::clone)).await;
    let nodes = [node([&old, &new]).await, node([&new, &old]).await];
    let mut accounts = Vec::new();
    for _ in 0..20 {
        accounts.push(stored_without_number(&setup.database).await);
    }
    let ask = |turn: usize| {
        let (db, account) = (nodes[turn % 2].clone(), accounts[turn].clone());
        async move { asks(&db, &account, 1, (5, 3)).await.1 }
    };
    let all = at_once(20, ask).await;
    assert_eq!(all.iter().filter(|reserved| **reserved == Reserved::Done).count(), 3);
    // Twin: at another number everybody still has all their tries.
    assert_eq!(asks(&nodes[0], &accounts[19], 2, (5, 3)).await.1, Reserved::Done);
}

pub async fn t2_01_only_a_no_spends_what_was_reserved_and_everything_else_gives_it_back(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let silent = [Outcome::Unavailable, Outcome::Timeout, Outcome::Malformed];
    let others = [Outcome::Ambiguous, Outcome::Inactive, Outcome::RejectedInput, Outcome::Conflict];
    for outcome in [silent.as_slice(), others.as_slice()].concat() {
        let (query, reserved) = asks(db, &account, 1, (1, 1)).await;
        assert_eq!(reserved, Reserved::Done, "before {}", outcome.code());
        assert_eq!(asks(db, &account, 2, (1, 1)).await.1, full(Spent::default(), Spent::default()));
        ends(db, &account, query, 1, outcome).await;
    }
    let (query, _) = asks(db, &account, 1, (1, 1)).await;
    ends(db, &account, query, 1, Outcome::NotFound).await;
    let one = Spent { count: 1, oldest: Some(now()) };
    assert_eq!(db.spent_attempts(AttemptsOf::Account(account.id), now()).await.unwrap(), one);
    assert_eq!(asks(db, &account, 2, (1, 1)).await.1, full(one, Spent::default()));
}

pub async fn t2_04_the_same_entry_is_the_same_query_until_it_is_edited(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let (first, reserved) = asks(db, &account, 1, (5, 0)).await;
    assert_eq!(reserved, Reserved::Done);
    assert_eq!(asks(db, &account, 1, (5, 0)).await.1, Reserved::Same(first), "while it is open");
    ends(db, &account, first, 1, Outcome::NotFound).await;
    assert_eq!(asks(db, &account, 1, (5, 0)).await.1, Reserved::Same(first), "and once it is answered");
    assert_eq!(asks(db, &other, 1, (5, 0)).await.1, Reserved::Done, "another account asks for itself");
    let edited = query(&account, now());
    let reservation = limited(&edited, 1, 5, 0);
    let spelled = FullName::parse("Nguyễn Văn Ân").unwrap();
    let reservation = Reservation { entry: congdan_domain::Entry { full_name: spelled, ..entry(1) }, ..reservation };
    assert_eq!(db.record_query(edited, reservation).await.unwrap(), Reserved::Done, "and an edit is another query");

    let later = query(&account, now() + Duration::hours(7));
    let reservation = limited(&later, 1, 5, 0);
    assert_eq!(db.record_query(later, reservation).await.unwrap(), Reserved::Done, "as it is after the window");
}

pub async fn t2_05_a_query_that_died_is_closed_and_its_attempt_is_free(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let (dead, _) = asks(db, &account, 1, (1, 0)).await;
    let end = now() + Duration::minutes(2);
    assert_eq!(db.close_dead_queries(end - Duration::seconds(1)).await.unwrap(), 0, "it may still be answered");
    assert_eq!(db.query(dead).await.unwrap().unwrap().outcome, None);
    assert_eq!(db.close_dead_queries(end).await.unwrap(), 1);
    assert_eq!(db.close_dead_queries(end).await.unwrap(), 0, "once");
    let closed = db.query(dead).await.unwrap().unwrap();
    assert_eq!((closed.outcome, closed.answered_at), (Some(Outcome::Timeout), Some(end)));
    assert_eq!(asks(db, &account, 2, (1, 0)).await.1, Reserved::Done);
    // Twin: an answer that comes after all is kept, and counts.
    ends(db, &account, dead, 1, Outcome::NotFound).await;
    assert_eq!(db.query(dead).await.unwrap().unwrap().outcome, Some(Outcome::NotFound));
    assert_eq!(db.spent_attempts(AttemptsOf::Account(account.id), now()).await.unwrap().count, 1);
}

pub async fn t2_05_a_query_that_died_is_taken_over_by_one_and_never_once_it_is_answered(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let (dead, _) = asks(db, &account, 1, (5, 0)).await;
    let later = now() + Duration::seconds(3);
    let again = Reservation { query: dead, ..limited(&query(&account, later), 1, 5, 0) };
    let takers = at_once(20, |_| {
        let (db, again) = (db.clone(), again.clone());
        async move { db.reserve_again(again, now()).await.unwrap() }
    })
    .await;
    assert_eq!(takers.iter().filter(|reserved| **reserved == Reserved::Done).count(), 1);
    assert_eq!(takers.iter().filter(|reserved| **reserved == Reserved::Same(dead)).count(), 19);
    ends(db, &account, dead, 1, Outcome::NotFound).await;
    assert_eq!(db.reserve_again(again, later).await.unwrap(), Reserved::Same(dead), "what is spent stays spent");
    assert_eq!(db.spent_attempts(AttemptsOf::Account(account.id), now()).await.unwrap().count, 1);
}

pub async fn t2_01_a_waiting_entry_needs_an_attempt_each_time_it_is_asked_about(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let away = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(away.clone(), event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    let due = db.claim_due(away.next_at, away.next_at + Duration::minutes(2)).await.unwrap().unwrap();
    let again = Reservation { query: due.query, ..limited(&query(&account, now()), 1, 1, 0) };
    assert_eq!(db.reserve_again(again.clone(), now()).await.unwrap(), Reserved::Done);
    assert_eq!(asks(db, &account, 2, (1, 0)).await.1, full(Spent::default(), Spent::default()), "it counts");
    assert_eq!(db.reserve_again(again.clone(), now()).await.unwrap(), Reserved::Done, "its own is no obstacle");
    db.postpone(&due, Some(Outcome::Timeout), now()).await.unwrap();
    assert_eq!(asks(db, &account, 2, (1, 0)).await.1, Reserved::Done, "silence gives it back");
    assert_eq!(db.reserve_again(again, now()).await.unwrap(), full(Spent::default(), Spent::default()));
}
