//! Two accounts of one person become one, and can be taken apart again for a while.

use super::{StoreError, accounts::Identity, audit::AuditEvent, sessions::NewSession};
use async_trait::async_trait;
use congdan_domain::{Cccd, WantedPath};
use time::OffsetDateTime;
use uuid::Uuid;

/// The conflicts that can lead to a merge, and the merges that can be undone.
#[async_trait]
pub trait Merging: Send + Sync {
    /// Stores a conflict, or what has been proven about it, in place of the account's earlier one. When its session is
    /// renewed, the new session has it (`Sessions::open_session`).
    async fn save_conflict(&self, conflict: Conflict) -> Result<(), StoreError>;

    /// The conflict that this session met, without using it up.
    async fn conflict(&self, session: Uuid, now: OffsetDateTime) -> Result<Option<Conflict>, StoreError>;

    /// Uses the conflict up and makes one account of two, all of it or nothing: what the one has moves to the other, the
    /// one is closed, the sessions of both end, the log records what was moved, and the person's session is opened on the
    /// account that stays. Of many callers at once, one gets
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
    /// The account that typed the number.
    pub account: Uuid,
    /// The session in which it was typed.
    pub session: Uuid,
    /// As typed, and matched.
    pub number: Cccd,
    /// Where the person was going.
    pub wanted: WantedPath,
    /// The holder's account, once the person has proven that it is theirs.
    pub proven: Option<ProvenHolder>,
    /// When the number has to be typed again.
    pub expires_at: OffsetDateTime,
}

/// A fresh sign-in that opened the account which holds the number.
#[derive(Clone, Debug)]
pub struct ProvenHolder {
    /// The account that holds the number.
    pub account: Uuid,
    /// The identity that opened it.
    pub identity: Identity,
    /// When the person proved to the provider who they are.
    pub authenticated_at: OffsetDateTime,
    /// The ID token, where the provider wants it back at sign-out.
    pub id_token: Option<secrecy::SecretString>,
    /// `sid` of the provider's session.
    pub provider_session: Option<String>,
}

/// Two accounts that become one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The merge's own id.
    pub id: Uuid,
    /// The session whose conflict it is.
    pub session: Uuid,
    /// The account that ends.
    pub from: Uuid,
    /// The account that stays: it holds `number`, and `identity` opens it, with which the person's session begins.
    pub into: Uuid,
    /// The identity of `into` that was proven.
    pub identity: Uuid,
    /// The number that both claim.
    pub number: Cccd,
    /// When the person confirmed.
    pub at: OffsetDateTime,
    /// Until when it can be undone.
    pub undo_until: OffsetDateTime,
}

/// Whether two accounts became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Merged {
    /// They are one account now.
    Done,
    /// The conflict was used up or has changed, or one of the accounts is no longer what was proven: nothing was changed.
    Outdated,
}

/// A merge that can be undone.
#[derive(Clone, Debug)]
pub struct MergeRow {
    /// The merge's own id.
    pub id: Uuid,
    /// When it was made.
    pub at: OffsetDateTime,
    /// Until when it can be undone.
    pub undo_until: OffsetDateTime,
    /// The identities that came with it.
    pub identities: Vec<Uuid>,
    /// How many dossiers came with it.
    pub dossiers: usize,
}

/// A merge that is to be undone.
#[derive(Clone, Copy, Debug)]
pub struct Undo {
    /// The merge.
    pub merge: Uuid,
    /// The account that stayed.
    pub account: Uuid,
    /// When the person asked for it.
    pub at: OffsetDateTime,
}

/// Whether a merge was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Undone {
    /// Both accounts exist again.
    Done,
    /// Undone before, too late, not of this account, or one of the two would be left without a way in: nothing was changed.
    NotPossible,
}
