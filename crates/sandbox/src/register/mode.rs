//! How the register behaves.

use crate::tools::listed::listed;
use serde::{Deserialize, Serialize};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// The delay of `slow`: longer than any portal's time-out.
const SLOW_MS: u64 = 30_000;

listed! {
/// How the register answers, in the order of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The true answer, and the connection ends in the middle of it.
    CutOff,
    /// A web page with status 200.
    Html,
    /// 200 without a body.
    Blank,
    /// The record of another person.
    WrongPerson,
    /// A collection without CongDan: the true "not found".
    Empty,
    /// A Fault that refuses the query itself.
    Rejected,
}
}

impl Mode {
    /// In Vietnamese, for the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ok => "trả lời đúng",
            Self::Down => "ngừng hoạt động",
            Self::Slow => "trả lời đúng nhưng chậm",
            Self::Fault => "báo lỗi hệ thống",
            Self::Malformed => "XML bị cắt ngang",
            Self::Html => "trả về một trang web",
            Self::WrongPerson => "trả về người khác",
            Self::Empty => "không tìm thấy ai",
            Self::Blank => "không có nội dung",
            Self::Rejected => "từ chối câu hỏi",
            Self::CutOff => "kết nối đứt giữa chừng",
        }
    }
}

/// The body of the control call. A delay may go with any mode.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModeSetting {
    pub mode: Mode,
    #[serde(default)]
    pub delay_ms: u64,
}

impl ModeSetting {
    pub fn of(mode: Mode) -> Self {
        Self { mode, delay_ms: 0 }
    }
}

/// The present setting.
#[derive(Debug, Default)]
pub(crate) struct ModeSwitch(Mutex<ModeSetting>);

impl ModeSwitch {
    pub fn set(&self, setting: ModeSetting) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = setting;
    }

    pub fn get(&self) -> ModeSetting {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn reset(&self) {
        self.set(ModeSetting::default());
    }

    /// Waits for the present setting's delay and returns the setting.
    pub async fn wait(&self) -> ModeSetting {
        let setting = self.get();
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
