//! How slow a provider is: each request to its protocol endpoints waits for the next delay of the curve.

use serde::Deserialize;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// The longest delay, in milliseconds: no portal waits so long.
pub(crate) const MAX_DELAY_MS: u64 = 120_000;

/// The body of the control call: the first request waits for the first delay and so on; the last delay stays. An empty
/// list ends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DelaySetting {
    pub delays_ms: Vec<u64>,
}

/// The delays that are set, and how many of them are used up.
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

    pub fn next_delay(&self) -> Duration {
        let mut curve = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let delay = curve.delays_ms.get(curve.next).or(curve.delays_ms.last()).copied().unwrap_or(0);
        curve.next = (curve.next + 1).min(curve.delays_ms.len());
        Duration::from_millis(delay.min(MAX_DELAY_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_gone_through_and_its_end_stays() {
        let curve = DelayCurve::default();
        assert_eq!(curve.next_delay(), Duration::ZERO);
        curve.set(vec![10, 0, 30]);
        let taken: Vec<_> = (0..5).map(|_| curve.next_delay().as_millis()).collect();
        assert_eq!(taken, [10, 0, 30, 30, 30]);
        curve.set(vec![]);
        assert_eq!(curve.next_delay(), Duration::ZERO);
    }
}
