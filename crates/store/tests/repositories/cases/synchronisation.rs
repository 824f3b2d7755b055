use super::accounts::assert_same_person;
use crate::{setup::Setup, values::*};
use congdan_domain::{
    Outcome,
    comparison::{Difference, Fact, Row, Side},
    difference::NameDifference,
};
use congdan_flows::ports::{
    accounts::{Account, AccountWritten, Accounts, Contact, Person, PersonWritten, Revision, Source},
    audit::{AuditKind, AuditLog},
    matching::Matching,
    synchronisation::{Compared, Occasion, Receipt, Synchronisations},
};
use time::Duration;
use uuid::Uuid;

/// The name was another one before.
pub fn receipt(account: &Account, id: Uuid, occasion: Occasion) -> Receipt {
    let difference = Difference::Name(vec![NameDifference::MiddleName]);
    let word = |text: &str, source| field(text.to_owned(), source);
    let row = Compared {
        row: Row { fact: Fact::FullName, kept: Side::Register, changes: true, difference },
        profile: word("Nguyễn An Nhiên", Source::Declared),
        vneid: None,
        register: word("Nguyễn Văn An", Source::Register),
    };
    let reference = "ABCDEFGH".to_owned();
    Receipt { id, account: account.id, at: now(), occasion, reference, rows: vec![row] }
}

fn assert_same_receipt(found: &Receipt, saved: &Receipt) {
    assert_eq!((found.id, found.account, found.at), (saved.id, saved.account, saved.at));
    assert_eq!((found.occasion, &found.reference), (saved.occasion, &saved.reference));
    assert_eq!(found.rows.len(), saved.rows.len());
    for (found, saved) in found.rows.iter().zip(&saved.rows) {
        assert_eq!(found.row, saved.row);
        assert_eq!((&found.profile, &found.vneid, &found.register), (&saved.profile, &saved.vneid, &saved.register));
    }
}

pub async fn a_providers_word_stands_beside_the_person(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored(db, person(1)).await, stored(db, person(2)).await);
    assert!(db.asserted(account.id).await.unwrap().is_empty(), "nothing was said yet");
    let said = Person { address: None, contact: Contact::default(), matched_at: None, ..person(3) };
    for said in [person(4), said.clone()] {
        db.record_asserted(account.identities[0].id, &said).await.unwrap();
    }
    let asserted = db.asserted(account.id).await.unwrap();
    assert_eq!(asserted.len(), 1, "the latest word only");
    assert_eq!((asserted[0].identity, &*asserted[0].provider), (account.identities[0].id, "vneid"));
    assert_same_person(&asserted[0].person, &said);
    assert_same_person(&db.account(account.id).await.unwrap().unwrap().person, &person(1));
    assert!(db.asserted(other.id).await.unwrap().is_empty());
    assert!(db.account_by_number(&number(3)).await.unwrap().is_none(), "a word is no claim");
}

pub async fn a_match_leaves_its_receipt(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let mut conclusion = asked(db, &account, 1, Outcome::Matched).await;
    let saved = receipt(&account, conclusion.query, Occasion::Profile);
    conclusion.receipt = Some(saved.clone());
    let audit = event(account.id, AuditKind::ProfileSynchronised);
    let revision = revised(db, account.id, person(1)).await;
    assert_eq!(db.conclude_match(conclusion, revision, audit).await.unwrap(), PersonWritten::Done);
    assert_same_receipt(&db.receipt_of(account.id, saved.id).await.unwrap().unwrap(), &saved);
    assert_same_receipt(&db.receipts_of(account.id, 10).await.unwrap()[0], &saved);
}

pub async fn an_answer_to_a_waiting_entry_leaves_its_receipt_once(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let mut conclusion = asked(db, &account, 1, Outcome::Unavailable).await;
    db.conclude(conclusion.clone(), event(account.id, AuditKind::NumberNotMatched)).await.unwrap();
    conclusion.outcome = Outcome::Matched;
    conclusion.receipt = Some(receipt(&account, conclusion.query, Occasion::Profile));
    let audit = || event(account.id, AuditKind::ProfileSynchronised);
    let revision = revised(db, account.id, person(1)).await;
    let done = db.conclude_due(conclusion.clone(), Some(revision.clone()), audit()).await.unwrap();
    assert_eq!(done, Some(PersonWritten::Done));
    assert_eq!(db.conclude_due(conclusion, Some(revision), audit()).await.unwrap(), None);
    assert_eq!(db.receipts_of(account.id, 10).await.unwrap().len(), 1);
}

pub async fn l01_a_refused_number_leaves_neither_person_nor_receipt(setup: Setup) {
    let db = &setup.database;
    let (_holder, account) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let saved = receipt(&account, Uuid::new_v4(), Occasion::SignIn);
    let audit = event(account.id, AuditKind::ProfileSynchronised);
    let revision = revised(db, account.id, person(1)).await;
    assert_eq!(db.synchronise_person(revision, saved, audit).await.unwrap(), PersonWritten::NumberTaken);
    assert_same_person(&db.account(account.id).await.unwrap().unwrap().person, &person(2));
    assert!(db.receipts_of(account.id, 10).await.unwrap().is_empty());
    assert_eq!(db.events_of(account.id, 10).await.unwrap().len(), 1, "only its creation");
}

pub async fn g01_a_receipt_is_found_by_its_own_account_only_newest_first(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let mut ids = Vec::new();
    for hour in 0..3 {
        let mut saved = receipt(&account, Uuid::new_v4(), Occasion::SignIn);
        saved.at = now() + Duration::hours(hour);
        ids.insert(0, saved.id);
        let audit = event(account.id, AuditKind::ProfileSynchronised);
        let revision = revised(db, account.id, person(1)).await;
        assert_eq!(db.synchronise_person(revision, saved, audit).await.unwrap(), PersonWritten::Done);
    }
    let listed: Vec<_> = db.receipts_of(account.id, 2).await.unwrap().iter().map(|receipt| receipt.id).collect();
    assert_eq!(listed, ids[..2]);
    assert!(db.receipt_of(other.id, ids[0]).await.unwrap().is_none());
    assert!(db.receipt_of(account.id, Uuid::new_v4()).await.unwrap().is_none());
}

pub async fn contact_data_saved_meanwhile_stay(setup: Setup) {
    let db = &setup.database;
    let before = stored(db, person(1)).await.person;
    let account = db.account_by_number(&number(1)).await.unwrap().unwrap();
    // Another tab, while the register was being asked.
    let edited = Contact { phone: Some("0987654321".to_owned()), ..before.contact.clone() };
    let audit = event(account.id, AuditKind::ProfileChanged);
    assert_eq!(db.save_contact(account.id, edited, audit).await.unwrap(), AccountWritten::Done);
    let conclusion = asked(db, &account, 1, Outcome::Matched).await;
    let audit = event(account.id, AuditKind::ProfileSynchronised);
    let revision = Revision::of(&before, before.clone());
    assert_eq!(db.conclude_match(conclusion, revision, audit).await.unwrap(), PersonWritten::Done);
    let after = db.account(account.id).await.unwrap().unwrap().person;
    assert_eq!(after.contact.phone.as_deref(), Some("0987654321"));
}
