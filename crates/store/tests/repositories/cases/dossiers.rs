use crate::{setup::Setup, values::*};
use congdan_domain::DossierStatus;
use congdan_flows::ports::{
    audit::{AuditKind, AuditLog},
    dossiers::{DossierSearch, DossierSearched, Dossiers, Draft, DraftWritten, Owner, Submission},
    matching::Allowance,
};
use std::collections::BTreeSet;
use time::Duration;
use uuid::Uuid;

pub async fn a_draft_stays_intact(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let saved = kept(db, draft(&account)).await;
    let found = db.draft(account.id, "1.001193").await.unwrap().unwrap();
    assert_eq!((found.id, found.account, &found.procedure), (saved.id, saved.account, &saved.procedure));
    assert_eq!(found.entries, saved.entries);
    assert_eq!((found.step, found.wants_submission, found.updated_at), (3, true, now()));
    assert!(db.draft(account.id, "2.000815").await.unwrap().is_none());
    assert!(db.draft(other.id, "1.001193").await.unwrap().is_none());

    let mut changed = saved.clone();
    changed.entries.insert("ho_ten_con".to_owned(), "Nguyễn Thị Lan".to_owned());
    changed.step = 4;
    kept(db, changed.clone()).await;
    let second = Draft { id: Uuid::new_v4(), procedure: "2.000815".to_owned(), version: 0, ..changed.clone() };
    kept(db, second).await;
    let drafts = db.drafts_of(account.id).await.unwrap();
    assert_eq!(drafts.len(), 2, "one of each procedure");
    assert_eq!(db.draft(account.id, "1.001193").await.unwrap().unwrap().entries, changed.entries);
    db.drop_draft(account.id, "1.001193").await.unwrap();
    assert_eq!(db.drafts_of(account.id).await.unwrap().len(), 1);
}

pub async fn n10_of_twenty_windows_that_save_one_version_of_a_draft_one_does(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let seen = kept(db, draft(&account)).await;
    let saved = at_once(20, |turn| {
        let (db, mut draft) = (db.clone(), seen.clone());
        draft.entries.insert("ho_ten_con".to_owned(), format!("Cửa sổ {turn}"));
        async move { db.save_draft(draft).await.unwrap() }
    })
    .await;
    assert_eq!(saved.iter().filter(|saved| **saved == DraftWritten::Done).count(), 1);
    assert_eq!(db.draft(account.id, "1.001193").await.unwrap().unwrap().version, seen.version + 1);
}

pub async fn n10_a_draft_that_was_sent_is_not_written_back_and_a_newer_one_is_not_sent_unseen(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let seen = kept(db, draft(&account)).await;
    let newer = kept(db, Draft { step: 4, ..seen.clone() }).await;
    let send = async |draft: &Draft| {
        db.submit(submission(draft.clone()), event(account.id, AuditKind::DossierSubmitted)).await.unwrap()
    };
    assert!(send(&seen).await.is_none(), "somebody has changed it since");
    let filed = send(&newer).await.expect("as it was seen");
    assert_eq!(db.save_draft(newer.clone()).await.unwrap(), DraftWritten::Outdated);
    assert!(db.draft(account.id, "1.001193").await.unwrap().is_none(), "it is not there again");
    // Twin: the next application is another one, and the first answer stays what it was.
    let next = kept(db, Draft { id: Uuid::new_v4(), ..draft(&account) }).await;
    assert_eq!(send(&newer).await.unwrap().code, filed.code);
    assert_eq!(db.draft(account.id, "1.001193").await.unwrap().unwrap().id, next.id, "it is still there");
    assert_ne!(send(&next).await.unwrap().code, filed.code);
}

