//! The choice of an account (guide I.1, II.3), and the pages of a sign-in that did not happen.

mod choice;
mod failed;
mod functions;

pub use choice::Choice;
pub use failed::{LevelRoute, NotSignedInRoute};
pub use functions::{SetLanguage, SignOut, StartSignIn};
