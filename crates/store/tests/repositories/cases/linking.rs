use super::accounts::assert_same_person;
use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    accounts::{Accounts, IdentityWritten},
    audit::{AuditKind, AuditLog},
    sessions::Sessions,
};
use secrecy::ExposeSecret;
use time::Duration;

pub async fn an_identity_is_joined_to_an_account_once(setup: Setup) {
    let db = &setup.database;
    let (holder, other) = (stored(db, person(1)).await, stored_without_number(db).await);
    let arriving = identity();
    for _ in 0..2 {
        let audit = event(holder.id, AuditKind::IdentityLinked);
        assert_eq!(db.link_identity(holder.id, arriving.clone(), audit).await.unwrap(), IdentityWritten::Done);
    }
    let audit = event(other.id, AuditKind::IdentityLinked);
    assert_eq!(db.link_identity(other.id, arriving.clone(), audit).await.unwrap(), IdentityWritten::IdentityTaken);
    assert_eq!(db.account(holder.id).await.unwrap().unwrap().identities.len(), 2);
    let opened = db.account_by_identity(&arriving.issuer, &arriving.subject).await.unwrap().unwrap();
    assert_eq!(opened.id, holder.id);
    let linked = db.events_of(holder.id, 10).await.unwrap();
    assert_eq!(linked.iter().filter(|event| event.kind == AuditKind::IdentityLinked).count(), 1);
    assert_eq!(db.events_of(other.id, 10).await.unwrap().len(), 1, "only its creation");
}

pub async fn l03_linking_ends_the_sessions_of_that_account_only(setup: Setup) {
    let db = &setup.database;
    let (holder, other) = (stored(db, person(1)).await, stored_without_number(db).await);
    let (older, elsewhere, later) = (token(), token(), token());
    for (account, cookie) in [(&holder, &older), (&other, &elsewhere)] {
        db.open_session(session(account, cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    }
    let arriving = identity();
    let link = || db.link_identity(holder.id, arriving.clone(), event(holder.id, AuditKind::IdentityLinked));
    assert_eq!(link().await.unwrap(), IdentityWritten::Done);
    assert!(db.session(&older, now()).await.unwrap().is_none());
    assert!(db.session(&elsewhere, now()).await.unwrap().is_some());
    db.open_session(session(&holder, &later), None, event(holder.id, AuditKind::SignedIn)).await.unwrap();
    assert_eq!(link().await.unwrap(), IdentityWritten::Done);
    assert!(db.session(&later, now()).await.unwrap().is_some(), "nothing changed the second time");
}

pub async fn of_twenty_accounts_that_link_one_identity_at_once_one_has_it(setup: Setup) {
    let db = &setup.database;
    let arriving = identity();
    let mut accounts = Vec::new();
    for _ in 0..20 {
        accounts.push(stored_without_number(db).await.id);
    }
    let written = at_once(20, |turn| {
        let (db, arriving, account) = (db.clone(), arriving.clone(), accounts[turn]);
        async move {
            let own = congdan_flows::ports::accounts::Identity { id: uuid::Uuid::new_v4(), ..arriving };
            db.link_identity(account, own, event(account, AuditKind::IdentityLinked)).await.unwrap()
        }
    })
    .await;
    assert_eq!(written.iter().filter(|written| **written == IdentityWritten::Done).count(), 1);
    assert_eq!(written.iter().filter(|written| **written == IdentityWritten::IdentityTaken).count(), 19);
}

pub async fn a_pending_link_is_seen_often_and_used_once(setup: Setup) {
    let db = &setup.database;
    let holder = stored(db, person(1)).await;
    let (browser, stranger) = (token(), token());
    let asked = link(&holder, &browser);
    db.begin_link(asked.clone()).await.unwrap();
    assert!(db.pending_link(&stranger, now()).await.unwrap().is_none());
    assert!(db.take_link(&stranger, now()).await.unwrap().is_none());
    for _ in 0..2 {
        let seen = db.pending_link(&browser, now()).await.unwrap().unwrap();
        assert_eq!((seen.account, &seen.browser, &seen.wanted), (holder.id, &browser, &asked.wanted));
        assert_eq!(seen.identity.subject, asked.identity.subject);
        assert_eq!(seen.expires_at, asked.expires_at);
        assert_same_person(&seen.person, &asked.person);
        assert_eq!(seen.id_token.unwrap().expose_secret(), asked.id_token.as_ref().unwrap().expose_secret());
    }
    assert!(db.take_link(&browser, now()).await.unwrap().is_some());
    assert!(db.take_link(&browser, now()).await.unwrap().is_none());
    assert!(db.pending_link(&browser, now()).await.unwrap().is_none());
}

pub async fn l05_of_twenty_who_take_a_pending_link_at_once_one_gets_it(setup: Setup) {
    let db = &setup.database;
    let holder = stored(db, person(1)).await;
    let browser = token();
    db.begin_link(link(&holder, &browser)).await.unwrap();
    let taken = at_once(20, |_| {
        let (db, browser) = (db.clone(), browser.clone());
        async move { db.take_link(&browser, now()).await.unwrap() }
    })
    .await;
    assert_eq!(taken.iter().flatten().count(), 1);
}

pub async fn a_pending_link_expires(setup: Setup) {
    let db = &setup.database;
    let holder = stored(db, person(1)).await;
    let browser = token();
    let asked = link(&holder, &browser);
    db.begin_link(asked.clone()).await.unwrap();
    assert!(db.take_link(&browser, asked.expires_at).await.unwrap().is_none());
    let again = congdan_flows::ports::accounts::PendingLink {
        expires_at: asked.expires_at + Duration::minutes(10),
        ..link(&holder, &browser)
    };
    db.begin_link(again.clone()).await.unwrap();
    let taken = db.take_link(&browser, asked.expires_at).await.unwrap().unwrap();
    assert_eq!(taken.identity.subject, again.identity.subject, "the later question replaced the earlier");
}
