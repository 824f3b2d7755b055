//! Signing out, deleting and unlinking drop what is kept for the browser, in the transaction of the act (K-02).

use crate::{setup::Setup, values::*};
use congdan_domain::WantedPath;
use congdan_flows::ports::{
    accounts::{Account, AccountWritten, Accounts},
    audit::{AuditEvent, AuditKind, AuditLog},
    browser_memory::BrowserMemory,
    deletion::Deletion,
    login_attempts::{Aim, LoginAttempt, LoginAttempts, Taken},
    provider::{AttemptSecrets, ProviderLogout},
    sessions::{Logout, Sessions},
    unlinking::{Unlink, Unlinked, Unlinking},
};
use congdan_store::Database;
use time::Duration;
use uuid::Uuid;

/// What a browser has: a question to link, a message, and a visit to a provider that is under way.
async fn busy(db: &Database, holder: &Account) -> (String, LoginAttempt) {
    let browser = token();
    db.begin_link(link(holder, &browser)).await.unwrap();
    db.remember(&browser, "notice", "signed_in".to_owned(), now() + Duration::minutes(10)).await.unwrap();
    let attempt = LoginAttempt {
        state: token(),
        browser: browser.clone(),
        provider: "vneid".to_owned(),
        secrets: AttemptSecrets { nonce: "nonce".to_owned().into(), pkce_verifier: "verifier".to_owned().into() },
        wanted: WantedPath::home(),
        aim: Aim::SignIn,
        expires_at: now() + Duration::minutes(10),
    };
    db.begin_attempt(attempt.clone()).await.unwrap();
    (browser, attempt)
}

/// Question, message and visit, as far as they are there.
async fn kept(db: &Database, (browser, attempt): &(String, LoginAttempt)) -> [bool; 3] {
    let visit = db.take_attempt(&attempt.state, browser, now()).await.unwrap();
    [
        db.pending_link(browser, now()).await.unwrap().is_some(),
        db.recall(browser, "notice", now()).await.unwrap().is_some(),
        matches!(visit, Taken::Yes(_)),
    ]
}

/// A session of the account: its id and its cookie.
async fn open(db: &Database, account: &Account) -> (Uuid, String) {
    let cookie = token();
    let new = session(account, &cookie);
    let id = new.session.id;
    db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    (id, cookie)
}

pub async fn k02_signing_out_drops_what_is_kept_for_the_browser_and_nothing_of_another(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let (own, other) = (busy(db, &account).await, busy(db, &account).await);
    let (id, cookie) = open(db, &account).await;
    for _ in 0..2 {
        db.leave_browser(&own.0, Some((id, event(account.id, AuditKind::SignedOut)))).await.unwrap();
    }
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert_eq!((kept(db, &own).await, kept(db, &other).await), ([false; 3], [true; 3]));
    let events = db.events_of(account.id, 10).await.unwrap();
    assert_eq!(
        events.iter().filter(|event| event.kind == AuditKind::SignedOut).count(),
        1,
        "a second click ends nothing"
    );
}

pub async fn k02_a_browser_without_a_session_is_left_as_well(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let own = busy(db, &account).await;
    db.leave_browser(&own.0, None).await.unwrap();
    assert_eq!(kept(db, &own).await, [false; 3]);
}

pub async fn k02_deleting_drops_what_is_kept_for_the_browser(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let (own, other) = (busy(db, &account).await, busy(db, &account).await);
    let deleted = db.delete_account(account.id, &own.0, event(account.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::Done);
    assert_eq!((kept(db, &own).await, kept(db, &other).await), ([false; 3], [true; 3]));
    // Twin: where nothing is deleted nothing is dropped.
    let again = db.delete_account(account.id, &other.0, event(account.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(again, AccountWritten::AccountClosed);
    assert!(db.recall(&other.0, "notice", now()).await.unwrap().is_some());
}

pub async fn k02_unlinking_drops_what_is_kept_for_the_browser(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let mut second = identity();
    second.provider = "dvcqg".to_owned();
    let _ = db.link_identity(account.id, second.clone(), event(account.id, AuditKind::IdentityLinked)).await.unwrap();
    let (own, other) = (busy(db, &account).await, busy(db, &account).await);
    let unlink = |identity: Uuid, browser: &str| Unlink {
        account: account.id,
        identity,
        open_providers: vec!["vneid".to_owned(), "dvcqg".to_owned()],
        vouching: Vec::new(),
        keeps: Uuid::new_v4(),
        browser: browser.to_owned(),
    };
    let audit = || [event(account.id, AuditKind::IdentityUnlinked), event(account.id, AuditKind::NumberReleased)];
    assert_eq!(db.unlink_identity(unlink(second.id, &own.0), audit()).await.unwrap(), Unlinked::Done);
    assert_eq!(kept(db, &own).await, [false; 3]);
    // Twin: the last way in stays, and so does all else.
    let last = db.unlink_identity(unlink(account.identities[0].id, &other.0), audit()).await.unwrap();
    assert_eq!(last, Unlinked::LastWayIn);
    assert_eq!(kept(db, &other).await, [true; 3]);
}

pub async fn k02_a_providers_logout_drops_the_question_that_began_with_its_session(setup: Setup) {
    let db = &setup.database;
    let holder = stored(db, person(1)).await;
    let (browser, elsewhere, stranger) = (token(), token(), token());
    let asked = link(&holder, &browser);
    db.begin_link(asked.clone()).await.unwrap();
    let mut same_person = link(&holder, &elsewhere);
    same_person.identity.subject.clone_from(&asked.identity.subject);
    same_person.identity.issuer.clone_from(&asked.identity.issuer);
    same_person.provider_session = Some("sid-2".to_owned());
    db.begin_link(same_person).await.unwrap();
    let mut other = link(&holder, &stranger);
    other.identity.issuer.clone_from(&asked.identity.issuer);
    other.provider_session = Some("sid-3".to_owned());
    db.begin_link(other).await.unwrap();
    let logout = |session: Option<&str>| ProviderLogout {
        issuer: asked.identity.issuer.clone(),
        subject: Some(asked.identity.subject.clone()),
        provider_session: session.map(str::to_owned),
        token_id: token(),
        acceptable_until: now() + Duration::minutes(11),
    };
    let audit = || AuditEvent { account: None, ..event(Uuid::nil(), AuditKind::SessionEnded) };
    let open = async || {
        let mut open = Vec::new();
        for browser in [&browser, &elsewhere, &stranger] {
            open.push(db.pending_link(browser, now()).await.unwrap().is_some());
        }
        open
    };
    assert_eq!(open().await, [true, true, true]);
    assert_eq!(db.end_provider_sessions(logout(Some("sid-1")), audit()).await.unwrap(), Logout::Done(0));
    assert_eq!(open().await, [false, true, true], "that session's question");
    assert_eq!(db.end_provider_sessions(logout(None), audit()).await.unwrap(), Logout::Done(0));
    assert_eq!(open().await, [false, false, true], "all of the person, and of nobody else");
}
