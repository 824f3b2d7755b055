//! How the register behaves today.

use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Past any portal's time-out.
const SLOW_MS: u64 = 30_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mode {
    #[default]
    Ok,
    /// 503 at once.
    Down,
    /// The true answer, late.
    Slow,
    /// A SOAP Fault with HTTP 500.
    Fault,
    /// XML cut off in the middle.
    Malformed,
    /// A web page with status 200.
    Html,
    /// Somebody else's record.
    WrongPerson,
    /// A collection without CongDan: the true "not found".
    Empty,
    /// 200 without a body.
    Blank,
    /// A Fault that refuses the question itself.
    Rejected,
    /// The true answer, and the connection ends in the middle of it.
    CutOff,
}

/// The body of the control call. A delay may go with any mode.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModeSetting {
    pub mode: Mode,
    #[serde(default)]
    delay_ms: u64,
}

impl ModeSetting {
    pub fn of(mode: Mode) -> Self {
        Self { mode, delay_ms: 0 }
    }
}

#[derive(Debug, Default)]
pub(crate) struct ModeSwitch(Mutex<ModeSetting>);

impl ModeSwitch {
    pub fn set(&self, setting: ModeSetting) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = setting;
    }

    pub fn reset(&self) {
        self.set(ModeSetting::default());
    }

    /// The setting of now, after its delay.
    pub async fn wait(&self) -> ModeSetting {
        let setting = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let delay = match (setting.mode, setting.delay_ms) {
            (Mode::Slow, 0) => SLOW_MS,
            (_, delay) => delay,
        };
        if delay > 0 {
            tokio::time::sleep(Duration::from_millis(delay)).await;
        }
        setting
    }
}
