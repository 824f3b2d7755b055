//! "Gộp tài khoản": the number that somebody typed is on another account of theirs (journeys, rules 1, 8, 9 and 13).

mod address;
mod answers;
mod functions;
mod load;
mod page;
mod undo;
mod ways;

pub use address::{MergeAnswer, answer_path};
pub use functions::{ConfirmMerge, StartMerge, UndoMerge, confirm_merge, start_merge, undo_merge};
pub use load::{LoadMerge, MergePage, MergeQuestion, load_merge};
pub(crate) use page::MergeRoute;
#[cfg(feature = "ssr")]
pub(crate) use undo::standing;
pub use undo::{MergedInfo, UndoPanel};
#[cfg(feature = "ssr")]
pub(crate) use ways::ways;
pub use ways::{MergeWay, MergeWays};
