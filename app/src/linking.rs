//! "Liên kết tài khoản" (guide I.4): one person, two accounts. Linking is an act, never a side effect (rule 8).

mod functions;
mod load;
mod page;

pub use functions::{ConfirmLink, DisownNumber, ProveLink, confirm_link, disown_number, prove_link};
#[cfg(feature = "ssr")]
pub(crate) use load::CONTESTED;
pub use load::{LinkPage, LinkProof, LinkQuestion, LoadLink, load_link};
pub(crate) use page::LinkRoute;
