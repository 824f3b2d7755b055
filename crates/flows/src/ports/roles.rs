//! Roles: which identity works for which unit, and for how long.

use super::{StoreError, audit::AuditEvent};
use async_trait::async_trait;
use time::OffsetDateTime;
use uuid::Uuid;

/// The roles of officials.
#[async_trait]
pub trait Roles: Send + Sync {
    /// The roles of this identity that are in force at `now`, by unit.
    async fn roles_in_force(&self, provider: &str, subject: &str, now: OffsetDateTime)
    -> Result<Vec<Role>, StoreError>;

    /// All roles, also those that are over, the latest grant first; at most `limit`.
    async fn roles(&self, limit: u64) -> Result<Vec<Role>, StoreError>;

    /// Grants the role, or grants it anew where it is over: one row for an identity and a unit. Refused while the role is in
    /// force or begins later.
    async fn grant_role(&self, role: Role, audit: AuditEvent) -> Result<Granted, StoreError>;

    /// As [`Roles::grant_role`], and only where the identity never had this role: what an operator revoked stays revoked.
    async fn seed_role(&self, role: Role, audit: AuditEvent) -> Result<Granted, StoreError>;

    /// Revokes what the identity has in force or for later, in this unit or in all; answers with the number of roles. The
    /// event is recorded where that is not 0.
    async fn revoke_roles(
        &self,
        provider: &str,
        subject: &str,
        unit: Option<&str>,
        audit: AuditEvent,
    ) -> Result<u64, StoreError>;
}

/// An identity's right to work for a unit. The subject is the provider's own name for a person: it is not for logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Role {
    /// Named by what was done in this role; it stays the same when the role is granted anew.
    pub id: Uuid,
    /// The provider's id in the configuration, e.g. `vneid`.
    pub provider: String,
    /// The provider's own name for the person.
    pub subject: String,
    /// e.g. `H44.12`.
    pub unit: String,
    /// What it is for.
    pub kind: RoleKind,
    /// The first moment with the role.
    pub from: OffsetDateTime,
    /// The first moment without the role; `None` is until it is revoked.
    pub until: Option<OffsetDateTime>,
    /// When it was granted, the last time.
    pub granted_at: OffsetDateTime,
    /// When an operator revoked it.
    pub revoked_at: Option<OffsetDateTime>,
}

impl Role {
    /// Whether it opens the desk at this time.
    pub fn is_in_force(&self, now: OffsetDateTime) -> bool {
        self.from <= now && self.is_open(now)
    }

    /// Neither revoked nor over: in force, or beginning later.
    pub fn is_open(&self, now: OffsetDateTime) -> bool {
        self.revoked_at.is_none() && self.until.is_none_or(|until| now < until)
    }
}

impl std::fmt::Debug for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Role({}, {})", self.id, self.unit)
    }
}

/// What a role is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// Receives and decides the dossiers of a unit, and opens citizens' slips.
    Desk,
}

impl RoleKind {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
        }
    }

    /// A kind that this release does not know opens nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        (code == Self::Desk.code()).then_some(Self::Desk)
    }
}

/// How a grant ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Granted {
    /// The identity has the role now.
    Done,
    /// The identity has this role already: nothing was changed.
    AlreadyThere,
}
