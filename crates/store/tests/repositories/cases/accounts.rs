use crate::{setup::Setup, values::*};
use congdan_domain::BirthDate;
use congdan_flows::ports::{
    accounts::{AccountCreated, AccountWritten, Accounts, Person, PersonWritten, Source},
    audit::{AuditKind, AuditLog},
};
use time::Duration;
use uuid::Uuid;

pub async fn an_account_comes_back_as_it_was_saved(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let found = db.account(account.id).await.unwrap().unwrap();
    assert_eq!((found.id, found.created_at), (account.id, account.created_at));
    assert_same_person(&found.person, &account.person);
    let (identity, saved) = (&found.identities[0], &account.identities[0]);
    assert_eq!(
        (identity.id, &identity.provider, &identity.issuer, &identity.subject, identity.level),
        (saved.id, &saved.provider, &saved.issuer, &saved.subject, saved.level)
    );
    assert_eq!((identity.linked_at, identity.last_used_at), (saved.linked_at, saved.last_used_at));
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().unwrap().id, account.id);

    let mut changed = person(1);
    changed.birth_date = field(BirthDate::new(1978, None, None).unwrap(), Source::Declared);
    changed.sex = None;
    let audit = || event(account.id, AuditKind::ProfileChanged);
    assert_eq!(rewrite(db, account.id, changed.clone(), audit()).await.unwrap(), PersonWritten::Done);
    assert_same_person(&db.account(account.id).await.unwrap().unwrap().person, &changed);
    changed.contact.phone = None;
    assert_eq!(db.save_contact(account.id, changed.contact.clone(), audit()).await.unwrap(), AccountWritten::Done);
    assert_same_person(&db.account(account.id).await.unwrap().unwrap().person, &changed);
}

pub async fn an_account_that_does_not_exist_is_nobodys(setup: Setup) {
    let db = &setup.database;
    assert!(db.account(Uuid::new_v4()).await.unwrap().is_none());
    assert!(db.account_by_identity("http://localhost:4000/vneid", "nobody").await.unwrap().is_none());
    assert!(db.account_by_number(&number(1)).await.unwrap().is_none());
}

pub async fn an_identity_opens_one_account(setup: Setup) {
    let db = &setup.database;
    let first = stored_without_number(db).await;
    let mut second = account(Person::default());
    second.identities[0].subject = first.identities[0].subject.clone();
    let audit = event(second.id, AuditKind::AccountCreated);
    assert_eq!(db.create_account(second.clone(), audit).await.unwrap(), AccountCreated::IdentityTaken);
    assert!(db.account(second.id).await.unwrap().is_none());
    assert!(db.events_of(second.id, 10).await.unwrap().is_empty());
    let identity = &first.identities[0];
    let opened = db.account_by_identity(&identity.issuer, &identity.subject).await.unwrap().unwrap();
    assert_eq!(opened.id, first.id);
}

pub async fn l06_the_same_subject_at_two_issuers_is_two_people(setup: Setup) {
    let db = &setup.database;
    let (mut vneid, mut national) = (account(Person::default()), account(Person::default()));
    vneid.identities[0].subject = "42".to_owned();
    national.identities[0].subject = "42".to_owned();
    national.identities[0].issuer = "http://localhost:4000/dvcqg".to_owned();
    for account in [&vneid, &national] {
        let audit = event(account.id, AuditKind::AccountCreated);
        assert_eq!(db.create_account(account.clone(), audit).await.unwrap(), AccountCreated::Done);
    }
    let opened = db.account_by_identity("http://localhost:4000/dvcqg", "42").await.unwrap().unwrap();
    assert_eq!(opened.id, national.id);
}

pub async fn a_sign_in_is_noted_at_its_identity(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let later = now() + Duration::days(1);
    db.record_sign_in(account.identities[0].id, 1, later).await.unwrap();
    let identity = &db.account(account.id).await.unwrap().unwrap().identities[0];
    assert_eq!((identity.level, identity.last_used_at, identity.linked_at), (1, later, now()));
}

pub fn assert_same_person(left: &Person, right: &Person) {
    assert_eq!(left.full_name, right.full_name);
    assert_eq!(left.birth_date, right.birth_date);
    assert_eq!(left.sex, right.sex);
    assert_eq!(left.number, right.number);
    assert_eq!(left.address, right.address);
    assert_eq!(left.matched_at, right.matched_at);
    assert!(left.contact == right.contact, "the contact differs");
}
