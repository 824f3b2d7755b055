//! For some days (`policy.merge_undo_hours`) two accounts that became one can be taken apart again.

use crate::{
    Portal,
    ports::{
        StoreError,
        audit::AuditKind,
        merging::{MergeRow, Undo, Undone},
    },
    session::{Visitor, is_recent},
};
use uuid::Uuid;

/// The merges that this person can still undo, newest first: neither account may be left without a way in.
pub async fn undoable(portal: &Portal, visitor: &Visitor) -> Result<Vec<MergeRow>, StoreError> {
    let own = &visitor.account.identities;
    let mut merges = portal.store.merges_into(visitor.account.id, portal.world.now()).await?;
    merges.retain(|merge| {
        let returning = own.iter().filter(|identity| merge.identities.contains(&identity.id)).count();
        0 < returning && returning < own.len()
    });
    Ok(merges)
}

/// How an undoing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum UndoOutcome {
    /// Both accounts are as they were, and the sessions of both have ended.
    Done,
    /// Nothing was done: the person has to prove first who they are (rule 13).
    ProofNeeded,
    /// The merge cannot be undone (any more).
    NotPossible,
}

/// "Tách lại": takes the two accounts apart again.
pub async fn undo(portal: &Portal, visitor: &Visitor, merge: Uuid) -> Result<UndoOutcome, StoreError> {
    let account = visitor.account.id;
    // A proof is asked for only where it can lead to something.
    if undoable(portal, visitor).await?.iter().any(|row| row.id == merge) {
        if !is_recent(portal, visitor) {
            return Ok(UndoOutcome::ProofNeeded);
        }
        let undo = Undo { merge, account, at: portal.world.now() };
        let audit = portal.event(Some(account), AuditKind::MergeUndone, "by_person");
        if portal.store.undo_merge(undo, audit).await? == Undone::Done {
            return Ok(UndoOutcome::Done);
        }
    }
    portal.refuse(Some(account), AuditKind::AccessRefused, "merge_undo").await?;
    Ok(UndoOutcome::NotPossible)
}
