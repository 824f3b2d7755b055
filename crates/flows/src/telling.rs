//! Telling the person what happened to their account (rules 8 and 9): derived from the record, so that nothing
//! that is recorded can go untold.

use crate::{
    Portal,
    linking::ASSERTED_BY_VNEID,
    ports::{
        StoreError,
        audit::{AuditEvent, AuditKind},
    },
    session::Visitor,
};
use time::OffsetDateTime;

/// Enough for any life; more than that is a page of its own, the activity list.
const MOST: u64 = 10;

/// Of an account's newest events, how many are searched for what became of its number.
const SEARCHED: u64 = 100;

/// What happened since the person last said "Đã hiểu", newest first.
pub async fn news(portal: &Portal, visitor: &Visitor) -> Result<Vec<AuditEvent>, StoreError> {
    portal.store.untold_of(visitor.account.id, MOST).await
}

/// "Đã hiểu", up to the newest that was shown: what happened meanwhile is still told.
pub async fn understood(portal: &Portal, visitor: &Visitor, until: OffsetDateTime) -> Result<(), StoreError> {
    portal.store.tell_until(visitor.account.id, until.min(portal.world.now())).await
}

/// How an account without a number lost the one that it had to somebody whose VNeID asserts it (rule 9): said wherever
/// the person is asked for a number, after "Đã hiểu" too.
pub async fn number_lost(portal: &Portal, visitor: &Visitor) -> Result<Option<AuditEvent>, StoreError> {
    if visitor.account.person.number.is_some() {
        return Ok(None);
    }
    let events = portal.store.events_of(visitor.account.id, SEARCHED).await?;
    let released = events.into_iter().find(|event| event.kind == AuditKind::NumberReleased);
    Ok(released.filter(|event| event.detail == ASSERTED_BY_VNEID))
}
