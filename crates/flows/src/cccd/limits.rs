//! How often the register may be asked in vain, by account, by number and by network address.

use crate::{
    Portal,
    portal::{Limit, Limits},
    ports::{
        StoreError,
        accounts::Account,
        matching::{AttemptsOf, Matching, Spent},
    },
};
use congdan_domain::Entry;
use time::OffsetDateTime;
use uuid::Uuid;

/// A match that limits may hold back.
pub(super) struct LimitedMatch<'a> {
    pub account: &'a Account,
    pub entry: &'a Entry,
    /// The client's network address.
    pub address: &'a str,
}

impl LimitedMatch<'_> {
    /// When the match may be made, if a limit is full at `now`: the latest of the times at which a full limit opens again.
    pub async fn locked_until(
        &self,
        store: &dyn Matching,
        limits: &Limits,
        now: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let mut rows = vec![
            (AttemptsOf::Account(self.account.id), limits.match_per_account),
            (AttemptsOf::Address(self.address), limits.match_per_address),
        ];
        // A number that this account's provider vouched for is its owner's: other people's attempts do not lock it.
        let own = self.account.person.number.as_ref().is_some_and(|number| number.value == self.entry.number);
        if !own {
            rows.push((AttemptsOf::Number(&self.entry.number), limits.match_per_number));
        }
        let mut latest = None;
        for (of, limit) in rows.into_iter().filter(|(_, limit)| limit.count > 0) {
            latest = latest.max(full_until(limit, store.spent_attempts(of, now - limit.window).await?));
        }
        Ok(latest)
    }
}

/// When a full limit opens again: as soon as the oldest attempt leaves its window.
fn full_until(limit: Limit, spent: Spent) -> Option<OffsetDateTime> {
    spent.oldest.filter(|_| spent.count >= limit.count).map(|oldest| oldest + limit.window)
}

/// How many attempts an account has left, where they are limited.
pub async fn attempts_left(portal: &Portal, account: Uuid) -> Result<Option<u32>, StoreError> {
    let limit = portal.limits.match_per_account;
    if limit.count == 0 {
        return Ok(None);
    }
    let since = portal.world.now() - limit.window;
    let spent = portal.store.spent_attempts(AttemptsOf::Account(account), since).await?;
    Ok(Some(limit.count.saturating_sub(spent.count)))
}

#[cfg(test)]
mod tests;
