//! The CCCD screen (guide I.2–3): the number, its match with the register, or "Bỏ qua".

mod check_again;
mod contradiction;
mod explanation;
mod form;
mod functions;
mod load;
#[cfg(feature = "ssr")]
mod looked_at;
mod lost;
mod outcome;
mod page;

pub use contradiction::ContradictionInfo;
pub use load::CccdPage;
#[cfg(feature = "ssr")]
pub(crate) use looked_at::{look_first, stored};
pub use lost::LostNumber;
pub use outcome::OutcomeInfo;
pub(crate) use page::CccdRoute;
