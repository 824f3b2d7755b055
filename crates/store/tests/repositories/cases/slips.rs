use crate::{setup::Setup, values::*};
use congdan_domain::SlipReason;
use congdan_flows::ports::{
    accounts::Account,
    audit::{AuditKind, AuditLog},
    slips::{Slip, SlipKey, SlipOwner, Slips},
};
use secrecy::ExposeSecret;
use time::Duration;
use uuid::Uuid;

fn made(event_of: &Account) -> congdan_flows::ports::audit::AuditEvent {
    event(event_of.id, AuditKind::SlipMade)
}

pub async fn a_slip_comes_back_to_its_owner_only(setup: Setup) {
    let db = &setup.database;
    let (owner, other) = (stored_without_number(db).await, stored_without_number(db).await);
    let slip = slip(Some(&owner), SlipReason::NotFound);
    db.make_slip(SlipOwner::Account(owner.id), slip.clone(), made(&owner)).await.unwrap();
    let found = db.slip_of(SlipOwner::Account(owner.id), slip.id, now()).await.unwrap().unwrap();
    assert_eq!((found.reason, &found.reference, found.made_at), (slip.reason, &slip.reference, slip.made_at));
    assert_eq!(found.code.expose_secret(), slip.code.expose_secret(), "the page can be printed again");
    let browser = token();
    for stranger in [SlipOwner::Account(other.id), SlipOwner::Browser(&browser)] {
        assert!(db.slip_of(stranger, slip.id, now()).await.unwrap().is_none());
    }
    assert!(db.slip_of(SlipOwner::Account(owner.id), Uuid::new_v4(), now()).await.unwrap().is_none());
}

pub async fn of_twenty_who_make_one_slip_at_once_there_is_one(setup: Setup) {
    let db = &setup.database;
    let owner = stored_without_number(db).await;
    let slips = at_once(20, |_| {
        let (db, owner) = (db.clone(), owner.clone());
        async move {
            let new = slip(Some(&owner), SlipReason::NotFound);
            db.make_slip(SlipOwner::Account(owner.id), new, made(&owner)).await.unwrap().id
        }
    })
    .await;
    assert!(slips.iter().all(|id| *id == slips[0]), "pressed again, the same one");
    let kinds = db.events_of(owner.id, 30).await.unwrap();
    assert_eq!(kinds.iter().filter(|event| event.kind == AuditKind::SlipMade).count(), 1);
    // Another reason is another slip, and so is another owner's.
    let second = slip(Some(&owner), SlipReason::Conflict);
    assert_ne!(db.make_slip(SlipOwner::Account(owner.id), second, made(&owner)).await.unwrap().id, slips[0]);
}

pub async fn a_slip_that_is_over_is_nobodys_and_a_new_one_takes_its_place(setup: Setup) {
    let db = &setup.database;
    let owner = stored_without_number(db).await;
    let first = slip(Some(&owner), SlipReason::Ambiguous);
    db.make_slip(SlipOwner::Account(owner.id), first.clone(), made(&owner)).await.unwrap();
    let over = first.expires_at;
    assert!(db.slip_of(SlipOwner::Account(owner.id), first.id, over).await.unwrap().is_none());
    for key in [SlipKey::Code(&first.code), SlipKey::Reference(&first.reference)] {
        assert!(db.find_slip(key, over).await.unwrap().is_none());
    }
    let next =
        Slip { made_at: over, expires_at: over + Duration::days(30), ..slip(Some(&owner), SlipReason::Ambiguous) };
    let kept = db.make_slip(SlipOwner::Account(owner.id), next.clone(), made(&owner)).await.unwrap();
    assert_eq!(kept.id, next.id);
    assert!(db.find_slip(SlipKey::Code(&next.code), over).await.unwrap().is_some());
}

pub async fn a_slip_of_nobody_signed_in_is_its_browsers(setup: Setup) {
    let db = &setup.database;
    let (browser, stranger) = (token(), token());
    let slip = slip(None, SlipReason::Contested);
    let audit = congdan_flows::ports::audit::AuditEvent { account: None, ..event(Uuid::nil(), AuditKind::SlipMade) };
    for _ in 0..2 {
        let kept = db.make_slip(SlipOwner::Browser(&browser), slip.clone(), audit.clone()).await.unwrap();
        assert_eq!((kept.id, kept.account), (slip.id, None));
    }
    assert!(db.slip_of(SlipOwner::Browser(&browser), slip.id, now()).await.unwrap().is_some());
    assert!(db.slip_of(SlipOwner::Browser(&stranger), slip.id, now()).await.unwrap().is_none());
}

pub async fn an_opened_slip_is_recorded_on_both_sides_and_keeps_its_first_time(setup: Setup) {
    let db = &setup.database;
    let (owner, official) = (stored_without_number(db).await, stored_without_number(db).await);
    let slip = slip(Some(&owner), SlipReason::Inactive);
    db.make_slip(SlipOwner::Account(owner.id), slip.clone(), made(&owner)).await.unwrap();
    let found = db.find_slip(SlipKey::Reference(&slip.reference), now()).await.unwrap().unwrap();
    assert_eq!((found.id, found.opened_at), (slip.id, None));
    for hours in [1, 2] {
        let audit = [event(owner.id, AuditKind::SlipOpened), event(official.id, AuditKind::SlipShown)];
        db.record_slip_opened(slip.id, now() + Duration::hours(hours), audit).await.unwrap();
    }
    let found = db.find_slip(SlipKey::Code(&slip.code), now()).await.unwrap().unwrap();
    assert_eq!(found.opened_at, Some(now() + Duration::hours(1)));
    for (account, kind) in [(&owner, AuditKind::SlipOpened), (&official, AuditKind::SlipShown)] {
        let events = db.events_of(account.id, 10).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.kind == kind).count(), 2);
    }
}
