//! The official's desk (cán bộ): what arrived at their unit, and moving it on.

mod change;
mod dossier;
mod find;
mod list;
mod slip;

pub use change::{ChangeStatus, StatusForm};
pub use dossier::DeskDossierRoute;
pub use list::DeskRoute;
pub use slip::DeskSlipRoute;

/// The refusal of somebody who is no official: recorded already, under the reference that the page shows.
#[cfg(feature = "ssr")]
fn refused(refused: congdan_flows::desk::NotAnOfficial) -> crate::reply::Failure {
    use crate::reply::{Failure, FailureKind};
    crate::request::set_status(FailureKind::Forbidden.status());
    Failure { kind: FailureKind::Forbidden, support_id: refused.support_id }
}
