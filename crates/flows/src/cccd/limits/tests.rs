#![allow(clippy::unwrap_used)]

use super::*;
use crate::testing::{Attempt, Attempts, NOW, account, at_minute, block_on, entry, identity, matched, nothing_known};
use time::Duration;

const HERE: &str = "203.0.113.1";
const NUMBER: &str = "025085999001";

fn limits(account: u32, number: u32, address: u32) -> Limits {
    let limit = |count, hours| Limit { count, window: Duration::hours(hours) };
    let other = limit(0, 1);
    Limits {
        match_per_account: limit(account, 1),
        match_per_number: limit(number, 24),
        match_per_address: limit(address, 2),
        sign_in_per_address: other,
        dossier_search_per_address: other,
        calls_per_session: other,
    }
}

fn locked(attempts: &Attempts, limits: &Limits, account: &Account) -> Option<OffsetDateTime> {
    let limited = LimitedMatch { account, entry: &entry(NUMBER), address: HERE };
    block_on(limited.locked_until(attempts, limits, NOW)).unwrap()
}

#[test]
fn each_full_limit_locks_until_its_oldest_attempt_leaves_the_window() {
    let account = account([identity("dvcqg", "a")], nothing_known());
    let by_us = Attempt { account: account.id, number: NUMBER, address: HERE, at: at_minute(-50) };
    let later = Attempt { at: at_minute(-10), ..by_us };
    let attempts = Attempts::of([by_us, later]);
    for (limits, expected, why) in [
        (limits(2, 0, 0), Some(at_minute(10)), "the account's hour ends ten minutes from now"),
        (limits(3, 0, 0), None, "one attempt is left"),
        (limits(0, 0, 0), None, "a count of 0 is no limit"),
        (limits(0, 2, 0), Some(at_minute(-50) + Duration::DAY), "the number's day"),
        (limits(0, 0, 2), Some(at_minute(70)), "the address's two hours"),
        (limits(2, 2, 2), Some(at_minute(-50) + Duration::DAY), "the latest of the three"),
    ] {
        assert_eq!(locked(&attempts, &limits, &account), expected, "{why}");
    }
}

#[test]
fn other_peoples_attempts_at_a_number_lock_a_stranger_and_not_its_owner() {
    let stranger = account([identity("dvcqg", "a")], nothing_known());
    let owner = account([identity("vneid", "b")], matched(NUMBER));
    let other = Attempt { account: Uuid::from_u128(99), number: NUMBER, address: "203.0.113.9", at: at_minute(-5) };
    let attempts = Attempts::of([other]);
    let limits = limits(1, 1, 1);
    assert!(locked(&attempts, &limits, &stranger).is_some());
    assert_eq!(locked(&attempts, &limits, &owner), None);
}

#[test]
fn an_attempt_that_has_left_the_window_counts_no_more() {
    let account = account([identity("dvcqg", "a")], nothing_known());
    let old = Attempt { account: account.id, number: "025085999002", address: "203.0.113.9", at: at_minute(-61) };
    assert_eq!(locked(&Attempts::of([old]), &limits(1, 1, 1), &account), None);
}
