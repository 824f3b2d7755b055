use crate::{setup::Setup, values::*};
use congdan_domain::DossierStatus;
use congdan_flows::ports::{
    audit::{AuditKind, AuditLog},
    dossiers::{Dossiers, Draft, Submission},
};
use std::collections::BTreeSet;
use time::Duration;
use uuid::Uuid;

pub async fn a_draft_stays_intact(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let saved = draft(&account);
    db.save_draft(saved.clone()).await.unwrap();
    let found = db.draft(account.id, "1.001193").await.unwrap().unwrap();
    assert_eq!((found.id, found.account, &found.procedure), (saved.id, saved.account, &saved.procedure));
    assert_eq!(found.entries, saved.entries);
    assert_eq!((found.step, found.wants_submission, found.updated_at), (3, true, now()));
    assert!(db.draft(account.id, "2.000815").await.unwrap().is_none());
    assert!(db.draft(other.id, "1.001193").await.unwrap().is_none());

    let mut changed = saved.clone();
    changed.entries.insert("ho_ten_con".to_owned(), "Nguyễn Thị Lan".to_owned());
    changed.step = 4;
    db.save_draft(changed.clone()).await.unwrap();
    let second = Draft { id: Uuid::new_v4(), procedure: "2.000815".to_owned(), ..changed.clone() };
    db.save_draft(second).await.unwrap();
    let drafts = db.drafts_of(account.id).await.unwrap();
    assert_eq!(drafts.len(), 2, "one of each procedure");
    assert_eq!(db.draft(account.id, "1.001193").await.unwrap().unwrap().entries, changed.entries);
    db.drop_draft(account.id, "1.001193").await.unwrap();
    assert_eq!(db.drafts_of(account.id).await.unwrap().len(), 1);
}

pub async fn fifty_submissions_at_once_are_numbered_without_gaps(setup: Setup) {
    let db = &setup.database;
    let mut accounts = Vec::new();
    for _ in 0..50 {
        accounts.push(stored_without_number(db).await);
    }
    let codes = at_once(50, |turn| {
        let (db, account) = (db.clone(), accounts[turn].clone());
        async move {
            let audit = event(account.id, AuditKind::DossierSubmitted);
            db.submit(submission(draft(&account)), audit).await.unwrap().code
        }
    })
    .await;
    let expected: BTreeSet<String> = (1..=50).map(|running| format!("H44.12-260615-{running:04}")).collect();
    assert_eq!(codes.into_iter().collect::<BTreeSet<_>>(), expected);
}

pub async fn each_unit_and_day_counts_for_itself(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let submit = async |unit: &str, days| {
        let submission = Submission {
            unit: unit.to_owned(),
            day: day() + Duration::days(days),
            ..submission(Draft { id: Uuid::new_v4(), ..draft(&account) })
        };
        db.submit(submission, event(account.id, AuditKind::DossierSubmitted)).await.unwrap().code
    };
    assert_eq!(submit("H44.12", 0).await, "H44.12-260615-0001");
    assert_eq!(submit("H44.13", 0).await, "H44.13-260615-0001");
    assert_eq!(submit("H44.12", 1).await, "H44.12-260616-0001");
    assert_eq!(submit("H44.12", 0).await, "H44.12-260615-0002");
}

pub async fn g05_one_draft_sent_twenty_times_at_once_is_one_dossier(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let sent = draft(&account);
    db.save_draft(sent.clone()).await.unwrap();
    let codes = at_once(20, |_| {
        let (db, sent, account) = (db.clone(), sent.clone(), account.id);
        async move {
            let audit = event(account, AuditKind::DossierSubmitted);
            db.submit(submission(sent), audit).await.unwrap().code
        }
    })
    .await;
    assert!(codes.iter().all(|code| code == "H44.12-260615-0001"), "the same answer to everybody");
    assert_eq!(db.dossiers_of(account.id).await.unwrap().len(), 1);
    assert!(db.draft(account.id, "1.001193").await.unwrap().is_none());
    let recorded = db.events_of(account.id, 50).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::DossierSubmitted).count(), 1);
    let next = db.submit(submission(draft(&account)), event(account.id, AuditKind::DossierSubmitted)).await.unwrap();
    assert_eq!(next.code, "H44.12-260615-0002", "the losers left no gap");
}

pub async fn g01_a_dossier_is_shown_to_those_it_concerns(setup: Setup) {
    let db = &setup.database;
    let (owner, other) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let sent = draft(&owner);
    let filed = db.submit(submission(sent.clone()), event(owner.id, AuditKind::DossierSubmitted)).await.unwrap();
    assert_eq!(filed.entries, sent.entries);
    assert_eq!((filed.status, filed.events.len()), (DossierStatus::REGISTERED, 1));
    let code = filed.code.as_str();
    assert_eq!(db.dossier_of(owner.id, code).await.unwrap().unwrap().entries, sent.entries);
    assert!(db.dossier_of(other.id, code).await.unwrap().is_none());
    assert!(db.dossiers_of(other.id).await.unwrap().is_empty());
    assert!(db.dossier_by_code_and_number(code, &number(1)).await.unwrap().is_some());
    assert!(db.dossier_by_code_and_number(code, &number(2)).await.unwrap().is_none());
    assert!(db.dossier_by_code_and_number("H44.12-260615-0009", &number(1)).await.unwrap().is_none());
    let received = db.received_dossier(&["H44.12"], code).await.unwrap().unwrap();
    assert_eq!((received.account, received.number, received.version), (owner.id, number(1), 1));
    assert!(db.received_dossier(&["H44.13"], code).await.unwrap().is_none());
    assert!(db.received_dossier(&["H44.13", "H44.12"], code).await.unwrap().is_some());
    assert!(db.received_dossier(&["H44.12"], "\0").await.unwrap().is_none());
}
