//! Sign-ins per network address: high enough for a commune office behind one address, low enough for a machine.

use super::{Site, who::address};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use congdan_flows::portal::Limit;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use time::OffsetDateTime;

/// A fixed window per address, in memory.
#[derive(Debug)]
pub struct RateLimit {
    limit: Limit,
    windows: Mutex<HashMap<String, (OffsetDateTime, u32)>>,
}

/// Beyond this many addresses the ended windows are dropped first.
const MANY: usize = 50_000;

impl RateLimit {
    pub fn new(limit: Limit) -> Self {
        Self { limit, windows: Mutex::default() }
    }

    /// Forgets everything, for the demonstration's reset.
    pub fn reset(&self) {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Counts one event; when it is one too many, answers with the seconds to wait.
    pub fn count(&self, key: &str, now: OffsetDateTime) -> Result<(), i64> {
        if self.limit.count == 0 {
            return Ok(());
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MANY {
            windows.retain(|_, (began, _)| *began + self.limit.window > now);
        }
        let (began, count) = windows.entry(key.to_owned()).or_insert((now, 0));
        if *began + self.limit.window <= now {
            (*began, *count) = (now, 0);
        }
        *count += 1;
        if *count > self.limit.count { Err((*began + self.limit.window - now).whole_seconds().max(1)) } else { Ok(()) }
    }
}

pub async fn sign_ins(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || request.uri().path() != "/api/dang-nhap" {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match site.sign_in_limit.count(&address(&parts), site.portal.world.now()) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(seconds) => {
            let text = "Có quá nhiều lần đăng nhập từ mạng này. Hãy thử lại sau ít phút.\nToo many sign-ins from this network. Try again in a few minutes.\n";
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], text).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;

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
}
