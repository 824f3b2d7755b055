//! The body of the calls that set a clock.

use serde::Deserialize;

/// How far a clock is ahead, in seconds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockSetting {
    pub offset_seconds: i64,
}
