//! Times as the database holds them: microseconds since 1970-01-01T00:00Z, in a 64-bit integer.
//!
//! An integer means the same on SQLite and PostgreSQL, compares and indexes alike, and has no time zone to go wrong.

use crate::failure::Failure;
use time::OffsetDateTime;

/// Fractions of a microsecond are cut off.
pub(crate) fn micros(at: OffsetDateTime) -> i64 {
    at.unix_timestamp() * 1_000_000 + i64::from(at.microsecond())
}

/// In UTC.
pub(crate) fn moment(micros: i64) -> Result<OffsetDateTime, Failure> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).map_err(|_| Failure::Unreadable("time"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use time::Duration;

    #[test]
    fn a_time_survives_to_the_microsecond() {
        for at in [
            OffsetDateTime::UNIX_EPOCH,
            OffsetDateTime::UNIX_EPOCH + Duration::microseconds(1_718_409_600_123_456),
            OffsetDateTime::UNIX_EPOCH - Duration::microseconds(1),
        ] {
            assert_eq!(moment(micros(at)).unwrap(), at);
        }
    }
}
