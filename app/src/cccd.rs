//! The CCCD screen (guide I.2–3): the number, its match with the register, or "Bỏ qua".

mod explanation;
mod form;
mod functions;
mod load;
mod lost;
mod outcome;
mod page;

pub use load::CccdPage;
pub use lost::LostNumber;
pub use outcome::OutcomeInfo;
pub(crate) use page::CccdRoute;
