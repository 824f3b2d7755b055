//! How often the register may be asked, by account, by number and by network address.

use crate::{
    Portal,
    portal::Limit,
    ports::{
        StoreError,
        accounts::Account,
        matching::{AttemptsOf, Entry, Spent},
    },
};
use time::OffsetDateTime;
use uuid::Uuid;

/// The latest of the times at which a full limit opens again, if one is full.
pub(crate) async fn locked_until(
    portal: &Portal,
    account: &Account,
    entry: &Entry,
    address: &str,
) -> Result<Option<OffsetDateTime>, StoreError> {
    let rows = [
        (AttemptsOf::Account(account.id), portal.limits.match_per_account),
        (AttemptsOf::Number(&entry.number), portal.limits.match_per_number),
        (AttemptsOf::Address(address), portal.limits.match_per_address),
    ];
    // A number that this account's provider vouched for is its owner's: other people's tries do not lock it.
    let own = account.person.number.as_ref().is_some_and(|number| number.value == entry.number);
    let mut latest = None;
    for (of, limit) in rows {
        if own && matches!(of, AttemptsOf::Number(_)) {
            continue;
        }
        latest = latest.max(full_until(portal, of, limit).await?);
    }
    Ok(latest)
}

async fn full_until(portal: &Portal, of: AttemptsOf<'_>, limit: Limit) -> Result<Option<OffsetDateTime>, StoreError> {
    if limit.count == 0 {
        return Ok(None);
    }
    let Spent { count, oldest } = portal.store.spent_attempts(of, portal.world.now() - limit.window).await?;
    Ok(oldest.filter(|_| count >= limit.count).map(|oldest| oldest + limit.window))
}

/// How many tries an account has left, where tries are limited.
pub async fn attempts_left(portal: &Portal, account: Uuid) -> Result<Option<u32>, StoreError> {
    let limit = portal.limits.match_per_account;
    if limit.count == 0 {
        return Ok(None);
    }
    let since = portal.world.now() - limit.window;
    let spent = portal.store.spent_attempts(AttemptsOf::Account(account), since).await?;
    Ok(Some(limit.count.saturating_sub(spent.count)))
}