pub async fn t2_06_the_owners_number_finds_a_dossier_and_the_applicants_does_not(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    for (owner, found) in [
        (Owner::Applicant, [true, false]),
        (Owner::Other(Some(number(2))), [false, true]),
        (Owner::Other(None), [false, false]),
    ] {
        let sent = Submission { owner, ..submission(Draft { id: Uuid::new_v4(), ..draft(&account) }) };
        let audit = event(account.id, AuditKind::DossierSubmitted);
        let code = db.submit(sent.clone(), audit).await.unwrap().unwrap().code;
        for (last, found) in [1, 2].into_iter().zip(found) {
            let dossier = db.dossier_by_code_and_number(&code, &number(last)).await.unwrap();
            assert_eq!(dossier.is_some(), found, "{:?} by {last}", sent.owner);
        }
        assert!(db.dossier_of(account.id, &code).await.unwrap().is_some(), "the applicant sees it among their own");
    }
}

pub async fn t2_06_misses_are_counted_by_number_and_by_code_however_many_come_at_once(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let sent = submission(draft(&account));
    let code = db.submit(sent, event(account.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap().code;
    let search = |code: &str, last, at| DossierSearch {
        id: Uuid::new_v4(),
        code: code.to_owned(),
        number: number(last),
        at,
        per_number: Allowance { count: 5, since: at - Duration::hours(1) },
        per_code: Allowance { count: 3, since: at - Duration::hours(1) },
    };
    let all = at_once(20, |turn| {
        let (db, search) = (db.clone(), search(&format!("H44.12-260615-9{turn:03}"), 1, now()));
        async move { db.search_dossier(search).await.unwrap() }
    })
    .await;
    let mut missed: Vec<_> = all
        .iter()
        .filter_map(|searched| if let DossierSearched::Missed(misses) = searched { Some(*misses) } else { None })
        .collect();
    missed.sort_unstable();
    assert_eq!(missed, [1, 2, 3, 4, 5]);
    let right = async |last, at| db.search_dossier(search(&code, last, at)).await.unwrap();
    assert!(matches!(right(1, now()).await, DossierSearched::Held), "even the right pair");
    for last in 2..=4 {
        assert!(matches!(right(last, now()).await, DossierSearched::Missed(1)));
    }
    assert!(matches!(right(5, now()).await, DossierSearched::Held), "the code has had too many");
    // Twin: after the window it is found.
    let later = now() + Duration::hours(2);
    assert!(matches!(right(1, later).await, DossierSearched::Found(found) if found.code == code));
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
            db.submit(submission(draft(&account)), audit).await.unwrap().unwrap().code
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
        db.submit(submission, event(account.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap().code
    };
    assert_eq!(submit("H44.12", 0).await, "H44.12-260615-0001");
    assert_eq!(submit("H44.13", 0).await, "H44.13-260615-0001");
    assert_eq!(submit("H44.12", 1).await, "H44.12-260616-0001");
    assert_eq!(submit("H44.12", 0).await, "H44.12-260615-0002");
}

pub async fn g05_one_draft_sent_twenty_times_at_once_is_one_dossier(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let sent = kept(db, draft(&account)).await;
    let codes = at_once(20, |_| {
        let (db, sent, account) = (db.clone(), sent.clone(), account.id);
        async move {
            let audit = event(account, AuditKind::DossierSubmitted);
            db.submit(submission(sent), audit).await.unwrap().unwrap().code
        }
    })
    .await;
    assert!(codes.iter().all(|code| code == "H44.12-260615-0001"), "the same answer to everybody");
    assert_eq!(db.dossiers_of(account.id).await.unwrap().len(), 1);
    assert!(db.draft(account.id, "1.001193").await.unwrap().is_none());
    let recorded = db.events_of(account.id, 50).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::DossierSubmitted).count(), 1);
    let next =
        db.submit(submission(draft(&account)), event(account.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
    assert_eq!(next.code, "H44.12-260615-0002", "the losers left no gap");
}

pub async fn g01_a_dossier_is_shown_to_those_it_concerns(setup: Setup) {
    let db = &setup.database;
    let (owner, other) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let sent = draft(&owner);
    let filed =
        db.submit(submission(sent.clone()), event(owner.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
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
