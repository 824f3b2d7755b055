//! What surrounds every page, the home page, the procedures, and the calm pages of trouble.

mod failure;
mod footer;
mod front;
mod header;
mod here;
mod notice_area;
mod procedure;
mod procedures;
mod reference;
mod search;
mod viewer_card;
mod vneid_offer;

pub use failure::{FailurePage, NotFound, TroubleRoute};
pub use footer::Footer;
pub use front::HomeRoute;
pub use header::Header;
pub use here::here;
pub use notice_area::NoticeArea;
pub use procedure::{LoadReadiness, Need, ProcedureRoute, load_readiness};
pub use procedures::{ProceduresRoute, SearchProcedures, search_procedures};
pub(crate) use reference::{Reference, page_reference};
