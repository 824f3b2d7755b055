//! The National Population Database over SOAP 1.1: operation `TraCuuThongTinCongDan` (`MaTichHop` 037), replies as in
//! QCVN 109:2017/BTTTT.

mod authorization;
mod breaker;
mod client;
mod encoding;
mod fault;
mod guarded;
mod record;
mod reply;
mod request;
mod settings;
mod unreadable;
mod xml;

pub use breaker::BreakerRules;
pub use client::PopulationClient;
pub use guarded::GuardedRegister;
pub use settings::{PopulationSettings, ReplySigns};
