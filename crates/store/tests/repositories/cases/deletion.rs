use crate::{setup::Setup, values::*};
use congdan_domain::{Outcome, SlipReason};
use congdan_flows::ports::{
    accounts::{Account, AccountCreated, AccountWritten, Accounts, Identity},
    audit::{AuditKind, AuditLog},
    consents::Consents,
    deletion::Deletion,
    dossiers::Dossiers,
    matching::{Matching, Purpose},
    sessions::Sessions,
    slips::{SlipOwner, Slips},
    suspension::Suspension,
};
use uuid::Uuid;

/// How many rows there are, whoever's.
async fn rows(setup: &Setup, table: &str) -> u64 {
    setup.execute(&format!("UPDATE {table} SET account_id = account_id")).await
}

pub async fn p05_a_deleted_account_keeps_what_an_authority_has_and_nothing_of_the_person(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let identity = &account.identities[0];
    let cookie = token();
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    let filed =
        db.submit(submission(draft(&account)), event(account.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
    kept(db, draft(&account)).await;
    for outcome in [Outcome::NotFound, Outcome::Unavailable] {
        let asked = asked(db, &account, 1, outcome).await;
        db.conclude(asked, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    }
    let made = event(account.id, AuditKind::SlipMade);
    let paper = slip(Some(&account), SlipReason::NotFound);
    db.make_slip(SlipOwner::Account(account.id), paper, made).await.unwrap();
    let gone = ["identity", "person", "session", "draft", "outbox", "slip"];
    for table in gone {
        assert_eq!(rows(&setup, table).await, 1, "{table}");
    }

    let browser = token();
    let delete = || db.delete_account(account.id, &browser, event(account.id, AuditKind::AccountDeleted));
    assert_eq!(delete().await.unwrap(), AccountWritten::Done);
    assert_eq!(delete().await.unwrap(), AccountWritten::AccountClosed, "a second press");
    for table in gone {
        assert_eq!(rows(&setup, table).await, 0, "{table}");
    }
    for (table, kept) in [("dossier", 1), ("lookup", 2), ("match_attempt", 1)] {
        assert_eq!(rows(&setup, table).await, kept, "{table}");
    }
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert!(db.account(account.id).await.unwrap().is_none());
    assert!(db.consent_given(account.id, Purpose::Match).await.unwrap().is_none(), "withdrawn");
    assert!(db.account_by_number(&number(1)).await.unwrap().is_none());
    assert_eq!(db.out_of_use_by_number(&number(1)).await.unwrap(), None);
    assert!(
        db.dossier_by_code_and_number(&filed.code, &number(1)).await.unwrap().is_some(),
        "an authority works on it"
    );
    let events = db.events_of(account.id, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.kind == AuditKind::AccountDeleted).count(), 1);
    assert_eq!(db.verify_audit_chain().await.unwrap().broken, None);

    // The same person comes back as a new one, with the same number.
    assert!(db.account_by_identity(&identity.issuer, &identity.subject).await.unwrap().is_none());
    let returning = Identity { id: Uuid::new_v4(), ..identity.clone() };
    let anew = Account { identities: vec![returning], ..crate::values::account(person(1)) };
    let created = db.create_account(anew.clone(), event(anew.id, AuditKind::AccountCreated)).await.unwrap();
    assert_eq!(created, AccountCreated::Done);
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().unwrap().id, anew.id);
}

pub async fn p05_of_twenty_who_delete_at_once_one_does(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let ended = at_once(20, |_| {
        let (db, id) = (db.clone(), account.id);
        async move { db.delete_account(id, &token(), event(id, AuditKind::AccountDeleted)).await.unwrap() }
    })
    .await;
    assert_eq!(ended.iter().filter(|ended| **ended == AccountWritten::Done).count(), 1);
}

pub async fn p05_a_suspended_account_is_not_deleted(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let _ = db.suspend(account.id, event(account.id, AuditKind::AccountSuspended)).await.unwrap();
    let deleted = db.delete_account(account.id, &token(), event(account.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::AccountClosed);
    let _ = db.restore(account.id, event(account.id, AuditKind::AccountRestored)).await.unwrap();
    assert_eq!(db.account(account.id).await.unwrap().unwrap().identities.len(), 1);
}

pub async fn p05_an_identity_that_a_merge_brought_goes_with_the_sessions_it_had_before(setup: Setup) {
    let db = &setup.database;
    let (stays, closed) = (stored(db, person(1)).await, stored_without_number(db).await);
    let opened = event(closed.id, AuditKind::SignedIn);
    db.open_session(session(&closed, &token()), None, opened).await.unwrap();
    // The account that stays is the one with a number.
    let moved = "UPDATE identity SET account_id = (SELECT account_id FROM person_number)";
    assert_eq!(setup.execute(moved).await, 2);
    let deleted = db.delete_account(stays.id, &token(), event(stays.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::Done);
    assert_eq!((rows(&setup, "identity").await, rows(&setup, "session").await), (0, 0));
}
