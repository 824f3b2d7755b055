use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    accounts::{Accounts, IdentityWritten},
    audit::{AuditEvent, AuditKind, AuditLog},
    notifications::Notifications,
    sessions::Sessions,
    suspension::{Changed, Suspension},
    unlinking::{Unlink, Unlinked, Unlinking},
};
use time::Duration;
use uuid::Uuid;

pub async fn s06_a_suspended_account_opens_nothing_until_it_is_restored(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let identity = &account.identities[0];
    let cookie = token();
    db.open_session(session(&account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    let suspend = || db.suspend(account.id, event(account.id, AuditKind::AccountSuspended));
    assert_eq!(suspend().await.unwrap(), Changed::Done);
    assert_eq!(suspend().await.unwrap(), Changed::AlreadySo);

    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert!(db.account(account.id).await.unwrap().is_none());
    assert!(db.account_by_identity(&identity.issuer, &identity.subject).await.unwrap().is_none());
    assert!(db.account_by_number(&number(1)).await.unwrap().is_none());
    let found = db.out_of_use_by_identity(&identity.issuer, &identity.subject).await.unwrap();
    assert_eq!((found, db.out_of_use_by_number(&number(1)).await.unwrap()), (Some(account.id), Some(account.id)));

    let restore = || db.restore(account.id, event(account.id, AuditKind::AccountRestored));
    assert_eq!(restore().await.unwrap(), Changed::Done);
    assert_eq!(restore().await.unwrap(), Changed::AlreadySo);
    assert!(db.account(account.id).await.unwrap().is_some());
    assert_eq!(db.out_of_use_by_number(&number(1)).await.unwrap(), None);
    assert!(db.session(&cookie, now()).await.unwrap().is_none(), "what ended stays ended");
    let kinds: Vec<_> = db.events_of(account.id, 2).await.unwrap().iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [AuditKind::AccountRestored, AuditKind::AccountSuspended]);
    let nobody = Uuid::new_v4();
    assert_eq!(db.suspend(nobody, event(nobody, AuditKind::AccountSuspended)).await.unwrap(), Changed::Unknown);
}

pub async fn s06_nothing_is_joined_to_a_suspended_account_or_taken_from_it(setup: Setup) {
    let db = &setup.database;
    let account = stored(db, person(1)).await;
    let link = |arriving| db.link_identity(account.id, arriving, event(account.id, AuditKind::IdentityLinked));
    assert_eq!(link(identity()).await.unwrap(), IdentityWritten::Done);
    let audit = event(account.id, AuditKind::AccountSuspended);
    assert_eq!(db.suspend(account.id, audit).await.unwrap(), Changed::Done);
    assert_eq!(link(identity()).await.unwrap(), IdentityWritten::AccountClosed);
    let unlink = Unlink {
        account: account.id,
        identity: account.identities[0].id,
        open_providers: vec!["vneid".to_owned()],
        vouching: Vec::new(),
        keeps: Uuid::new_v4(),
        browser: token(),
    };
    let audit = [event(account.id, AuditKind::IdentityUnlinked), event(account.id, AuditKind::NumberReleased)];
    assert_eq!(db.unlink_identity(unlink, audit).await.unwrap(), Unlinked::NotFound);
    let audit = event(account.id, AuditKind::AccountRestored);
    assert_eq!(db.restore(account.id, audit).await.unwrap(), Changed::Done);
    assert_eq!(db.account(account.id).await.unwrap().unwrap().identities.len(), 2);
}

pub async fn an_account_is_found_by_a_reference_of_its_record(setup: Setup) {
    let db = &setup.database;
    let (one, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let with = |account, reference: &str| AuditEvent {
        support_id: reference.to_owned(),
        ..event(account, AuditKind::AccessRefused)
    };
    for event in
        [with(one.id, "ONEONEON"), with(one.id, "ONEONEON"), with(one.id, "TWOTWOTW"), with(other.id, "TWOTWOTW")]
    {
        db.record(event).await.unwrap();
    }
    db.record(AuditEvent { account: None, ..with(one.id, "NOBODYXX") }).await.unwrap();
    assert_eq!(db.accounts_of_reference("ONEONEON").await.unwrap(), [one.id]);
    assert_eq!(db.accounts_of_reference("TWOTWOTW").await.unwrap().len(), 2);
    assert!(db.accounts_of_reference("NOBODYXX").await.unwrap().is_empty());
}

pub async fn l04_what_changed_is_told_until_it_is_known(setup: Setup) {
    let db = &setup.database;
    let (account, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let at = |minutes, kind| AuditEvent { at: now() + Duration::minutes(minutes), ..event(account.id, kind) };
    for event in [
        at(1, AuditKind::IdentityLinked),
        at(2, AuditKind::SignedIn),
        at(3, AuditKind::NumberReleased),
        event(other.id, AuditKind::IdentityLinked),
    ] {
        db.record(event).await.unwrap();
    }
    let told = || async {
        let events = db.unread_of(account.id, 10).await.unwrap();
        events.into_iter().map(|event| event.kind).collect::<Vec<_>>()
    };
    assert_eq!(told().await, [AuditKind::NumberReleased, AuditKind::IdentityLinked]);
    db.acknowledge_until(account.id, now() + Duration::minutes(1)).await.unwrap();
    assert_eq!(told().await, [AuditKind::NumberReleased], "what came after the mark is still told");
    db.acknowledge_until(account.id, now() + Duration::minutes(3)).await.unwrap();
    db.acknowledge_until(account.id, now()).await.unwrap();
    assert!(told().await.is_empty(), "the mark never goes back");
    assert_eq!(db.unread_of(other.id, 10).await.unwrap().len(), 1);
}
