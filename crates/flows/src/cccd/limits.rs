//! How often the register may be asked in vain (rule 5; ADR 17): an account and a number have a limit, a network address only
//! slows down.

use crate::{
    Portal,
    portal::{Limit, Limits},
    ports::{
        StoreError,
        accounts::Account,
        matching::{Allowance, AttemptsOf, Reservation, Spent},
    },
};
use congdan_domain::Entry;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Longer than any query takes: what has no outcome by then belonged to a process that died.
pub(super) const DEAD_AFTER: Duration = Duration::minutes(2);

/// Each miss beyond the limit of an address makes the next one of an account there wait so much longer,
const STEP: Duration = Duration::milliseconds(250);
/// and no longer than that.
const LONGEST: Duration = Duration::seconds(5);

/// The attempt that a query of this account needs.
pub(super) fn reservation(
    portal: &Portal,
    account: &Account,
    query: Uuid,
    entry: &Entry,
    address: &str,
) -> Reservation {
    let at = portal.world.now();
    let allowance =
        |limit: Limit| (limit.count > 0).then(|| Allowance { count: limit.count, since: at - limit.window });
    // A number that is the account's already is its owner's: other people's attempts do not lock it.
    let is_own = account.person.number.as_ref().is_some_and(|number| number.value == entry.number);
    Reservation {
        query,
        account: account.id,
        entry: entry.clone(),
        address: address.to_owned(),
        at,
        until: at + DEAD_AFTER,
        per_account: allowance(portal.limits.match_per_account),
        per_number: allowance(portal.limits.match_per_number).filter(|_| !is_own),
    }
}

/// When what is spent lets another attempt through. `None` where only reservations are in the way: they end within moments.
pub(super) fn free_at(limits: &Limits, account: Spent, number: Spent) -> Option<OffsetDateTime> {
    full_until(limits.match_per_account, account).max(full_until(limits.match_per_number, number))
}

/// When a full limit opens again: as soon as the oldest attempt leaves its window.
fn full_until(limit: Limit, spent: Spent) -> Option<OffsetDateTime> {
    spent.oldest.filter(|_| spent.count >= limit.count).map(|oldest| oldest + limit.window)
}

/// Holds an account that has missed before at an address with many misses. A first try never waits.
pub(super) async fn slow_down(portal: &Portal, account: Uuid, address: &str) -> Result<(), StoreError> {
    let limit = portal.limits.match_per_address;
    let since = portal.world.now() - limit.window;
    if limit.count == 0 || portal.store.spent_attempts(AttemptsOf::Account(account), since).await?.count == 0 {
        return Ok(());
    }
    let spent = portal.store.spent_attempts(AttemptsOf::Address(address), since).await?;
    let delay = delay(limit, spent.count);
    if delay > Duration::ZERO {
        portal.world.pause(delay).await;
    }
    Ok(())
}

fn delay(limit: Limit, spent: u32) -> Duration {
    if spent < limit.count { Duration::ZERO } else { (STEP * (spent - limit.count + 1).min(1_000)).min(LONGEST) }
}

/// What an account has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// So many more answers of "not found".
    pub left: u32,
    /// When the comparison opens again, where none is left.
    pub free_at: Option<OffsetDateTime>,
    /// How long the comparison is locked after the last one.
    pub window: Duration,
}

/// What an account has left, where its attempts are limited.
pub async fn tries(portal: &Portal, account: Uuid) -> Result<Option<Tries>, StoreError> {
    let limit = portal.limits.match_per_account;
    if limit.count == 0 {
        return Ok(None);
    }
    let since = portal.world.now() - limit.window;
    let spent = portal.store.spent_attempts(AttemptsOf::Account(account), since).await?;
    let left = limit.count.saturating_sub(spent.count);
    Ok(Some(Tries { left, free_at: full_until(limit, spent), window: limit.window }))
}

#[cfg(test)]
mod tests;
