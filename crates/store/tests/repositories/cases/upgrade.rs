//! What an earlier release, or an earlier list of keys, has left.

use crate::{
    setup::{Setup, new_key},
    values::*,
};
use congdan_domain::{Outcome, SlipReason};
use congdan_flows::ports::{
    accounts::{AccountWritten, Accounts, PersonWritten},
    audit::{AuditKind, AuditLog},
    deletion::Deletion,
    matching::{Matching, Purpose, Reserved},
    notifications::Notifications,
    slips::{SlipOwner, Slips},
};

pub async fn a_database_of_the_release_before_goes_on_under_the_names_of_today(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    agreed(db, &account).await;
    assert_eq!(opened(db, query(&account, now())).await, Reserved::Done);
    setup.back_to_the_release_before().await;
    assert!(!db.is_migrated().await.unwrap());
    db.migrate().await.unwrap();
    assert!(db.is_migrated().await.unwrap());
    db.migrate().await.unwrap();
    let old_names = "UPDATE seaql_migrations SET version = version WHERE version LIKE 'm20240615%'";
    assert_eq!(setup.execute(old_names).await, 0);
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().unwrap().id, account.id);
    assert_eq!(db.queries_of(account.id, 1).await.unwrap()[0].masked_number, "025*****9001");
}

pub async fn n09_the_tables_of_a_newer_release_are_good_enough(setup: Setup) {
    setup.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000000_newer', 0)").await;
    assert!(setup.database.is_migrated().await.unwrap());
    setup.execute("DELETE FROM seaql_migrations WHERE version = 'm20261129_193500_sealed_ledger'").await;
    setup.execute("DROP INDEX lookup_in_clear").await;
    setup.execute("ALTER TABLE lookup DROP COLUMN sealed_number").await;
    setup.database.migrate().await.unwrap();
    assert!(setup.database.is_migrated().await.unwrap(), "what is ours is added beside it");
}

pub async fn n07_nodes_with_opposite_key_order_let_one_account_have_a_number(setup: Setup) {
    let (i1, i2) = (setup.index_keys[0].clone(), new_key("i2"));
    let node = async |keys: [&String; 2]| setup.with_keys(&setup.encryption_keys, &keys.map(Clone::clone)).await;
    let (one, other) = (node([&i1, &i2]).await, node([&i2, &i1]).await);
    for last in 1..=12 {
        let claim = async |db: &congdan_store::Database| {
            let account = stored_without_number(db).await.id;
            (account, rewrite(db, account, person(last), event(account, AuditKind::NumberMatched)).await.unwrap())
        };
        let mut claims = <[_; 2]>::from(tokio::join!(claim(&one), claim(&other)));
        claims.sort_by_key(|(_, written)| *written != PersonWritten::Done);
        let [(owner, first), (_, second)] = claims;
        assert_eq!((first, second), (PersonWritten::Done, PersonWritten::NumberTaken), "round {last}");
        for db in [&one, &other] {
            assert_eq!(db.account_by_number(&number(last)).await.unwrap().unwrap().id, owner);
        }
        // The honest one goes on, wherever it is asked.
        let audit = event(owner, AuditKind::ProfileChanged);
        assert_eq!(rewrite(&other, owner, person(last), audit).await.unwrap(), PersonWritten::Done);
    }
}

pub async fn n07_one_common_key_is_enough(setup: Setup) {
    let (i1, i2, i3) = (setup.index_keys[0].clone(), new_key("i2"), new_key("i3"));
    let one = setup.with_keys(&setup.encryption_keys, &[i2.clone(), i1]).await;
    let other = setup.with_keys(&setup.encryption_keys, &[i3, i2]).await;
    let owner = stored(&one, person(1)).await;
    let stranger = stored_without_number(&other).await;
    let claim = rewrite(&other, stranger.id, person(1), event(stranger.id, AuditKind::NumberMatched)).await.unwrap();
    assert_eq!(claim, PersonWritten::NumberTaken);
    // The owner changes the number; the old one is free under every key, also under one that this node does not know.
    let audit = event(owner.id, AuditKind::NumberMatched);
    assert_eq!(rewrite(&other, owner.id, person(2), audit).await.unwrap(), PersonWritten::Done);
    let claim = rewrite(&one, stranger.id, person(1), event(stranger.id, AuditKind::NumberMatched)).await.unwrap();
    assert_eq!(claim, PersonWritten::Done);
}

pub async fn n07_after_a_rotation_the_old_key_may_go(setup: Setup) {
    let owner = stored(&setup.database, person(1)).await;
    let both = [new_key("i2"), setup.index_keys[0].clone()];
    setup.with_keys(&setup.encryption_keys, &both).await.catch_up().await.unwrap();
    let after = setup.with_keys(&setup.encryption_keys, &both[..1]).await;
    assert_eq!(after.account_by_number(&number(1)).await.unwrap().unwrap().id, owner.id);
    let stranger = stored_without_number(&after).await;
    let claim = rewrite(&after, stranger.id, person(1), event(stranger.id, AuditKind::NumberMatched)).await.unwrap();
    assert_eq!(claim, PersonWritten::NumberTaken);
}

