//! "Gỡ liên kết": what taking a linked account away would do, and the act.

mod functions;
mod page;

pub(crate) use page::UnlinkRoute;
