//! The resolution slip (phiếu hướng dẫn; journeys, N6): where only people can help, what a person takes to them, and what an
//! official sees of it (`crate::desk`).

mod functions;
mod load;
mod offer;
mod page;
#[cfg(feature = "ssr")]
mod qr;
mod words;

#[cfg(feature = "ssr")]
pub(crate) use functions::CONTESTED;
pub use functions::MakeSlip;
pub(crate) use offer::{SlipOffer, SlipOfferContested};
pub(crate) use page::{LookAt, SlipRoute};
pub(crate) use words::reason_text;
