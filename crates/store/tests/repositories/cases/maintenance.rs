use super::encryption::fill;
use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    Readiness,
    accounts::Accounts,
    audit::{AuditKind, AuditLog},
    browser_memory::BrowserMemory,
    sessions::Sessions,
};
use time::Duration;

pub async fn a_migrated_database_is_ready(setup: Setup) {
    let db = &setup.database;
    assert!(db.is_migrated().await.unwrap());
    db.migrate().await.unwrap();
    db.ready().await.unwrap();
    setup.execute("DROP TABLE flash").await;
    db.ready().await.unwrap_err();
}

pub async fn a_reset_leaves_nothing(setup: Setup) {
    let db = &setup.database;
    fill(db).await;
    db.reset().await.unwrap();
    assert!(db.account_by_number(&number(1)).await.unwrap().is_none());
    let chain = db.verify_audit_chain().await.unwrap();
    assert_eq!((chain.events, chain.broken), (0, None));
    fill(db).await;
    assert!(db.is_migrated().await.unwrap());
}

pub async fn a_purge_takes_only_what_is_over(setup: Setup) {
    let db = &setup.database;
    fill(db).await;
    let account = db.account_by_number(&number(1)).await.unwrap().unwrap();
    assert_eq!(db.purge(now()).await.unwrap(), 0);
    let cookie = token();
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    assert_eq!(db.purge(now() + Duration::hours(1)).await.unwrap(), 3, "the flash, the pending link and the conflict");
    assert!(db.session(&cookie, now()).await.unwrap().is_some());
    let browser = token();
    let later = now() + Duration::days(40);
    db.remember(&browser, "message", "a".to_owned(), later + Duration::minutes(1)).await.unwrap();
    assert_eq!(db.purge(later).await.unwrap(), 7, "three sessions, the sign-in, the attempt, the miss and the slip");
    assert!(db.recall(&browser, "message", later).await.unwrap().is_some());
    assert!(!db.events_of(account.id, 10).await.unwrap().is_empty());
}
