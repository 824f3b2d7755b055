//! Notifications about the account (journeys, rules 8 and 9). They are derived from the audit record, so that nothing that is
//! recorded can be left out.

use crate::{
    Portal,
    ports::{
        StoreError,
        audit::{AuditEvent, AuditKind, ReleaseReason},
    },
    session::Visitor,
};
use time::OffsetDateTime;

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

/// The event by which an account without a number lost it to a person whose VNeID asserts it (journeys, rule 9). It is shown
/// wherever the person is asked for a number, after "Đã hiểu" too.
pub async fn number_lost(portal: &Portal, visitor: &Visitor) -> Result<Option<AuditEvent>, StoreError> {
    if visitor.account.person.number.is_some() {
        return Ok(None);
    }
    let released = portal.store.newest_of(visitor.account.id, AuditKind::NumberReleased).await?;
    Ok(released.filter(|event| ReleaseReason::of(event) == Some(ReleaseReason::AssertedByVneid)))
}
