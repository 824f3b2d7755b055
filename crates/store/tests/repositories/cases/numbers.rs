use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    accounts::{AccountCreated, Accounts, NumberMoved, Person, PersonWritten, Source},
    audit::{AuditKind, AuditLog},
};

pub async fn a_number_belongs_to_one_account(setup: Setup) {
    let db = &setup.database;
    let (holder, other) = (stored(db, person(1)).await, stored(db, person(2)).await);
    let mut claim = person(1);
    claim.contact.phone = None;
    let audit = event(other.id, AuditKind::ProfileChanged);
    assert_eq!(rewrite(db, other.id, claim, audit).await.unwrap(), PersonWritten::NumberTaken);
    let unchanged = db.account(other.id).await.unwrap().unwrap().person;
    assert_eq!(unchanged.number.unwrap().value, number(2));
    assert!(unchanged.contact.phone.is_some());
    assert_eq!(db.events_of(other.id, 10).await.unwrap().len(), 1, "only its creation");
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().unwrap().id, holder.id);
    let audit = event(holder.id, AuditKind::ProfileChanged);
    assert_eq!(rewrite(db, holder.id, person(1), audit).await.unwrap(), PersonWritten::Done, "its own is no conflict");
}

pub async fn l01_of_twenty_accounts_that_claim_one_number_at_once_one_has_it(setup: Setup) {
    let db = &setup.database;
    let mut accounts = Vec::new();
    for _ in 0..20 {
        accounts.push(stored_without_number(db).await.id);
    }
    let written = at_once(20, |turn| {
        let (db, account) = (db.clone(), accounts[turn]);
        async move { rewrite(&db, account, person(1), event(account, AuditKind::NumberMatched)).await.unwrap() }
    })
    .await;
    assert_one_winner(&written, PersonWritten::Done, PersonWritten::NumberTaken);
    let holder = db.account_by_number(&number(1)).await.unwrap().unwrap();
    let winner = written.iter().position(|written| *written == PersonWritten::Done).unwrap();
    assert_eq!(holder.id, accounts[winner]);
}

pub async fn l01_of_twenty_new_accounts_with_one_number_one_is_created(setup: Setup) {
    let db = &setup.database;
    let written = at_once(20, |_| {
        let db = db.clone();
        async move {
            let account = account(person(1));
            let audit = event(account.id, AuditKind::AccountCreated);
            db.create_account(account, audit).await.unwrap()
        }
    })
    .await;
    assert_one_winner(&written, AccountCreated::Done, AccountCreated::NumberTaken);
}

pub async fn a_released_number_takes_the_registers_words_with_it(setup: Setup) {
    let db = &setup.database;
    let mut typed = person(1);
    typed.birth_date.as_mut().unwrap().source = Source::Declared;
    let from = stored(db, typed).await;
    let newcomer = account(person(1));
    let audit = || {
        let created = event(newcomer.id, AuditKind::AccountCreated);
        [event(from.id, AuditKind::NumberReleased), created, event(newcomer.id, AuditKind::NumberReceived)]
    };
    let moved = db.move_number_to_new_account(from.id, newcomer.clone(), audit()).await.unwrap();
    assert_eq!(moved, NumberMoved::Done);
    assert_eq!(db.account_by_number(&number(1)).await.unwrap().unwrap().id, newcomer.id);

    let left: Person = db.account(from.id).await.unwrap().unwrap().person;
    assert!(left.number.is_none() && left.matched_at.is_none());
    assert!(left.full_name.is_none() && left.address.is_none(), "the register said them about the owner");
    assert!(left.birth_date.is_some() && left.contact.phone.is_some(), "the person declared them");
    assert_eq!(db.events_of(from.id, 1).await.unwrap()[0].kind, AuditKind::NumberReleased);
    assert_eq!(db.events_of(newcomer.id, 1).await.unwrap()[0].kind, AuditKind::NumberReceived);

    let again = db.move_number_to_new_account(from.id, account(person(1)), audit()).await.unwrap();
    assert_eq!(again, NumberMoved::Outdated, "it is not there any more to be moved");
}

fn assert_one_winner<T: PartialEq>(written: &[T], done: T, taken: T) {
    assert_eq!(written.iter().filter(|written| **written == done).count(), 1);
    assert_eq!(written.iter().filter(|written| **written == taken).count(), written.len() - 1);
}
