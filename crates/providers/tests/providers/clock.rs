//! A clock and a source of chance that tests move.

use async_trait::async_trait;
use congdan_flows::ports::world::{Clock, Pause, Random, World};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU8, Ordering},
};
use time::{Duration, OffsetDateTime};

/// Unix time at which every test begins.
pub const NOW: i64 = 1_790_000_000;

pub struct TestClock(Mutex<OffsetDateTime>);

impl TestClock {
    pub fn new() -> Self {
        Self(Mutex::new(OffsetDateTime::from_unix_timestamp(NOW).unwrap()))
    }

    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap()
    }
}

/// A different value each time, and the same ones in each run.
#[derive(Default)]
pub struct Counter(AtomicU8);

impl Random for Counter {
    fn bytes(&self) -> [u8; 32] {
        [self.0.fetch_add(1, Ordering::Relaxed); 32]
    }
}

/// Time that passes at once.
struct AtOnce;

#[async_trait]
impl Pause for AtOnce {
    async fn pause(&self, _: Duration) {}
}

pub fn world(clock: Arc<dyn Clock>) -> World {
    World { clock, random: Arc::new(Counter::default()), passing: Arc::new(AtOnce) }
}
