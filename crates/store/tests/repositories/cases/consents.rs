use crate::{setup::Setup, values::*};
use congdan_domain::Outcome;
use congdan_flows::ports::{
    accounts::{AccountWritten, Accounts, PersonWritten},
    audit::{AuditKind, AuditLog},
    consents::{Agreement, ConsentText, Consents, StoredConsent, TextLanguage, Withdrawn},
    matching::{Matching, Purpose, Reserved},
};
use congdan_store::Database;
use time::Duration;
use uuid::Uuid;

async fn withdraw(db: &Database, account: Uuid, purpose: Purpose) -> Withdrawn {
    let audit = event(account, AuditKind::ConsentWithdrawn);
    db.withdraw_consent(account, purpose, audit).await.unwrap()
}

async fn withdrawals(db: &Database, account: Uuid) -> usize {
    let events = db.events_of(account, 100).await.unwrap();
    events.iter().filter(|event| event.kind == AuditKind::ConsentWithdrawn).count()
}

pub async fn y03_a_consent_is_kept_for_each_purpose_with_its_text(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await.id;
    let agree = async |version, language, purposes, at| {
        let text = ConsentText { version, language };
        let agreement = Agreement { id: Uuid::new_v4(), purposes, text, at };
        assert_eq!(db.agree(account, agreement).await.unwrap(), AccountWritten::Done);
    };
    let both: &[Purpose] = &[Purpose::Match, Purpose::Synchronise];
    agree(2, TextLanguage::Vi, both, now()).await;
    // Ticked again beside the same text: it stands already.
    agree(2, TextLanguage::Vi, both, now() + Duration::HOUR).await;
    assert_eq!(withdraw(db, account, Purpose::Synchronise).await, Withdrawn::Done);
    agree(3, TextLanguage::En, &[Purpose::Synchronise], now() + Duration::DAY).await;
    let kept = |purpose, version, language, given_at, withdrawn_at| StoredConsent {
        purpose,
        version,
        language: Some(language),
        given_at,
        withdrawn_at,
    };
    assert_eq!(
        db.consents_of(account).await.unwrap(),
        [
            kept(Purpose::Synchronise, 3, TextLanguage::En, now() + Duration::DAY, None),
            kept(Purpose::Match, 2, TextLanguage::Vi, now(), None),
            kept(Purpose::Synchronise, 2, TextLanguage::Vi, now(), Some(now())),
        ]
    );
}

