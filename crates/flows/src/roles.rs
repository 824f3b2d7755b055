//! Roles of officials, by an operator's order at the terminal; a demonstration begins with those of its configuration.

use crate::{
    Portal,
    portal::PortalKind,
    ports::{
        StoreError,
        audit::{AuditEvent, AuditKind},
        roles::{Granted, Role, RoleKind},
        world::VIETNAM,
    },
};
use thiserror::Error;
use time::{Date, OffsetDateTime, Time};

/// The most roles that a list shows.
pub const MOST: u64 = 1_000;

/// The identity of an official at their provider. The subject is not for logs.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficialIdentity {
    /// The provider's id in the configuration, e.g. `vneid`.
    pub provider: String,
    /// The provider's own name for the person.
    pub subject: String,
}

impl std::fmt::Debug for OfficialIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OfficialIdentity({})", self.provider)
    }
}

/// A role that configuration seeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// The official.
    pub identity: OfficialIdentity,
    /// e.g. `H44.12`.
    pub unit: String,
}

/// Why an order about roles was refused.
#[derive(Debug, Error)]
pub enum RoleError {
    /// The national portal has no desk.
    #[error("the national portal has no desk: grant roles at a province's portal")]
    NoDesk,
    /// The provider is not VNeID.
    #[error("--provider: {0:?} is no provider of kind vneid in the configuration")]
    Provider(String),
    /// The subject is empty.
    #[error("--subject: is empty")]
    Subject,
    /// The unit receives no applications.
    #[error("--unit: {unit:?} receives no applications here; the units are {known}")]
    Unit {
        /// As the operator wrote it.
        unit: String,
        /// The units that there are.
        known: String,
    },
    /// The last day is in the past.
    #[error("--until: the day is over already")]
    Over,
    /// The role is in force or begins later.
    #[error("the identity has this role already: nothing was changed (revoke it first to change its end)")]
    AlreadyThere,
    /// There is no role to revoke.
    #[error("the identity has no such role: nothing was changed")]
    NotThere,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Grants the role from now on, to the end of the day `until` in Vietnam; answers with the reference of the record.
///
/// # Errors
/// See [`RoleError`]; nothing was changed then.
pub async fn grant(
    portal: &Portal,
    identity: OfficialIdentity,
    unit: &str,
    until: Option<Date>,
) -> Result<String, RoleError> {
    is_vneids(portal, &identity)?;
    if !portal.desk.knows(unit) {
        let known = portal.desk.codes().collect::<Vec<_>>().join(", ");
        return Err(RoleError::Unit { unit: unit.to_owned(), known });
    }
    let until = until.map(end_of).transpose()?;
    if until.is_some_and(|until| until <= portal.world.now()) {
        return Err(RoleError::Over);
    }
    let audit = event(portal, &identity, AuditKind::RoleGranted, format!("{unit} by_operator")).await?;
    let support_id = audit.support_id.clone();
    match portal.store.grant_role(role(portal, identity, unit, until), audit).await? {
        Granted::Done => Ok(support_id),
        Granted::AlreadyThere => Err(RoleError::AlreadyThere),
    }
}

/// Revokes the identity's roles, in one unit or in all; it counts from the next request of any session. Answers with the
/// reference of the record.
///
/// # Errors
/// See [`RoleError`]; nothing was changed then.
pub async fn revoke(portal: &Portal, identity: OfficialIdentity, unit: Option<&str>) -> Result<String, RoleError> {
    let detail = format!("{} by_operator", unit.unwrap_or("all"));
    let audit = event(portal, &identity, AuditKind::RoleRevoked, detail).await?;
    let support_id = audit.support_id.clone();
    match portal.store.revoke_roles(&identity.provider, &identity.subject, unit, audit).await? {
        0 => Err(RoleError::NotThere),
        _ => Ok(support_id),
    }
}

/// All roles, the latest grant first, those that are over too.
///
/// # Errors
/// The database failed.
pub async fn list(portal: &Portal) -> Result<Vec<Role>, StoreError> {
    portal.store.roles(MOST).await
}

/// Gives the roles of a demonstration's configuration, each once: one that was revoked stays revoked.
///
/// # Errors
/// The database failed.
pub async fn seed(portal: &Portal, seeds: &[Seed]) -> Result<(), StoreError> {
    for Seed { identity, unit } in seeds {
        let audit = event(portal, identity, AuditKind::RoleGranted, format!("{unit} by_configuration")).await?;
        // One that is there already is as good.
        let _: Granted = portal.store.seed_role(role(portal, identity.clone(), unit, None), audit).await?;
    }
    Ok(())
}

fn is_vneids(portal: &Portal, identity: &OfficialIdentity) -> Result<(), RoleError> {
    if portal.about.kind != PortalKind::Province {
        return Err(RoleError::NoDesk);
    }
    if !portal.is_vneid(&identity.provider) {
        return Err(RoleError::Provider(identity.provider.clone()));
    }
    if identity.subject.trim().is_empty() { Err(RoleError::Subject) } else { Ok(()) }
}

/// The first moment after a day in Vietnam.
fn end_of(day: Date) -> Result<OffsetDateTime, RoleError> {
    let next = day.next_day().ok_or(RoleError::Over)?;
    Ok(next.with_time(Time::MIDNIGHT).assume_offset(VIETNAM))
}

fn role(portal: &Portal, identity: OfficialIdentity, unit: &str, until: Option<OffsetDateTime>) -> Role {
    let now = portal.world.now();
    Role {
        id: portal.world.id(),
        provider: identity.provider,
        subject: identity.subject,
        unit: unit.to_owned(),
        kind: RoleKind::Desk,
        from: now,
        until,
        granted_at: now,
        revoked_at: None,
    }
}

/// In the record of the official's account, where they have one here.
async fn event(
    portal: &Portal,
    identity: &OfficialIdentity,
    kind: AuditKind,
    detail: String,
) -> Result<AuditEvent, StoreError> {
    let account = match portal.provider(&identity.provider) {
        Some(provider) => portal.store.account_by_identity(provider.issuer(), &identity.subject).await?,
        None => None,
    };
    Ok(portal.event(account.map(|account| account.id), kind, detail))
}
