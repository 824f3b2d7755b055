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

impl Mode {
    pub const ALL: [Self; 11] = [
        Self::Ok,
        Self::Down,
        Self::Slow,
        Self::Fault,
        Self::Malformed,
        Self::CutOff,
        Self::Html,
        Self::Blank,
        Self::WrongPerson,
        Self::Empty,
        Self::Rejected,
    ];

    /// The name of the control call.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Down => "down",
            Self::Slow => "slow",
            Self::Fault => "fault",
            Self::Malformed => "malformed",
            Self::Html => "html",
            Self::WrongPerson => "wrong_person",
            Self::Empty => "empty",
            Self::Blank => "blank",
            Self::Rejected => "rejected",
            Self::CutOff => "cut_off",
        }
    }

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

    /// The setting of now, after its delay.
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
