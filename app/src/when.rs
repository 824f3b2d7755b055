//! Times as people read them: Vietnam has one time zone, UTC+7.

#[cfg(feature = "ssr")]
use congdan_flows::ports::world::VIETNAM;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use time::OffsetDateTime;

/// The day in Vietnam: the browser has it from the page, not from its own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Today {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

#[cfg(feature = "ssr")]
impl Today {
    /// Today by the portal's clock.
    pub fn of(portal: &congdan_flows::Portal) -> Self {
        let today = portal.world.today();
        Self { year: u16::try_from(today.year()).unwrap_or(u16::MAX), month: u8::from(today.month()), day: today.day() }
    }
}

/// The day: `23/11/2026`.
#[cfg(feature = "ssr")]
pub fn date(at: OffsetDateTime) -> String {
    let at = at.to_offset(VIETNAM);
    format!("{:02}/{:02}/{}", at.day(), u8::from(at.month()), at.year())
}

/// Time and day: `14:05, 23/11/2026`.
#[cfg(feature = "ssr")]
pub fn moment(at: OffsetDateTime) -> String {
    let local = at.to_offset(VIETNAM);
    format!("{:02}:{:02}, {}", local.hour(), local.minute(), date(at))
}

/// ISO 8601, for files: `2026-11-23T14:05:06+07:00`.
#[cfg(feature = "ssr")]
pub fn iso(at: OffsetDateTime) -> String {
    let at = at.to_offset(VIETNAM);
    let (hour, minute, second) = at.to_hms();
    format!("{}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}+07:00", at.year(), u8::from(at.month()), at.day())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn late_evening_in_greenwich_is_the_next_day_in_vietnam() {
        // 2026-11-22 18:05 UTC
        let at = OffsetDateTime::from_unix_timestamp(1_795_370_700).unwrap();
        assert_eq!(moment(at), "01:05, 23/11/2026");
        assert_eq!(iso(at), "2026-11-23T01:05:00+07:00");
    }
}
