//! The choice of an account (guide I.1, II.3), and the pages of a sign-in that did not happen.

mod address;
mod choice;
mod failed;
mod functions;

pub use address::{level_path, refused_path};
pub use choice::Choice;
pub(crate) use failed::reference;
pub use failed::{LevelRoute, NotSignedInRoute};
pub use functions::{SetLanguage, SignOut, StartSignIn, set_language, sign_out, start_sign_in};