pub async fn y03_withdrawing_drops_what_waits_and_nothing_is_asked_after_it(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let away = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(away, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    withdraw(db, account.id, Purpose::Synchronise).await;
    assert!(db.waiting_entry(account.id).await.unwrap().is_some(), "it waits on the other consent");
    withdraw(db, account.id, Purpose::Match).await;
    assert!(db.waiting_entry(account.id).await.unwrap().is_none());
    assert_eq!(db.consent_given(account.id, Purpose::Match).await.unwrap(), None);
    assert_eq!(opened(db, query(&account, now())).await, Reserved::AccountClosed);
    assert_eq!(db.queries_of(account.id, 9).await.unwrap().len(), 1);
    assert_eq!(withdraw(db, account.id, Purpose::Match).await, Withdrawn::NotGiven);
    assert_eq!(withdrawals(db, account.id).await, 2, "pressed twice, recorded once");
    // The twin: given again, it goes on.
    asked(db, &account, 1, Outcome::Matched).await;
    assert_eq!(db.queries_of(account.id, 9).await.unwrap().len(), 2);
}

pub async fn y03_an_answer_that_comes_after_the_withdrawal_changes_nothing(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let under_way = asked(db, &account, 1, Outcome::Matched).await;
    withdraw(db, account.id, Purpose::Match).await;
    let revision = revised(db, account.id, person(1)).await;
    let audit = event(account.id, AuditKind::NumberMatched);
    assert_eq!(db.conclude_match(under_way.clone(), revision, audit).await.unwrap(), PersonWritten::Outdated);
    assert!(db.account(account.id).await.unwrap().unwrap().person.number.is_none());
    // The register is silent instead: nothing waits for it.
    let mut silent = under_way;
    silent.outcome = Outcome::Timeout;
    db.conclude(silent, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    assert!(db.waiting_entry(account.id).await.unwrap().is_none());
    assert_eq!(db.queries_of(account.id, 9).await.unwrap()[0].outcome, Some(Outcome::Timeout), "the ledger is true");
}

pub async fn y03_of_a_withdrawal_and_an_answer_at_once_the_record_says_which_was_first(setup: Setup) {
    let db = &setup.database;
    for last in 1..=8 {
        let account = stored_without_number(db).await;
        let under_way = asked(db, &account, last, Outcome::Matched).await;
        let revision = revised(db, account.id, person(last)).await;
        let answer = db.conclude_match(under_way, revision, event(account.id, AuditKind::NumberMatched));
        let (written, withdrawn) = tokio::join!(answer, withdraw(db, account.id, Purpose::Match));
        assert_eq!(withdrawn, Withdrawn::Done);
        let is_matched = db.account(account.id).await.unwrap().unwrap().person.number.is_some();
        assert_eq!(written.unwrap() == PersonWritten::Done, is_matched);
        // Newest first.
        let kinds: Vec<_> = db.events_of(account.id, 9).await.unwrap().iter().map(|event| event.kind).collect();
        let expected: &[_] = if is_matched {
            &[AuditKind::ConsentWithdrawn, AuditKind::NumberMatched, AuditKind::AccountCreated]
        } else {
            &[AuditKind::ConsentWithdrawn, AuditKind::AccountCreated]
        };
        assert_eq!(kinds, expected);
    }
}

pub async fn y03_consents_of_an_earlier_release_have_their_querys_purpose(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    agreed(db, &account).await;
    for purpose in [Purpose::Match, Purpose::Synchronise] {
        let mut asked = query(&account, now());
        asked.purpose = Some(purpose);
        assert_eq!(opened(db, asked).await, Reserved::Done);
    }
    let id = match setup.raw().await.get_database_backend() {
        sea_orm::DbBackend::Postgres => "uuid",
        _ => "uuid_text",
    };
    for statement in [
        "DROP TABLE consent".to_owned(),
        format!(
            "CREATE TABLE consent (lookup_id {id} PRIMARY KEY REFERENCES lookup (id), \
             account_id {id} NOT NULL REFERENCES account (id), given_at bigint NOT NULL, withdrawn_at bigint)"
        ),
        "CREATE INDEX consent_of_account ON consent (account_id, given_at)".to_owned(),
        "INSERT INTO consent (lookup_id, account_id, given_at) SELECT id, account_id, asked_at FROM lookup".to_owned(),
        "UPDATE consent SET withdrawn_at = given_at WHERE lookup_id IN (SELECT id FROM lookup WHERE purpose = 'match')"
            .to_owned(),
        "DELETE FROM seaql_migrations WHERE version = 'm20261130_084000_consents'".to_owned(),
    ] {
        setup.execute(&statement).await;
    }
    db.migrate().await.unwrap();
    let older =
        |purpose, withdrawn_at| StoredConsent { purpose, version: 1, language: None, given_at: now(), withdrawn_at };
    let expected = [older(Purpose::Match, Some(now())), older(Purpose::Synchronise, None)];
    assert_eq!(db.consents_of(account.id).await.unwrap(), expected);
    // A node of the release before adds a row, and this one reads it.
    let older_node = "INSERT INTO consent (lookup_id, account_id, given_at) SELECT id, account_id, asked_at FROM lookup \
                      WHERE purpose = 'synchronise'";
    setup.execute(older_node).await;
    assert_eq!(db.consent_given(account.id, Purpose::Match).await.unwrap(), Some(now()));
}
