//! "Gỡ liên kết": what taking a linked account away would do, and the act.

mod functions;
mod page;

pub use functions::{LoadDryRun, Unlink, load_dry_run, unlink};
pub(crate) use page::UnlinkRoute;
