//! Filling the form from the card's QR code (N3): with the camera or from a photo, read in the browser. No picture
//! leaves the page; the person looks at what was filled in and presses "Cập nhật". Typing is always possible.

mod decode;
mod filling;
mod panel;
mod plan;
mod reader;
mod session;

pub use panel::CardScan;
