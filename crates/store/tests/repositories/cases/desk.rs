use crate::{setup::Setup, values::*};
use congdan_domain::DossierStatus;
use congdan_flows::ports::{
    accounts::Account,
    audit::{AuditEvent, AuditKind, AuditLog},
    dossiers::{DossierEvent, Dossiers, QueueFilter, QueuePart, Reading, ReceivedDossier, StatusChange, StatusWritten},
};
use congdan_store::Database;
use time::Duration;
use uuid::Uuid;

const UNIT: &[&str] = &["H44.12"];

/// Sent by this account, so many minutes after the first.
async fn filed(db: &Database, owner: &Account, minute: i64) -> String {
    let mut sent = submission(draft(owner));
    sent.at += Duration::minutes(minute);
    db.submit(sent, event(owner.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap().code
}

async fn received(db: &Database, code: &str) -> ReceivedDossier {
    db.received_dossier(UNIT, code).await.unwrap().unwrap()
}

fn for_both(citizen: Uuid, official: Uuid) -> [AuditEvent; 2] {
    [event(citizen, AuditKind::DossierStatusChanged), event(official, AuditKind::DossierDecided)]
}

async fn decide(db: &Database, code: &str, status: DossierStatus, note: Option<&str>, role: Option<Uuid>) {
    let found = received(db, code).await;
    let event = DossierEvent { at: now(), status, note: note.map(str::to_owned), role };
    let change = StatusChange { dossier: found.id, version: found.version, event };
    let audit = for_both(found.account, found.account);
    assert_eq!(db.change_status(change, audit).await.unwrap(), StatusWritten::Done);
}

async fn codes(db: &Database, filter: QueueFilter, skip: u64, limit: u64) -> Vec<String> {
    let queue = db.queue(UNIT, filter, QueuePart { skip, limit }).await.unwrap();
    queue.dossiers.into_iter().map(|dossier| dossier.code).collect()
}

pub async fn y02_a_queue_shows_what_waits_oldest_first_and_what_is_over_newest_first(setup: Setup) {
    let db = &setup.database;
    let owner = stored(db, person(1)).await;
    let mut sent = Vec::new();
    for minute in 0..4 {
        sent.push(filed(db, &owner, minute).await);
    }
    for ended in [0, 1] {
        decide(db, &sent[ended], DossierStatus::DELIVERED, None, None).await;
    }
    let [first, second, third, fourth] = <[String; 4]>::try_from(sent).unwrap();
    let all = async |filter| codes(db, filter, 0, 10).await;
    assert_eq!(all(QueueFilter::Waiting).await, [&third, &fourth].map(String::as_str));
    assert_eq!(all(QueueFilter::Over).await, [&second, &first].map(String::as_str));
    assert_eq!(all(QueueFilter::Status(DossierStatus::REGISTERED)).await, [&third, &fourth].map(String::as_str));
    assert_eq!(all(QueueFilter::Status(DossierStatus::DELIVERED)).await, [&second, &first].map(String::as_str));
    assert_eq!(all(QueueFilter::All).await, [&fourth, &third, &second, &first].map(String::as_str));
    assert!(all(QueueFilter::Status(DossierStatus::DONE)).await.is_empty());
    let elsewhere = db.queue(&["H44.13"], QueueFilter::All, QueuePart { skip: 0, limit: 10 }).await.unwrap();
    assert_eq!((elsewhere.dossiers.len(), elsewhere.total), (0, 0), "another unit's");
}

pub async fn y02_a_queue_comes_in_parts_without_gaps(setup: Setup) {
    let db = &setup.database;
    let owner = stored(db, person(1)).await;
    let mut sent = Vec::new();
    // The last three in the same moment.
    for minute in [0, 1, 2, 2, 2] {
        sent.push(filed(db, &owner, minute).await);
    }
    let mut parts = Vec::new();
    for skip in [0, 2, 4, 6] {
        parts.extend(codes(db, QueueFilter::Waiting, skip, 2).await);
    }
    assert_eq!(parts, sent, "each once, in order");
    assert_eq!(db.queue(UNIT, QueueFilter::Waiting, QueuePart { skip: 4, limit: 2 }).await.unwrap().total, 5);
}

pub async fn y02_a_status_comes_with_its_words_and_its_role(setup: Setup) {
    let db = &setup.database;
    let owner = stored(db, person(1)).await;
    let (code, role) = (filed(db, &owner, 0).await, Uuid::new_v4());
    let words = Some("Cần bổ sung Giấy chứng sinh");
    decide(db, &code, DossierStatus::PAPERS_REQUESTED, words, Some(role)).await;
    decide(db, &code, DossierStatus::ACCEPTED, None, None).await;
    let found = db.dossier_of(owner.id, &code).await.unwrap().unwrap();
    assert_eq!(found.status, DossierStatus::ACCEPTED);
    let way: Vec<_> =
        found.events.iter().map(|event| (event.status.number(), event.note.as_deref(), event.role)).collect();
    assert_eq!(way, [(1, None, None), (5, words, Some(role)), (2, None, None)]);
    assert_eq!(received(db, &code).await.version, 3);

    let event = DossierEvent { at: now(), status: DossierStatus::DONE, note: None, role: None };
    let nowhere = StatusChange { dossier: Uuid::new_v4(), version: 1, event };
    db.change_status(nowhere, for_both(owner.id, owner.id)).await.unwrap_err();
}

pub async fn y02_of_twenty_officials_with_one_version_one_decides(setup: Setup) {
    let db = &setup.database;
    let (owner, official) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let code = filed(db, &owner, 0).await;
    let seen = received(db, &code).await;
    let written = at_once(20, |turn| {
        let (db, dossier, version) = (db.clone(), seen.id, seen.version);
        let audit = for_both(owner.id, official.id);
        async move {
            let status = if turn % 2 == 0 { DossierStatus::ACCEPTED } else { DossierStatus::REFUSED };
            let event = DossierEvent { at: now(), status, note: Some(turn.to_string()), role: None };
            db.change_status(StatusChange { dossier, version, event }, audit).await.unwrap()
        }
    })
    .await;
    assert_eq!(written.iter().filter(|written| **written == StatusWritten::Done).count(), 1);
    let found = received(db, &code).await;
    assert_eq!((found.version, found.dossier.events.len()), (2, 2), "nothing was overwritten");
    for (account, kind) in [(owner.id, AuditKind::DossierStatusChanged), (official.id, AuditKind::DossierDecided)] {
        let recorded = db.events_of(account, 50).await.unwrap();
        assert_eq!(recorded.iter().filter(|event| event.kind == kind).count(), 1, "{kind:?}");
    }
    // Twin: who has seen the new version goes on.
    let next = if found.dossier.status == DossierStatus::ACCEPTED {
        DossierStatus::IN_PROGRESS
    } else {
        DossierStatus::STOPPED
    };
    decide(db, &code, next, None, None).await;
}

pub async fn y01_a_reading_is_kept_and_recorded_for_both(setup: Setup) {
    let db = &setup.database;
    let (owner, official) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let (code, other) = (filed(db, &owner, 0).await, filed(db, &owner, 1).await);
    let dossier = received(db, &code).await.id;
    let reading =
        |minute| Reading { at: now() + Duration::minutes(minute), unit: "H44.12".to_owned(), role: Uuid::nil() };
    for minute in 0..3 {
        let audit = [event(owner.id, AuditKind::DossierOpened), event(official.id, AuditKind::DossierShown)];
        db.record_reading(dossier, reading(minute), audit).await.unwrap();
    }
    assert_eq!(db.readings_of(&code, 2).await.unwrap(), [reading(2), reading(1)], "newest first");
    assert!(db.readings_of(&other, 10).await.unwrap().is_empty());
    assert!(db.readings_of("H44.12-260615-9999", 10).await.unwrap().is_empty());
    for (account, kind) in [(owner.id, AuditKind::DossierOpened), (official.id, AuditKind::DossierShown)] {
        let recorded = db.events_of(account, 50).await.unwrap();
        assert_eq!(recorded.iter().filter(|event| event.kind == kind).count(), 3, "{kind:?}");
    }
    let audit = [event(owner.id, AuditKind::DossierOpened), event(official.id, AuditKind::DossierShown)];
    db.record_reading(Uuid::new_v4(), reading(9), audit).await.unwrap_err();
    assert_eq!(db.events_of(owner.id, 50).await.unwrap().len(), 3 + 2 + 1, "nothing is recorded of no dossier");
}
