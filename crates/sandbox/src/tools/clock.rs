//! The sandbox's clock: the real time plus an offset that tests set, to make tokens, codes and QR requests grow old.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_ms: AtomicI64,
}

impl Clock {
    /// Unix time in milliseconds.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the sandbox's own clock: it shares no port with the portals"
    )]
    pub fn now_ms(&self) -> i64 {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
        real.saturating_add(self.offset_ms.load(Ordering::Relaxed))
    }

    /// Unix time in seconds, as in tokens.
    pub fn now(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    pub fn offset_seconds(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed).div_euclid(1000)
    }

    pub fn set_offset_seconds(&self, seconds: i64) {
        self.offset_ms.store(seconds.saturating_mul(1000), Ordering::Relaxed);
    }
}
