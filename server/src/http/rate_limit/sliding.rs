//! One limit: so many events of a key within any span of time, in memory that is bounded.

use congdan_flows::portal::Limit;
use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Mutex, MutexGuard, PoisonError},
};
use time::{Duration, OffsetDateTime};

/// So many keys have a window of their own, some megabytes.
const OWN: usize = 50_000;
/// So many windows the rest share.
const SHARED: u64 = 4_096;
/// Between two sweeps of a full memory: looking at every window for every request would be the flood's own work.
const SWEEP_EVERY: Duration = Duration::SECOND;
/// A window moves on by a tenth of its length.
const SLOTS: usize = 10;

/// A sliding window per key.
///
/// Of one key no more than the limit's count passes within any nine tenths of the limit's window; an event is forgotten when
/// the tenth in which it fell began a whole window ago. What is refused is not counted, so the seconds to wait are true.
#[derive(Debug)]
pub(super) struct SlidingLimit {
    limit: Limit,
    windows: Mutex<Windows>,
    /// Chosen at the start, so that a caller cannot find out which keys share a window.
    shares: RandomState,
}

#[derive(Debug, Default)]
struct Windows {
    own: HashMap<String, Window>,
    /// For keys that come when all windows of single keys are in use: none of those is dropped to make room.
    shared: HashMap<u64, Window>,
    swept_at: Option<OffsetDateTime>,
}

impl SlidingLimit {
    pub(super) fn new(limit: Limit) -> Self {
        Self { limit, windows: Mutex::default(), shares: RandomState::new() }
    }

    pub(super) fn reset(&self) {
        *self.windows() = Windows::default();
    }

    /// Counts one event; when it is one too many, answers with the seconds to wait.
    pub(super) fn count(&self, key: &str, now: OffsetDateTime) -> Result<(), i64> {
        if self.limit.count == 0 {
            return Ok(());
        }
        let mut windows = self.windows();
        windows.make_room(key, now, self.limit.window);
        let window = if windows.own.len() < OWN || windows.own.contains_key(key) {
            windows.own.entry(key.to_owned()).or_insert_with(|| Window::empty(now))
        } else {
            windows.shared.entry(self.shares.hash_one(key) % SHARED).or_insert_with(|| Window::empty(now))
        };
        window.count(self.limit, now)
    }

    /// Gives the key a window of its own, where there is room, before its first event.
    pub(super) fn open(&self, key: &str, now: OffsetDateTime) {
        let mut windows = self.windows();
        windows.make_room(key, now, self.limit.window);
        if self.limit.count > 0 && windows.own.len() < OWN && !windows.own.contains_key(key) {
            windows.own.insert(key.to_owned(), Window::empty(now));
        }
    }

    /// Whether the key has a window of its own.
    pub(super) fn is_open(&self, key: &str) -> bool {
        self.windows().own.contains_key(key)
    }

    fn windows(&self) -> MutexGuard<'_, Windows> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Windows {
    /// Where a new key finds all windows in use, those that have ended are dropped.
    fn make_room(&mut self, key: &str, now: OffsetDateTime, length: Duration) {
        let is_due = self.swept_at.is_none_or(|at| now - at >= SWEEP_EVERY || at > now);
        if self.own.len() >= OWN && is_due && !self.own.contains_key(key) {
            self.own.retain(|_, window| !window.has_ended(now, length));
            self.swept_at = Some(now);
        }
    }
}

/// Tenths of a window, from `began` on; the last one that is in use is the present.
#[derive(Clone, Copy, Debug)]
struct Window {
    began: OffsetDateTime,
    tenths: [u32; SLOTS],
}

impl Window {
    const fn empty(now: OffsetDateTime) -> Self {
        Self { began: now, tenths: [0; SLOTS] }
    }

    fn count(&mut self, limit: Limit, now: OffsetDateTime) -> Result<(), i64> {
        let tenth = limit.window / SLOTS as u32;
        let present = self.move_on(tenth, now);
        if self.tenths.iter().sum::<u32>() < limit.count {
            self.tenths[present] += 1;
            return Ok(());
        }
        let first = self.tenths.iter().position(|events| *events > 0).unwrap_or_default();
        let free_at = self.began + tenth * first as u32 + limit.window;
        Err((free_at - now).whole_seconds().max(1))
    }

