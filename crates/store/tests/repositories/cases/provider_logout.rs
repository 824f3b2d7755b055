use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    accounts::Account,
    audit::{AuditEvent, AuditKind, AuditLog},
    provider::ProviderLogout,
    sessions::{Logout, Sessions},
};
use congdan_store::Database;
use time::Duration;

fn logout(account: &Account, session: Option<&str>) -> ProviderLogout {
    ProviderLogout {
        issuer: account.identities[0].issuer.clone(),
        subject: Some(account.identities[0].subject.clone()),
        provider_session: session.map(str::to_owned),
        token_id: token(),
        acceptable_until: now() + Duration::minutes(11),
    }
}

fn audit() -> AuditEvent {
    AuditEvent { account: None, ..event(uuid::Uuid::nil(), AuditKind::SessionEnded) }
}

/// A session of the account, with the provider's name for its own; answers with the cookie.
async fn open(db: &Database, account: &Account, provider_session: &str) -> String {
    let cookie = token();
    let mut new = session(account, &cookie);
    new.provider_session = Some(provider_session.to_owned());
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    cookie
}

async fn lives(db: &Database, cookie: &str) -> bool {
    db.session(cookie, now()).await.unwrap().is_some()
}

pub async fn o01_a_provider_ends_its_own_session_or_all_of_a_person(setup: Setup) {
    let db = &setup.database;
    let (an, binh) = (stored_without_number(db).await, stored_without_number(db).await);
    let (first, second, third) = (open(db, &an, "s1").await, open(db, &an, "s2").await, open(db, &an, "s3").await);
    let other = open(db, &binh, "s4").await;

    assert_eq!(db.end_provider_sessions(logout(&an, Some("s1")), audit()).await.unwrap(), Logout::Done(1));
    assert_eq!((lives(db, &first).await, lives(db, &second).await), (false, true));
    let by_session_alone = ProviderLogout { subject: None, ..logout(&an, Some("s2")) };
    assert_eq!(db.end_provider_sessions(by_session_alone, audit()).await.unwrap(), Logout::Done(1));
    assert_eq!((lives(db, &second).await, lives(db, &third).await), (false, true));
    let recorded = db.events_of(an.id, 10).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::SessionEnded).count(), 2);

    let again = open(db, &an, "s5").await;
    assert_eq!(db.end_provider_sessions(logout(&an, None), audit()).await.unwrap(), Logout::Done(2));
    assert!(!lives(db, &third).await && !lives(db, &again).await);
    assert!(lives(db, &other).await, "another person is not concerned");
    let recorded = db.events_of(an.id, 20).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::SessionEnded).count(), 3, "one for both");
    assert_eq!(db.verify_audit_chain().await.unwrap().broken, None);
}

pub async fn o02_a_provider_ends_nothing_that_is_not_its_own(setup: Setup) {
    let db = &setup.database;
    let (an, binh) = (stored_without_number(db).await, stored_without_number(db).await);
    let (ans, binhs) = (open(db, &an, "s1").await, open(db, &binh, "s2").await);
    let elsewhere = |logout: ProviderLogout| ProviderLogout { issuer: "https://evil.example".to_owned(), ..logout };
    for foreign in [
        elsewhere(logout(&an, None)),
        elsewhere(logout(&an, Some("s1"))),
        ProviderLogout { subject: None, ..elsewhere(logout(&an, Some("s1"))) },
        // The session of one person under the name of another.
        logout(&an, Some("s2")),
        logout(&an, Some("unknown")),
    ] {
        assert_eq!(db.end_provider_sessions(foreign, audit()).await.unwrap(), Logout::Done(0));
    }
    assert!(lives(db, &ans).await && lives(db, &binhs).await);
}

pub async fn o03_of_twenty_with_one_logout_token_one_gets_through(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let logout = logout(&account, None);
    let done = at_once(20, |_| {
        let (db, logout) = (db.clone(), logout.clone());
        async move { db.end_provider_sessions(logout, audit()).await.unwrap() }
    })
    .await;
    assert_eq!(done.iter().filter(|done| **done == Logout::Done(0)).count(), 1);
    assert_eq!(done.iter().filter(|done| **done == Logout::Replayed).count(), 19);

    let cookie = open(db, &account, "s1").await;
    assert_eq!(db.end_provider_sessions(logout.clone(), audit()).await.unwrap(), Logout::Replayed);
    assert!(lives(db, &cookie).await);
    let other_issuer = ProviderLogout { issuer: "https://op.example".to_owned(), ..logout.clone() };
    assert_eq!(db.end_provider_sessions(other_issuer, audit()).await.unwrap(), Logout::Done(0), "an id of its own");

    assert_eq!(db.purge(logout.acceptable_until).await.unwrap(), 0, "remembered while it could be believed");
    assert_eq!(db.purge(logout.acceptable_until + Duration::SECOND).await.unwrap(), 2);
}
