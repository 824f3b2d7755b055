use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    audit::{AuditKind, AuditLog},
    sessions::Sessions,
};
use secrecy::ExposeSecret;
use time::Duration;

pub async fn a_session_is_found_by_its_cookie_only(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    let new = session(&account, &cookie);
    let opened = new.session.clone();
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    let found = db.session(&cookie, now()).await.unwrap().unwrap();
    assert_eq!((found.id, found.account, found.identity), (opened.id, opened.account, opened.identity));
    assert_eq!((&found.provider, found.level, &found.device), (&opened.provider, opened.level, &opened.device));
    assert_eq!((found.created_at, found.idle_until), (opened.created_at, opened.idle_until));
    assert_eq!(found.absolute_until, opened.absolute_until);
    assert!(found.id_token.unwrap().expose_secret().starts_with("eyJ"));
    for wrong in [token(), opened.id.to_string(), cookie.to_uppercase(), String::new()] {
        assert!(db.session(&wrong, now()).await.unwrap().is_none());
    }
}

pub async fn s03_s04_a_session_ends_at_each_of_its_limits(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    let new = session(&account, &cookie);
    let opened = new.session.clone();
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    let just_before = opened.idle_until - Duration::microseconds(1);
    assert!(db.session(&cookie, just_before).await.unwrap().is_some());
    assert!(db.session(&cookie, opened.idle_until).await.unwrap().is_none());

    db.touch_session(opened.id, just_before, opened.absolute_until + Duration::hours(1)).await.unwrap();
    let touched = db.session(&cookie, opened.idle_until).await.unwrap().unwrap();
    assert_eq!(touched.seen_at, just_before);
    assert!(db.session(&cookie, opened.absolute_until).await.unwrap().is_none(), "use does not move the last limit");
    assert!(db.sessions_of(account.id, opened.absolute_until).await.unwrap().is_empty());
}

pub async fn f08_a_session_is_not_used_before_it_was_used(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    // Clocks differ a little.
    assert!(db.session(&cookie, now() - Duration::MINUTE).await.unwrap().is_some());
    for back in [Duration::seconds(61), Duration::hours(2), Duration::days(30)] {
        assert!(db.session(&cookie, now() - back).await.unwrap().is_none(), "{back}");
        assert!(db.sessions_of(account.id, now() - back).await.unwrap().is_empty(), "{back}");
    }
    assert!(db.session(&cookie, now()).await.unwrap().is_some());
}

pub async fn s01_a_new_session_ends_the_one_it_replaces(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let (old, new) = (token(), token());
    db.open_session(session(&account, &old), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    let mut second = session(&account, &new);
    second.session.created_at += Duration::minutes(1);
    db.open_session(second, Some(&old), event(account.id, AuditKind::SignedIn)).await.unwrap();
    assert!(db.session(&old, now()).await.unwrap().is_none());
    assert!(db.session(&new, now()).await.unwrap().is_some());
    db.open_session(session(&account, &token()), Some("unknown"), event(account.id, AuditKind::SignedIn))
        .await
        .unwrap();
    let good = db.sessions_of(account.id, now()).await.unwrap();
    assert_eq!(good.len(), 2);
    assert!(good[0].created_at > good[1].created_at, "newest first");
}

pub async fn an_ended_session_is_over_and_recorded_once(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    let new = session(&account, &cookie);
    let id = new.session.id;
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    for _ in 0..2 {
        db.end_session(id, event(account.id, AuditKind::SignedOut)).await.unwrap();
    }
    db.touch_session(id, now(), now() + Duration::hours(1)).await.unwrap();
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    let recorded = db.events_of(account.id, 10).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::SignedOut).count(), 1);
}

pub async fn s06_a_closed_account_has_no_session(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    assert_eq!(setup.execute("UPDATE account SET closed_at = 1").await, 1);
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert!(db.sessions_of(account.id, now()).await.unwrap().is_empty());
}

pub async fn the_cccd_screen_is_remembered(setup: Setup) {
    let db = &setup.database;
    let account = stored_without_number(db).await;
    let cookie = token();
    let new = session(&account, &cookie);
    let id = new.session.id;
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    db.record_number_asked(id, None).await.unwrap();
    assert!(db.session(&cookie, now()).await.unwrap().unwrap().number_asked);
    db.record_number_asked(id, Some(event(account.id, AuditKind::NumberSkipped))).await.unwrap();
    assert_eq!(db.events_of(account.id, 1).await.unwrap()[0].kind, AuditKind::NumberSkipped);
}
