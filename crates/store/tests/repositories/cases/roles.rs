use crate::{setup::Setup, values::*};
use congdan_flows::ports::{
    audit::{AuditEvent, AuditKind},
    roles::{Granted, Role, RoleKind, Roles},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

fn role(subject: &str, unit: &str) -> Role {
    Role {
        id: Uuid::new_v4(),
        provider: "vneid".to_owned(),
        subject: subject.to_owned(),
        unit: unit.to_owned(),
        kind: RoleKind::Desk,
        from: now(),
        until: None,
        granted_at: now(),
        revoked_at: None,
    }
}

fn granted() -> AuditEvent {
    AuditEvent { account: None, ..event(Uuid::nil(), AuditKind::RoleGranted) }
}

fn revoked_at(at: OffsetDateTime) -> AuditEvent {
    AuditEvent { at, account: None, ..event(Uuid::nil(), AuditKind::RoleRevoked) }
}

pub async fn v01_a_role_is_in_force_between_its_first_moment_and_its_end(setup: Setup) {
    let db = &setup.database;
    let until = now() + Duration::days(1);
    let granted_role = Role { until: Some(until), ..role("khoi", "H44.12") };
    assert_eq!(db.grant_role(granted_role.clone(), granted()).await.unwrap(), Granted::Done);
    let at = async |moment| db.roles_in_force("vneid", "khoi", moment).await.unwrap();
    let moment = Duration::MICROSECOND;
    assert_eq!(at(now()).await, std::slice::from_ref(&granted_role));
    assert_eq!(at(until - moment).await.len(), 1);
    assert!(at(now() - moment).await.is_empty(), "not yet");
    assert!(at(until).await.is_empty(), "no longer");
    assert_eq!(db.roles(10).await.unwrap(), [granted_role], "it is listed when it is over, too");
}

pub async fn v01_a_role_is_of_one_identity_at_one_provider(setup: Setup) {
    let db = &setup.database;
    for unit in ["H44.13", "H44.12"] {
        assert_eq!(db.grant_role(role("khoi", unit), granted()).await.unwrap(), Granted::Done);
    }
    let units: Vec<_> = db.roles_in_force("vneid", "khoi", now()).await.unwrap();
    assert_eq!(units.iter().map(|role| role.unit.as_str()).collect::<Vec<_>>(), ["H44.12", "H44.13"]);
    assert!(db.roles_in_force("dvcqg", "khoi", now()).await.unwrap().is_empty());
    assert!(db.roles_in_force("vneid", "KHOI", now()).await.unwrap().is_empty(), "a subject is read to the letter");
    assert!(db.roles_in_force("vneid", "an", now()).await.unwrap().is_empty());
}

pub async fn v01_a_revoked_role_opens_nothing_until_it_is_granted_anew(setup: Setup) {
    let db = &setup.database;
    let first = role("khoi", "H44.12");
    for unit in ["H44.12", "H44.13"] {
        let there = Role {
            unit: unit.to_owned(),
            id: if unit == "H44.12" { first.id } else { Uuid::new_v4() },
            ..first.clone()
        };
        assert_eq!(db.grant_role(there, granted()).await.unwrap(), Granted::Done);
    }
    let later = now() + Duration::HOUR;
    assert_eq!(db.revoke_roles("vneid", "khoi", Some("H44.12"), revoked_at(later)).await.unwrap(), 1);
    let in_force = async || db.roles_in_force("vneid", "khoi", later).await.unwrap();
    assert_eq!(in_force().await.iter().map(|role| role.unit.as_str()).collect::<Vec<_>>(), ["H44.13"]);
    assert_eq!(db.revoke_roles("vneid", "khoi", Some("H44.12"), revoked_at(later)).await.unwrap(), 0, "once");
    assert_eq!(db.revoke_roles("vneid", "khoi", None, revoked_at(later)).await.unwrap(), 1, "what is left");
    assert!(in_force().await.is_empty());

    let anew = Role { granted_at: later, from: later, ..role("khoi", "H44.12") };
    assert_eq!(db.grant_role(anew.clone(), granted()).await.unwrap(), Granted::Done);
    assert_eq!(in_force().await, [Role { id: first.id, ..anew }], "what was done in it still names it");
    assert_eq!(db.grant_role(role("khoi", "H44.12"), granted()).await.unwrap(), Granted::AlreadyThere);
    assert_eq!(db.verify_audit_chain().await.unwrap().events, 5, "two grants, two revocations, one grant");
}

pub async fn v01_of_twenty_who_grant_a_role_at_once_one_does(setup: Setup) {
    let db = &setup.database;
    let done = at_once(20, |_| {
        let db = db.clone();
        async move { db.grant_role(role("khoi", "H44.12"), granted()).await.unwrap() }
    })
    .await;
    assert_eq!(done.iter().filter(|granted| **granted == Granted::Done).count(), 1);
    assert_eq!(db.roles(10).await.unwrap().len(), 1);
    assert_eq!(db.verify_audit_chain().await.unwrap().events, 1);
}

pub async fn a_seed_gives_a_role_once(setup: Setup) {
    let db = &setup.database;
    assert_eq!(db.seed_role(role("khoi", "H44.12"), granted()).await.unwrap(), Granted::Done);
    assert_eq!(db.seed_role(role("khoi", "H44.12"), granted()).await.unwrap(), Granted::AlreadyThere);
    assert_eq!(db.revoke_roles("vneid", "khoi", None, revoked_at(now())).await.unwrap(), 1);
    assert_eq!(db.seed_role(role("khoi", "H44.12"), granted()).await.unwrap(), Granted::AlreadyThere);
    assert!(db.roles_in_force("vneid", "khoi", now()).await.unwrap().is_empty(), "what was revoked stays revoked");
}
