//! "Gộp tài khoản": the number that a person typed is on another account of the same person (journeys, rules 1, 8, 9 and 13).

mod answers;
mod functions;
mod load;
mod page;
mod undo;
mod ways;

pub(crate) use page::MergeRoute;
#[cfg(feature = "ssr")]
pub(crate) use undo::undoable;
pub use undo::{MergedInfo, UndoPanel};
#[cfg(feature = "ssr")]
pub(crate) use ways::ways;
pub use ways::{MergeWay, MergeWays};
