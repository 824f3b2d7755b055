//! Bursts: what one network address or one session may do in a short time, high enough for a commune office behind one address
//! and low enough for a machine.

mod sliding;

use super::{
    Site,
    refused::Refused,
    who::{address, session_token},
};
use axum::{
    extract::{Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use congdan_flows::portal::{Limit, Limits};
use sliding::SlidingLimit;
use std::{collections::hash_map::RandomState, hash::BuildHasher};
use time::OffsetDateTime;

/// The limits that only the door knows: no flow asks about them.
#[derive(Clone, Copy, Debug)]
pub struct DoorLimits {
    /// Answers that providers' redirects bring, per network address.
    pub callback_per_address: Limit,
    /// Calls without a session that is known here, per network address.
    pub calls_per_address: Limit,
}

/// The limits that are counted in this process's memory.
#[derive(Debug)]
pub struct RateLimits {
    sign_ins: SlidingLimit,
    callbacks: SlidingLimit,
    look_ups: SlidingLimit,
    calls: SlidingLimit,
    anonymous_calls: SlidingLimit,
    /// So that no session's secret is kept: windows go by its hash.
    hashes: RandomState,
}

impl RateLimits {
    /// With nothing counted yet.
    pub fn new(limits: &Limits, door: DoorLimits) -> Self {
        Self {
            sign_ins: SlidingLimit::new(limits.sign_in_per_address),
            callbacks: SlidingLimit::new(door.callback_per_address),
            look_ups: SlidingLimit::new(limits.dossier_search_per_address),
            calls: SlidingLimit::new(limits.calls_per_session),
            anonymous_calls: SlidingLimit::new(door.calls_per_address),
            hashes: RandomState::new(),
        }
    }

    /// Forgets everything, for the demonstration's reset.
    pub fn reset(&self) {
        for limit in [&self.sign_ins, &self.callbacks, &self.look_ups, &self.calls, &self.anonymous_calls] {
            limit.reset();
        }
    }

    /// The database knows this session: its calls count for itself from now on. A made-up cookie never comes this far, so it
    /// takes no window from anybody.
    pub(super) fn know(&self, session: &str, now: OffsetDateTime) {
        self.calls.open(&self.key(session), now);
    }

    fn key(&self, session: &str) -> String {
        self.hashes.hash_one(session).to_string()
    }

    fn count_call(&self, session: Option<&str>, address: &str, now: OffsetDateTime) -> Result<(), i64> {
        match session.map(|session| self.key(session)).filter(|key| self.calls.is_open(key)) {
            Some(key) => self.calls.count(&key, now),
            None => self.anonymous_calls.count(address, now),
        }
    }
}

/// Counts what can be a machine's work, before the database is asked anything.
pub async fn bursts(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match counted(&site, &parts) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(seconds) => Refused::TooMany { seconds }.into_response(),
    }
}

fn counted(site: &Site, parts: &Parts) -> Result<(), i64> {
    let limits = &site.limits;
    let now = site.portal.world.now();
    let path = parts.uri.path();
    if is_callback(path) {
        return limits.callbacks.count(&address(site, parts), now);
    }
    if parts.method != Method::POST {
        return Ok(());
    }
    let address = address(site, parts);
    limits.count_call(session_token(site, parts), &address, now)?;
    match path {
        "/api/dang-nhap" | "/api/dang-nhap/can-bo" => limits.sign_ins.count(&address, now),
        "/api/tra-cuu" => limits.look_ups.count(&address, now),
        _ => Ok(()),
    }
}

/// `/dang-nhap/{provider}/ket-qua`, whatever the method and whether there is such a provider.
fn is_callback(path: &str) -> bool {
    path.starts_with("/dang-nhap/") && path.ends_with("/ket-qua")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use time::Duration;

    fn limits(calls: u32, anonymous: u32) -> RateLimits {
        let limit = |count| Limit { count, window: Duration::minutes(5) };
        let all = Limits {
            match_per_account: limit(0),
            match_per_number: limit(0),
            match_per_address: limit(0),
            sign_in_per_address: limit(0),
            dossier_search_per_address: limit(0),
            dossier_misses_per_number: limit(0),
            dossier_misses_per_code: limit(0),
            calls_per_session: limit(calls),
        };
        RateLimits::new(&all, DoorLimits { callback_per_address: limit(0), calls_per_address: limit(anonymous) })
    }

    #[test]
    fn l4_made_up_sessions_take_no_window_and_count_for_their_address() {
        let (limits, now) = (limits(2, 5), OffsetDateTime::UNIX_EPOCH);
        let passed = (0..20).filter(|n| limits.count_call(Some(&format!("made-up-{n}")), "a", now).is_ok()).count();
        assert_eq!(passed, 5);
        assert!((0..20).all(|n| !limits.calls.is_open(&limits.key(&format!("made-up-{n}")))));
        assert!(limits.count_call(None, "b", now).is_ok(), "the neighbour is not concerned");
    }

    #[test]
    fn l4_twin_a_known_session_counts_for_itself_at_any_address() {
        let (limits, now) = (limits(2, 5), OffsetDateTime::UNIX_EPOCH);
        limits.know("known", now);
        for _ in 0..10 {
            let _ = limits.count_call(None, "a", now);
        }
        assert!(limits.count_call(None, "a", now).is_err());
        assert!(limits.count_call(Some("known"), "a", now).is_ok(), "a busy neighbour does not hold it up");
        assert!(limits.count_call(Some("known"), "b", now).is_ok());
        assert!(limits.count_call(Some("known"), "c", now).is_err(), "and no other address helps");
    }

    #[test]
    fn t2_03_every_callback_is_counted_and_nothing_else_is_taken_for_one() {
        for path in ["/dang-nhap/vneid/ket-qua", "/dang-nhap/khong-co/ket-qua", "/dang-nhap//ket-qua"] {
            assert!(is_callback(path), "{path}");
        }
        for path in ["/dang-nhap", "/dang-nhap/khong-thanh/het-han", "/tra-cuu/ket-qua", "/dang-nhap/vneid/ket-qua/x"] {
            assert!(!is_callback(path), "{path}");
        }
    }
}
