//! What surrounds every page, the home page, the procedures, and the calm pages of trouble.

mod footer;
mod front;
mod header;
mod here;
mod notice_area;
mod other_account;
mod procedure;
mod procedures;
mod search;
mod trouble;
mod viewer_card;
mod vneid_offer;

pub use footer::Footer;
pub use front::HomeRoute;
pub use header::Header;
pub use notice_area::NoticeArea;
pub use procedure::ProcedureRoute;
pub use procedures::ProceduresRoute;
pub use trouble::{NotFound, TroubleRoute};
