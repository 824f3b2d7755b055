//! Taking an identity away from an account.

use super::{
    StoreError,
    accounts::{Identity, IdentityWritten},
    audit::AuditEvent,
};
use async_trait::async_trait;
use uuid::Uuid;

/// Takes identities away and replaces them.
#[async_trait]
pub trait Unlinking: Send + Sync {
    /// Takes the identity away and, in the same transaction, ends the account's sessions and takes the force from a number
    /// that no other source vouches for ([`crate::unlinking::number_after`]). What is kept for the browser goes as well. Of many calls at once none takes the last way
    /// in. The second event is recorded only where the number leaves the account.
    async fn unlink_identity(&self, unlink: Unlink, audit: [AuditEvent; 2]) -> Result<Unlinked, StoreError>;

    /// The provider has a new subject for the same person: the new identity takes the old one's place, and the account's
    /// sessions end.
    async fn renew_identity(
        &self,
        account: Uuid,
        old: Uuid,
        new: Identity,
        audit: AuditEvent,
    ) -> Result<IdentityWritten, StoreError>;
}

/// What is to be unlinked, and what must hold afterwards.
#[derive(Clone, Debug)]
pub struct Unlink {
    /// The account.
    pub account: Uuid,
    /// The identity that goes.
    pub identity: Uuid,
    /// The providers whose identities open an account today: one of the account's has to be left.
    pub open_providers: Vec<String>,
    /// The providers whose identities vouch for the number of the account that they open.
    pub vouching: Vec<String>,
    /// The session that goes on; not where the identity itself opened it.
    pub keeps: Uuid,
    /// The browser in which it is done, by the value of its own cookie.
    pub browser: String,
}

/// Whether an identity was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Unlinked {
    /// The identity no longer opens the account.
    Done,
    /// Nothing else would open the account: nothing was done.
    LastWayIn,
    /// The account has no such identity (any more): nothing was done.
    NotFound,
}
