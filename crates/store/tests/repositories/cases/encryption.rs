use super::{accounts::assert_same_person, synchronisation};
use crate::{
    setup::{Setup, new_key},
    values::*,
};
use congdan_domain::{Outcome, SlipReason, WantedPath};
use congdan_flows::ports::{
    StoreError,
    accounts::{Accounts, PersonWritten},
    audit::AuditKind,
    browser_memory::BrowserMemory,
    dossiers::{DossierSearch, DossierSearched, Dossiers},
    login_attempts::{Aim, LoginAttempt, LoginAttempts},
    matching::{Allowance, AttemptsOf, Matching},
    merging::{Merged, Merging},
    provider::AttemptSecrets,
    sessions::Sessions,
    slips::{SlipOwner, Slips},
    synchronisation::{Occasion, Synchronisations},
};
use congdan_store::Database;
use sea_orm::{ConnectionTrait, Statement};
use secrecy::ExposeSecret;
use time::Duration;
use uuid::Uuid;

/// One of everything that holds something personal or secret; answers with what must not be found anywhere.
pub async fn fill(db: &Database) -> Vec<String> {
    let account = stored(db, person(1)).await;
    let (cookie, browser, state) = (token(), token(), token());
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    db.begin_link(link(&account, &browser)).await.unwrap();
    let until = now() + Duration::minutes(5);
    let attempt = LoginAttempt {
        state: state.clone(),
        browser: browser.clone(),
        provider: "vneid".to_owned(),
        secrets: AttemptSecrets {
            nonce: "a-nonce-of-ours".to_owned().into(),
            pkce_verifier: "a-verifier-of-ours".to_owned().into(),
        },
        wanted: WantedPath::home(),
        aim: Aim::SignIn,
        expires_at: until,
    };
    db.begin_attempt(attempt).await.unwrap();
    db.remember(&browser, "form", "025085999001 Nguyễn Văn An".to_owned(), until).await.unwrap();
    for outcome in [Outcome::NotFound, Outcome::Unavailable] {
        let conclusion = asked(db, &account, 1, outcome).await;
        db.conclude(conclusion, event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    }
    let receipt = synchronisation::receipt(&account, Uuid::new_v4(), Occasion::SignIn);
    let audit = event(account.id, AuditKind::ProfileSynchronised);
    assert_eq!(
        db.synchronise_person(revised(db, account.id, person(1)).await, receipt, audit).await.unwrap(),
        PersonWritten::Done
    );
    db.record_asserted(account.identities[0].id, &person(1)).await.unwrap();
    db.submit(submission(draft(&account)), event(account.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
    kept(db, draft(&account)).await;
    let search = DossierSearch {
        id: Uuid::new_v4(),
        code: "H44.12-260615-9999".to_owned(),
        number: number(1),
        at: now(),
        per_number: Allowance { count: 0, since: now() },
        per_code: Allowance { count: 0, since: now() },
    };
    assert!(matches!(db.search_dossier(search).await.unwrap(), DossierSearched::Missed(1)));
    let guidance = slip(Some(&account), SlipReason::NotFound);
    let code = guidance.code.expose_secret().to_owned();
    db.make_slip(SlipOwner::Account(account.id), guidance, event(account.id, AuditKind::SlipMade)).await.unwrap();
    let other = stored(db, without_number(person(1))).await;
    let draft_of_both = draft(&other);
    kept(db, draft_of_both).await;
    for _ in 0..2 {
        let conflict = conflict(&other, &account, Uuid::new_v4());
        db.save_conflict(conflict.clone()).await.unwrap();
        let merged = merge_with(db, merge(&conflict), &account, &token()).await;
        // The second conflict stays: its account is closed.
        assert!(matches!(merged, Merged::Done | Merged::Outdated));
    }
    let mut hidden: Vec<String> = [
        "025085999001",
        "025*****9001",
        "Nguyễn Văn An",
        "Nguyễn Thị Mai",
        "Nguyễn An Nhiên",
        "01/01/1985",
        "Bằng Luân",
        "Hàng Trống",
        "0912345678",
        "an@example.vn",
        "203.0.113.7",
        "eyJhbGciOiJFUzI1NiJ9",
        "a-nonce-of-ours",
        "a-verifier-of-ours",
    ]
    .map(str::to_owned)
    .to_vec();
    hidden.extend([cookie, browser, state, code]);
    hidden
}

pub async fn secrets_and_personal_values_are_not_in_the_tables(setup: Setup) {
    let hidden = fill(&setup.database).await;
    let raw = setup.raw().await;
    let tables = [
        "account",
        "identity",
        "person",
        "person_number",
        "session",
        "login_attempt",
        "pending_link",
        "pending_merge",
        "merge_log",
        "match_attempt",
        "search_miss",
        "outbox",
        "slip",
        "consent",
        "lookup",
        "synchronisation",
        "audit_event",
        "draft",
        "dossier",
        "dossier_event",
        "flash",
    ];
    for table in tables {
        let backend = raw.get_database_backend();
        let rows = match backend {
            sea_orm::DbBackend::Postgres => format!("SELECT CAST(t.* AS text) AS line FROM {table} t"),
            _ => {
                let columns =
                    format!("SELECT group_concat(name, ' || '' '' || ') AS line FROM pragma_table_info('{table}')");
                let columns = raw.query_one_raw(Statement::from_string(backend, columns)).await.unwrap().unwrap();
                let columns: String = columns.try_get("", "line").unwrap();
                let columns = columns.split(" || ' ' || ").map(|name| format!("ifnull({name}, '')"));
                format!("SELECT CAST({} AS TEXT) AS line FROM {table}", columns.collect::<Vec<_>>().join(" || ' ' || "))
            }
        };
        let rows = raw.query_all_raw(Statement::from_string(backend, rows)).await.unwrap();
        assert!(!rows.is_empty() || table == "flash", "{table} has no row to look at");
        for row in rows {
            let line: Vec<u8> =
                row.try_get("", "line").or_else(|_| row.try_get::<String>("", "line").map(String::into_bytes)).unwrap();
            let line = String::from_utf8_lossy(&line);
            for value in &hidden {
                assert!(!line.contains(value.as_str()), "{table} tells {value}");
            }
        }
    }
}

pub async fn p02_a_value_moved_to_another_row_is_unreadable(setup: Setup) {
    let db = &setup.database;
    let (first, second) = (stored(db, without_number(person(1))).await, stored(db, person(2)).await);
    let from_second = "UPDATE person SET full_name = (SELECT p.full_name FROM person p WHERE p.number IS NOT NULL)";
    assert_eq!(setup.execute(from_second).await, 2);
    assert!(matches!(db.account(first.id).await, Err(StoreError::Unreadable)));
    assert!(db.account(second.id).await.unwrap().is_some(), "in its own place it is as it was");
    assert_eq!(setup.execute("UPDATE person SET address = full_name").await, 2);
    assert!(matches!(db.account(second.id).await, Err(StoreError::Unreadable)), "another column is another place");
}

pub async fn p03_a_new_key_reads_what_old_keys_wrote(setup: Setup) {
    let account = stored(&setup.database, person(1)).await;
    let other = stored_without_number(&setup.database).await;
    let no = asked(&setup.database, &other, 1, Outcome::NotFound).await;
    setup.database.conclude(no, event(other.id, AuditKind::NumberNotMatched)).await.unwrap();
    let filed = setup
        .database
        .submit(submission(draft(&account)), event(account.id, AuditKind::DossierSubmitted))
        .await
        .unwrap()
        .unwrap();

    let new_encryption = [vec![new_key("k2")], setup.encryption_keys.clone()].concat();
    let new_index = [vec![new_key("i2")], setup.index_keys.clone()].concat();
    let during = setup.with_keys(&new_encryption, &new_index).await;
    let found = during.account_by_number(&number(1)).await.unwrap().expect("the old index still finds");
    assert_same_person(&found.person, &person(1));
    assert!(during.dossier_by_code_and_number(&filed.code, &number(1)).await.unwrap().is_some());
    assert_eq!(during.spent_attempts(AttemptsOf::Number(&number(1)), now()).await.unwrap().count, 1);
    let audit = event(other.id, AuditKind::NumberMatched);
    let claim = rewrite(&during, other.id, person(1), audit).await.unwrap();
    assert_eq!(claim, PersonWritten::NumberTaken, "a new key is no way around the holder");

    let audit = event(account.id, AuditKind::ProfileChanged);
    assert_eq!(rewrite(&during, account.id, person(1), audit).await.unwrap(), PersonWritten::Done);
    let after = setup.with_keys(&new_encryption[..1], &new_index[..1]).await;
    let found = after.account_by_number(&number(1)).await.unwrap().expect("saving moved it to the new keys");
    assert_same_person(&found.person, &person(1));
}

pub async fn a_lost_key_is_told_as_unreadable(setup: Setup) {
    let account = stored(&setup.database, person(1)).await;
    let stranger = setup.with_keys(&[new_key("k1")], &setup.index_keys).await;
    assert!(matches!(stranger.account(account.id).await, Err(StoreError::Unreadable)));
}
