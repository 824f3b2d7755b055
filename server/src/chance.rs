//! The real clock and the operating system's randomness: the only place in the project that asks for either.

use async_trait::async_trait;
use congdan_flows::ports::world::{Clock, Pause, Random, World};
use rand::{TryRngCore, rngs::OsRng};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};

/// The time of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

/// The randomness of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::panic, reason = "without randomness no secret can be made: going on would be worse")]
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        if OsRng.try_fill_bytes(&mut bytes).is_err() {
            panic!("the operating system gives no randomness");
        }
        bytes
    }
}

/// Waiting, by the runtime's timer.
#[derive(Clone, Copy, Debug)]
pub struct SystemTimer;

#[async_trait]
impl Pause for SystemTimer {
    async fn pause(&self, time: Duration) {
        tokio::time::sleep(time.unsigned_abs()).await;
    }
}

/// All of them, as the flows take them.
pub fn world() -> World {
    World { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom), passing: Arc::new(SystemTimer) }
}
