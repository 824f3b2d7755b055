//! Bursts: sign-ins and look-ups per network address, high enough for a commune office behind one address and low enough for a
//! machine; calls per session.

use super::{
    Site,
    who::{address, session_token},
};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use congdan_flows::portal::{Limit, Limits};
use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Mutex, PoisonError},
};
use time::{Duration, OffsetDateTime};

/// The limits that are counted in this process's memory.
#[derive(Debug)]
pub struct RateLimits {
    sign_ins: RateLimit,
    look_ups: RateLimit,
    calls: RateLimit,
    /// So that no session's secret is kept: windows go by its hash.
    hashes: RandomState,
}

impl RateLimits {
    pub fn new(limits: &Limits) -> Self {
        Self {
            sign_ins: RateLimit::new(limits.sign_in_per_address),
            look_ups: RateLimit::new(limits.look_up_per_address),
            calls: RateLimit::new(limits.calls_per_session),
            hashes: RandomState::new(),
        }
    }

    /// Forgets everything, for the demonstration's reset.
    pub fn reset(&self) {
        for limit in [&self.sign_ins, &self.look_ups, &self.calls] {
            limit.reset();
        }
    }
}

/// A fixed window per key, in memory that is bounded.
#[derive(Debug)]
struct RateLimit {
    limit: Limit,
    windows: Mutex<Windows>,
    /// Chosen at the start, so that nobody can tell who shares a window with whom.
    shares: RandomState,
}

#[derive(Debug, Default)]
struct Windows {
    own: HashMap<String, Window>,
    /// For addresses that come when all the others' windows are in use: nobody's penalty is dropped to make room.
    shared: HashMap<u64, Window>,
    swept_at: Option<OffsetDateTime>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    began: OffsetDateTime,
    count: u32,
}

/// So many addresses have a window of their own, some megabytes.
const OWN: usize = 50_000;
/// So many windows the rest share.
const SHARED: u64 = 4_096;
/// Between two sweeps of a full memory: looking at every window for every request would be the flood's own work.
const SWEEP_EVERY: Duration = Duration::SECOND;

impl RateLimit {
    fn new(limit: Limit) -> Self {
        Self { limit, windows: Mutex::default(), shares: RandomState::new() }
    }

    fn reset(&self) {
        *self.windows.lock().unwrap_or_else(PoisonError::into_inner) = Windows::default();
    }

    /// Counts one event; when it is one too many, answers with the seconds to wait.
    fn count(&self, key: &str, now: OffsetDateTime) -> Result<(), i64> {
        if self.limit.count == 0 {
            return Ok(());
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window { began: now, count: 0 };
        windows.make_room(key, now, self.limit.window);
        let window = if windows.own.len() < OWN || windows.own.contains_key(key) {
            windows.own.entry(key.to_owned()).or_insert(fresh)
        } else {
            windows.shared.entry(self.shares.hash_one(key) % SHARED).or_insert(fresh)
        };
        if window.began + self.limit.window <= now {
            *window = fresh;
        }
        window.count = window.count.saturating_add(1);
        let wait = window.began + self.limit.window - now;
        if window.count > self.limit.count { Err(wait.whole_seconds().max(1)) } else { Ok(()) }
    }
}

impl Windows {
    /// Where a new address finds all windows in use, those that have ended are dropped.
    fn make_room(&mut self, key: &str, now: OffsetDateTime, length: Duration) {
        let is_due = self.swept_at.is_none_or(|at| now - at >= SWEEP_EVERY || at > now);
        if self.own.len() >= OWN && is_due && !self.own.contains_key(key) {
            self.own.retain(|_, window| window.began + length > now);
            self.swept_at = Some(now);
        }
    }
}

pub async fn bursts(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let (limits, now) = (&site.limits, site.portal.world.now());
    let session = session_token(&site, &parts).map(|token| limits.hashes.hash_one(token).to_string());
    let counted =
        session.map_or(Ok(()), |session| limits.calls.count(&session, now)).and_then(|()| match parts.uri.path() {
            "/api/dang-nhap" | "/api/dang-nhap/can-bo" => limits.sign_ins.count(&address(&site, &parts), now),
            "/api/tra-cuu" => limits.look_ups.count(&address(&site, &parts), now),
            _ => Ok(()),
        });
    match counted {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(seconds) => {
            let text = "Có quá nhiều yêu cầu cùng loại trong thời gian ngắn. Hãy thử lại sau ít phút.\nToo many requests of this kind in a short time. Try again in a few minutes.\n";
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], text).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_window_fills_and_opens_again() {
        let limit = RateLimit::new(Limit { count: 2, window: Duration::minutes(5) });
        let start = OffsetDateTime::UNIX_EPOCH;
        assert_eq!(limit.count("a", start), Ok(()));
        assert_eq!(limit.count("a", start), Ok(()));
        assert_eq!(limit.count("a", start + Duration::minutes(1)), Err(240));
        assert_eq!(limit.count("b", start), Ok(()), "another address is not concerned");
        assert_eq!(limit.count("a", start + Duration::minutes(5)), Ok(()));
    }

    #[test]
    fn a_count_of_zero_switches_it_off() {
        let limit = RateLimit::new(Limit { count: 0, window: Duration::minutes(5) });
        assert!((0..1000).all(|_| limit.count("a", OffsetDateTime::UNIX_EPOCH).is_ok()));
    }

    #[test]
    fn e04_a_flood_of_addresses_neither_grows_without_end_nor_frees_who_is_held_up() {
        let limit = RateLimit::new(Limit { count: 2, window: Duration::minutes(5) });
        let start = OffsetDateTime::UNIX_EPOCH;
        for _ in 0..3 {
            let _ = limit.count("attacker", start);
        }
        for address in 0..200_000 {
            let _ = limit.count(&format!("flood-{address}"), start + Duration::seconds(address / 1_000));
        }
        assert!(limit.count("attacker", start + Duration::minutes(4)).is_err(), "still held up");
        assert!(limit.count("newcomer", start + Duration::minutes(4)).is_err(), "and nobody slips in with the flood");
        {
            let windows = limit.windows.lock().unwrap();
            assert_eq!(windows.own.len(), OWN);
            assert!(windows.shared.len() as u64 <= SHARED);
        }
        let later = start + Duration::minutes(15);
        assert_eq!(limit.count("attacker", later), Ok(()));
        assert_eq!(limit.count("newcomer", later), Ok(()));
        assert!(limit.windows.lock().unwrap().own.len() <= 2, "the ended ones are gone");
    }
}
