//! A provider that grows slow: each request to its protocol endpoints waits as long as its place in the curve says.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::At;

/// Longer than anybody waits.
pub(crate) const MOST_MS: u64 = 120_000;

/// The body of the control call: the first request waits for the first delay and so on; the last delay stays. An empty
/// list ends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DelaySetting {
    pub delays_ms: Vec<u64>,
}

#[derive(Debug, Default)]
pub(crate) struct DelayCurve(Mutex<Curve>);

#[derive(Debug, Default)]
struct Curve {
    delays_ms: Vec<u64>,
    next: usize,
}

impl DelayCurve {
    pub fn set(&self, delays_ms: Vec<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Curve { delays_ms, next: 0 };
    }

    /// The whole curve, as it was set.
    pub fn get(&self) -> Vec<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).delays_ms.clone()
    }

    fn next(&self) -> Duration {
        let mut curve = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let delay = curve.delays_ms.get(curve.next).or(curve.delays_ms.last()).copied().unwrap_or(0);
        curve.next = (curve.next + 1).min(curve.delays_ms.len());
        Duration::from_millis(delay.min(MOST_MS))
    }
}

/// Middleware around the protocol endpoints.
pub(crate) async fn wait(State(at): State<At>, request: Request, next: Next) -> Response {
    let delay = at.provider().delays.next();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_gone_through_and_its_end_stays() {
        let curve = DelayCurve::default();
        assert_eq!(curve.next(), Duration::ZERO);
        curve.set(vec![10, 0, 30]);
        let taken: Vec<_> = (0..5).map(|_| curve.next().as_millis()).collect();
        assert_eq!(taken, [10, 0, 30, 30, 30]);
        curve.set(vec![]);
        assert_eq!(curve.next(), Duration::ZERO);
    }
}