    /// Forgets the tenths that began a whole window ago, and answers with the place of the present one.
    fn move_on(&mut self, tenth: Duration, now: OffsetDateTime) -> usize {
        let since = (now - self.began).max(Duration::ZERO);
        let place = (since.whole_milliseconds() / tenth.whole_milliseconds().max(1)) as usize;
        let passed = place.saturating_sub(SLOTS - 1);
        if passed >= SLOTS {
            *self = Self::empty(now);
            return 0;
        }
        self.tenths.rotate_left(passed);
        self.tenths[SLOTS - passed..].fill(0);
        self.began += tenth * passed as u32;
        place - passed
    }

    /// Nothing that it holds counts any more.
    fn has_ended(&self, now: OffsetDateTime, length: Duration) -> bool {
        let last = self.tenths.iter().rposition(|events| *events > 0).unwrap_or_default();
        self.began + length / SLOTS as u32 * last as u32 + length <= now
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn limit(count: u32) -> SlidingLimit {
        SlidingLimit::new(Limit { count, window: Duration::minutes(5) })
    }

    #[test]
    fn the_window_fills_and_opens_again() {
        let limit = limit(2);
        assert_eq!(limit.count("a", START), Ok(()));
        assert_eq!(limit.count("a", START), Ok(()));
        assert_eq!(limit.count("a", START + Duration::minutes(1)), Err(240));
        assert_eq!(limit.count("b", START), Ok(()), "another key is not concerned");
        assert_eq!(limit.count("a", START + Duration::minutes(5)), Ok(()));
    }

    #[test]
    fn a_window_slides_there_is_no_moment_at_which_two_of_them_fit() {
        let limit = limit(10);
        // A fixed window would let ten pass just before its end, and ten more just after it.
        assert_eq!(limit.count("a", START), Ok(()));
        let before = START + Duration::seconds(299);
        let passed = (0..20).filter(|_| limit.count("a", before).is_ok()).count();
        assert_eq!(passed, 9);
        let after = START + Duration::seconds(301);
        let passed = (0..20).filter(|_| limit.count("a", after).is_ok()).count();
        assert_eq!(passed, 1, "only the first has been forgotten");
        // Twin: a caller that keeps to the pace is never held up.
        let limit = self::limit(10);
        for event in 0..200 {
            assert_eq!(limit.count("a", START + Duration::seconds(30) * event), Ok(()), "{event}");
        }
    }

    #[test]
    fn who_waits_as_long_as_it_was_told_passes() {
        let limit = limit(3);
        for second in [0, 70, 140] {
            assert_eq!(limit.count("a", START + Duration::seconds(second)), Ok(()));
        }
        let now = START + Duration::seconds(150);
        let wait = limit.count("a", now).unwrap_err();
        assert!((1..=150).contains(&wait), "{wait}");
        assert!(limit.count("a", now + Duration::seconds(wait - 1)).is_err());
        assert_eq!(limit.count("a", now + Duration::seconds(wait)), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_holds_nobody_up_for_longer() {
        let limit = limit(1);
        assert_eq!(limit.count("a", START + Duration::hours(1)), Ok(()));
        assert!(limit.count("a", START).is_err());
        assert_eq!(limit.count("a", START + Duration::minutes(65)), Ok(()));
    }

    #[test]
    fn a_count_of_zero_switches_it_off() {
        let limit = limit(0);
        assert!((0..1000).all(|_| limit.count("a", START).is_ok()));
    }

    #[test]
    fn e04_a_flood_of_addresses_neither_grows_without_end_nor_frees_who_is_held_up() {
        let limit = limit(2);
        for _ in 0..3 {
            let _ = limit.count("attacker", START);
        }
        for address in 0..200_000 {
            let _ = limit.count(&format!("flood-{address}"), START + Duration::seconds(address / 1_000));
        }
        assert!(limit.count("attacker", START + Duration::minutes(4)).is_err(), "still held up");
        assert!(limit.count("newcomer", START + Duration::minutes(4)).is_err(), "and nobody slips in with the flood");
        {
            let windows = limit.windows();
            assert_eq!(windows.own.len(), OWN);
            assert!(windows.shared.len() as u64 <= SHARED);
        }
        let later = START + Duration::minutes(15);
        assert_eq!(limit.count("attacker", later), Ok(()));
        assert_eq!(limit.count("newcomer", later), Ok(()));
        assert!(limit.windows().own.len() <= 2, "the ended ones are gone");
    }
}
