//! Two accounts of one person become one, and can be taken apart again for a while.

use super::{StoreError, accounts::Identity, audit::AuditEvent, sessions::NewSession};
use async_trait::async_trait;
use congdan_domain::{Cccd, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
pub trait Merging: Send + Sync {
    /// Keeps a conflict, or what has been proven about it, in place of the account's earlier one. A session that is renewed
    /// hands it on (`Sessions::open_session`).
    async fn keep_conflict(&self, conflict: Conflict) -> Result<(), StoreError>;

    /// The conflict that this session met, without using it up.
    async fn conflict(&self, session: Uuid, now: OffsetDateTime) -> Result<Option<Conflict>, StoreError>;

    /// Uses the conflict up and makes one account of two, all of it or nothing: what the one has moves to the other, the
    /// one is closed, the sessions of both end, the log says what was moved, and the person's session is opened on the
    /// account that stays. Nobody is told that nothing was merged when it was. Of many callers at once, one gets
    /// [`Merged::Done`].
    async fn merge_accounts(
        &self,
        merge: Merge,
        session: NewSession,
        audit: [AuditEvent; 3],
    ) -> Result<Merged, StoreError>;

    /// The merges into an account that can still be undone, newest first.
    async fn merges_into(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<MergeRow>, StoreError>;

    /// What was moved goes back, the closed account is open again, and the sessions of both end. What came after the merge
    /// stays. The events are for the account that stayed and for the one that is open again.
    async fn undo_merge(&self, undo: Undo, audit: AuditEvent) -> Result<Undone, StoreError>;
}

/// The register has confirmed a number for a person, and another account holds it. Kept encrypted.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub account: Uuid,
    pub session: Uuid,
    /// As typed, and matched.
    pub number: Cccd,
    /// Where the person was going.
    pub wanted: WantedPath,
    /// The holder's account, once the person has proven that it is theirs.
    pub proven: Option<ProvenHolder>,
    pub expires_at: OffsetDateTime,
}

/// A fresh sign-in that opened the account which holds the number.
#[derive(Clone, Debug)]
pub struct ProvenHolder {
    pub account: Uuid,
    pub identity: Identity,
    pub authenticated_at: OffsetDateTime,
    pub id_token: Option<secrecy::SecretString>,
    pub provider_session: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Merge {
    pub id: Uuid,
    /// The session whose conflict it is.
    pub session: Uuid,
    /// The account that ends.
    pub from: Uuid,
    /// The account that stays: it holds `number`, and `identity` opens it, with which the person's session begins.
    pub into: Uuid,
    pub identity: Uuid,
    pub number: Cccd,
    pub at: OffsetDateTime,
    pub undo_until: OffsetDateTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Merged {
    Done,
    /// The conflict was used up or has changed, or one of the accounts is no longer what was proven: nothing was changed.
    Gone,
}

/// A merge that can be undone.
#[derive(Clone, Debug)]
pub struct MergeRow {
    pub id: Uuid,
    pub at: OffsetDateTime,
    pub undo_until: OffsetDateTime,
    /// The identities that came with it.
    pub identities: Vec<Uuid>,
    pub dossiers: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct Undo {
    pub merge: Uuid,
    /// The account that stayed.
    pub account: Uuid,
    pub at: OffsetDateTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Undone {
    Done,
    /// Undone before, too late, not of this account, or one of the two would be left without a way in: nothing was changed.
    NotPossible,
}
