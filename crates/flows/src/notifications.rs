//! Notifications about the account (rules 8 and 9). They are derived from the audit record, so that nothing that is
//! recorded can be left out.

use crate::{
    Portal,
    ports::{
        StoreError,
        audit::{AuditEvent, AuditKind, ReleaseReason},
    },
    session::Visitor,
};
use congdan_domain::{Cccd, Outcome};
use time::OffsetDateTime;
use uuid::Uuid;

/// How many are shown; the activity list has the rest.
const MOST: u64 = 10;

/// What happened since the person last pressed "Đã hiểu", newest first.
pub async fn unread(portal: &Portal, visitor: &Visitor) -> Result<Vec<AuditEvent>, StoreError> {
    portal.store.unread_of(visitor.account.id, MOST).await
}

/// "Đã hiểu", up to the newest that was shown: what happened meanwhile stays unread.
pub async fn acknowledge(portal: &Portal, visitor: &Visitor, until: OffsetDateTime) -> Result<(), StoreError> {
    portal.store.acknowledge_until(visitor.account.id, until.min(portal.world.now())).await
}

/// Tells an account that somebody else has come with its number: `how` is the provider that asserted it, or the code of the
/// outcome that a typed one had. What the person has not read yet is not told twice.
pub(crate) async fn tell_of_claim(portal: &Portal, holder: Uuid, how: &str) -> Result<(), StoreError> {
    let event = portal.event(Some(holder), AuditKind::NumberClaimed, how);
    let unread = portal.store.unread_of(holder, MOST).await?;
    if unread.iter().any(|other| other.kind == event.kind && other.detail == event.detail) {
        return Ok(());
    }
    portal.store.record(event).await
}

/// Tells the account that has the number that another account typed it, and that the register confirmed it.
pub(crate) async fn tell_of_conflict(portal: &Portal, number: &Cccd) -> Result<(), StoreError> {
    match portal.store.account_by_number(number).await? {
        Some(holder) => tell_of_claim(portal, holder.id, Outcome::Conflict.code()).await,
        None => Ok(()),
    }
}

/// Tells the account that has the number that somebody has searched for dossiers with it and missed so often. What the person
/// has not read yet is not told twice.
pub(crate) async fn tell_of_search(portal: &Portal, number: &Cccd, misses: u32) -> Result<(), StoreError> {
    let Some(holder) = portal.store.account_by_number(number).await? else { return Ok(()) };
    let event = portal.event(Some(holder.id), AuditKind::DossierSearchMissed, misses.to_string());
    let unread = portal.store.unread_of(holder.id, MOST).await?;
    if unread.iter().any(|other| other.kind == event.kind && other.detail == event.detail) {
        return Ok(());
    }
    portal.store.record(event).await
}

/// The event by which an account without a number lost it to a person whose VNeID asserts it (rule 9). It is shown
/// wherever the person is asked for a number, after "Đã hiểu" too.
pub async fn number_lost(portal: &Portal, visitor: &Visitor) -> Result<Option<AuditEvent>, StoreError> {
    if visitor.account.person.number.is_some() {
        return Ok(None);
    }
    let released = portal.store.newest_of(visitor.account.id, AuditKind::NumberReleased).await?;
    Ok(released.filter(|event| ReleaseReason::of(event) == Some(ReleaseReason::AssertedByVneid)))
}
