//! Time and chance, as ports: a test decides both.

use async_trait::async_trait;
use std::sync::Arc;
use time::{Duration, OffsetDateTime, UtcOffset};
use uuid::Uuid;

/// The time.
pub trait Clock: Send + Sync {
    /// The current time in UTC.
    fn now(&self) -> OffsetDateTime;
}

/// A source of unguessable values.
pub trait Random: Send + Sync {
    /// 256 bits from the operating system's generator.
    fn bytes(&self) -> [u8; 32];
}

/// The passing of time.
#[async_trait]
pub trait Pause: Send + Sync {
    /// Ends after so long.
    async fn pause(&self, time: Duration);
}

/// Vietnam has one time zone and no summer time.
pub const VIETNAM: UtcOffset = match UtcOffset::from_hms(7, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// All together, as the flows use them.
#[derive(Clone)]
pub struct World {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The chance.
    pub random: Arc<dyn Random>,
    /// The passing of time.
    pub passing: Arc<dyn Pause>,
}

impl World {
    /// The current time in UTC.
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// Waits so long.
    pub async fn pause(&self, time: Duration) {
        self.passing.pause(time).await;
    }

    /// Today's date in Vietnam.
    pub fn today(&self) -> time::Date {
        self.now().to_offset(VIETNAM).date()
    }

    /// A 256-bit value as 43 characters of URL-safe base64.
    pub fn token(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.random.bytes())
    }

    /// A version 4 UUID.
    pub fn id(&self) -> Uuid {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.random.bytes()[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Eight characters without look-alikes, to read out on the telephone.
    pub fn support_id(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let letter = |byte: &u8| LETTERS[usize::from(byte % 32)] as char;
        self.random.bytes().iter().take(8).map(letter).collect()
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}
