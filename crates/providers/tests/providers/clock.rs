use congdan_flows::ports::world::Clock;
use std::sync::Mutex;
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
