//! What surrounds every page, the home page, the procedures, and the calm pages of trouble.

mod failure;
mod footer;
mod front;
mod header;
mod notice_area;
mod procedures;

pub use failure::{FailurePage, NotFound, Trouble};
pub use footer::Footer;
pub use front::Home;
pub use header::Header;
pub use notice_area::NoticeArea;
pub use procedures::{ProcedureRoute, ProceduresRoute};