pub async fn n07_a_person_who_cannot_be_read_does_not_stop_the_others(setup: Setup) {
    for last in 1..=3 {
        stored(&setup.database, person(last)).await;
    }
    let damaged = setup.database.account_by_number(&number(2)).await.unwrap().unwrap().id;
    let raw_id = match setup.raw().await.get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("'{damaged}'"),
        _ => format!("x'{}'", damaged.simple()),
    };
    assert_eq!(setup.execute(&format!("UPDATE person SET number = 'x' WHERE account_id = {raw_id}")).await, 1);
    let both = [new_key("i2"), setup.index_keys[0].clone()];
    setup.with_keys(&setup.encryption_keys, &both).await.catch_up().await.unwrap();
    let after = setup.with_keys(&setup.encryption_keys, &both[..1]).await;
    for last in [1, 3] {
        assert!(after.account_by_number(&number(last)).await.unwrap().is_some(), "{last}");
    }
}

pub async fn y04_a_number_that_an_earlier_release_kept_in_clear_is_sealed_or_dropped(setup: Setup) {
    let db = &setup.database;
    let (account, leaving) = (stored(db, person(1)).await, stored_without_number(db).await);
    for owner in [&account, &leaving] {
        agreed(db, owner).await;
        assert_eq!(opened(db, query(owner, now())).await, Reserved::Done);
    }
    let deleted = db.delete_account(leaving.id, &token(), event(leaving.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::Done);
    setup.back_to_the_release_before().await;
    db.migrate().await.unwrap();
    db.catch_up().await.unwrap();
    assert_eq!(setup.execute("UPDATE lookup SET purpose = purpose WHERE masked_number <> ''").await, 0);
    let sealed = "UPDATE lookup SET purpose = purpose WHERE sealed_number LIKE 'v1:%'";
    assert_eq!(setup.execute(sealed).await, 1, "the deleted account's is dropped");
    assert_eq!(db.queries_of(account.id, 9).await.unwrap()[0].masked_number, "025*****9001");
    assert_eq!(db.queries_of(leaving.id, 9).await.unwrap()[0].masked_number, "");
}

pub async fn y04_after_a_deletion_no_digit_of_the_number_is_left(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    agreed(db, &account).await;
    assert_eq!(opened(db, query(&account, now())).await, Reserved::Done);
    assert_eq!(db.queries_of(account.id, 9).await.unwrap()[0].masked_number, "025*****9001", "its owner sees it");
    let in_clear = "UPDATE lookup SET purpose = purpose WHERE masked_number <> '' OR sealed_number LIKE '%9001%'";
    assert_eq!(setup.execute(in_clear).await, 0);
    let deleted = db.delete_account(account.id, &token(), event(account.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::Done);
    let any = "UPDATE lookup SET purpose = purpose WHERE masked_number <> '' OR sealed_number IS NOT NULL";
    assert_eq!(setup.execute(any).await, 0);
    assert_eq!(setup.execute("UPDATE lookup SET purpose = purpose").await, 1, "the query itself stays recorded");
    assert_eq!(setup.execute("UPDATE person_number SET key_id = key_id").await, 0);
}

pub async fn n09_words_of_a_newer_release_are_unknown_and_fail_nothing(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let conclusion = asked(db, &account, 1, Outcome::NotFound).await;
    db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    db.record(event(account.id, AuditKind::NumberReleased)).await.unwrap();
    let paper = slip(Some(&account), SlipReason::NotFound);
    db.make_slip(SlipOwner::Account(account.id), paper.clone(), event(account.id, AuditKind::SlipMade)).await.unwrap();
    let known = &db.queries_of(account.id, 9).await.unwrap()[0];
    assert_eq!((known.purpose, known.outcome), (Some(Purpose::Match), Some(Outcome::NotFound)));
    assert!(db.slip_of(SlipOwner::Account(account.id), paper.id, now()).await.unwrap().is_some());

    setup.execute("UPDATE audit_event SET kind = 'invented_tomorrow' WHERE kind = 'number_not_matched'").await;
    setup.execute("UPDATE lookup SET purpose = 'invented_tomorrow', outcome = 'invented_tomorrow'").await;
    setup.execute("UPDATE slip SET reason = 'invented_tomorrow'").await;
    let events = db.events_of(account.id, 9).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&AuditKind::Unknown) && kinds.contains(&AuditKind::AccountCreated), "{kinds:?}");
    let released = db.newest_of(account.id, AuditKind::NumberReleased).await.unwrap();
    assert_eq!(released.map(|event| event.kind), Some(AuditKind::NumberReleased));
    assert!(db.newest_of(account.id, AuditKind::AccountsMerged).await.unwrap().is_none());
    assert_eq!(db.unread_of(account.id, 9).await.unwrap().len(), 1);
    let unknown = &db.queries_of(account.id, 9).await.unwrap()[0];
    assert_eq!((unknown.purpose, unknown.outcome, unknown.answered_at), (None, None, Some(now())));
    assert!(db.slip_of(SlipOwner::Account(account.id), paper.id, now()).await.unwrap().is_none());
}
