use super::*;
use crate::testing::{NOW, at_minute};

fn limit(count: u32, hours: i64) -> Limit {
    Limit { count, window: Duration::hours(hours) }
}

fn limits(account: u32, number: u32) -> Limits {
    let other = limit(0, 1);
    Limits {
        match_per_account: limit(account, 1),
        match_per_number: limit(number, 24),
        match_per_address: other,
        sign_in_per_address: other,
        dossier_search_per_address: other,
        dossier_misses_per_number: other,
        dossier_misses_per_code: other,
        calls_per_session: other,
    }
}

#[test]
fn a_full_limit_opens_when_its_oldest_attempt_leaves_the_window() {
    let spent = |count, oldest| Spent { count, oldest: Some(at_minute(oldest)) };
    for (limits, account, number, expected, why) in [
        (
            limits(2, 9),
            spent(2, -50),
            spent(2, -50),
            Some(at_minute(10)),
            "the account's hour ends ten minutes from now",
        ),
        (limits(3, 9), spent(2, -50), spent(2, -50), None, "one attempt is left: only reservations are in the way"),
        (limits(9, 2), spent(2, -50), spent(2, -50), Some(at_minute(-50) + Duration::DAY), "the number's day"),
        (limits(2, 2), spent(2, -50), spent(2, -5), Some(at_minute(-5) + Duration::DAY), "the later of the two"),
        (limits(2, 2), spent(2, -50), Spent::default(), Some(at_minute(10)), "the number is the account's own"),
    ] {
        assert_eq!(free_at(&limits, account, number), expected, "{why}");
    }
    assert!(NOW < at_minute(10));
}

#[test]
fn t2_02_a_full_address_slows_down_by_steps_and_only_so_far() {
    let limit = limit(60, 1);
    assert_eq!([0, 59].map(|spent| delay(limit, spent)), [Duration::ZERO; 2]);
    assert_eq!([60, 61, 63].map(|spent| delay(limit, spent)), [STEP, STEP * 2, STEP * 4]);
    assert_eq!([80, 1_000, u32::MAX].map(|spent| delay(limit, spent)), [LONGEST; 3]);
}
