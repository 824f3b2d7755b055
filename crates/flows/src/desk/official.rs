//! Whether the person is an official in this session.

use super::DeskError;
use crate::{
    Portal,
    portal::PortalKind,
    ports::{StoreError, audit::AuditKind, roles::Role},
    session::{Demand, Visitor},
};
use congdan_domain::{GatedAct, Opening, Vouching};

/// The lowest level (mức độ) of a session that opens the desk.
pub const LEVEL: u8 = 2;

/// The roles in which an official acts now; at least one.
#[derive(Clone, Debug)]
pub struct Official {
    roles: Vec<Role>,
}

impl Official {
    /// The units that they work for, e.g. `H44.12`.
    pub fn units(&self) -> Vec<&str> {
        self.roles.iter().map(|role| role.unit.as_str()).collect()
    }

    /// The role in which they may touch what this unit received.
    pub fn role_at(&self, unit: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.unit == unit)
    }

    /// What a record names them by, where no dossier says for which unit they act.
    pub(crate) fn all_units(&self) -> String {
        self.units().join(" ")
    }
}

/// The one answer to "is this an official?": the identity that opened this very session, at the provider of kind VNeID, has
/// a role now, and the policy's table opens the desk to VNeID (ADR 14); the session is of level 2, and the person proved who they are within the configured hours. A provider that
/// does not say when the person proved it opens no desk. The national portal has none.
pub async fn official(portal: &Portal, visitor: &Visitor) -> Result<Option<Official>, StoreError> {
    let now = portal.world.now();
    let session = &visitor.session;
    let demand = Demand { level: LEVEL, within: portal.desk.proof_within };
    if portal.about.kind != PortalKind::Province || !demand.is_met_by(session, now) {
        return Ok(None);
    }
    let Some(identity) = visitor.account.identities.iter().find(|own| own.id == session.identity) else {
        return Ok(None);
    };
    let is_vneids =
        portal.vneid().is_some_and(|vneid| vneid.id() == identity.provider && vneid.issuer() == identity.issuer);
    if !is_vneids {
        return Ok(None);
    }
    if portal.opening_by(Vouching::AssertedByVneid, GatedAct::Desk) != Opening::Open {
        return Ok(None);
    }
    let roles = portal.store.roles_in_force(&identity.provider, &identity.subject, now).await?;
    Ok((!roles.is_empty()).then_some(Official { roles }))
}

/// Authorisation is here, whatever led to the page; a refusal is recorded.
pub(crate) async fn enter(portal: &Portal, visitor: &Visitor) -> Result<Official, DeskError> {
    match official(portal, visitor).await? {
        Some(official) => Ok(official),
        None => {
            let support_id = portal.refuse(Some(visitor.account.id), AuditKind::AccessRefused, "desk").await?;
            Err(DeskError::NotAnOfficial { support_id })
        }
    }
}
