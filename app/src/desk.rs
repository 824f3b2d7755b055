//! The official's desk (cán bộ): what their unit received, and moving it on.

mod change;
mod door;
mod dossier;
mod filter;
mod find;
mod list;
mod slip;
mod table;

pub use change::{ChangeStatus, StatusForm};
pub use door::Door;
pub use dossier::DeskDossierRoute;
pub use list::DeskRoute;
pub use slip::DeskSlipRoute;
pub use table::DeskRow;

/// The desk's refusal as an answer with its status. It is recorded already, under the reference that the page shows.
#[cfg(feature = "ssr")]
fn refused(refused: congdan_flows::desk::DeskError) -> crate::reply::Failure {
    use crate::reply::{Failure, FailureKind};
    use congdan_flows::desk::DeskError;
    let (kind, support_id) = match refused {
        DeskError::NotAnOfficial { support_id } | DeskError::OwnDossier { support_id } => {
            (FailureKind::Forbidden, support_id)
        }
        DeskError::NotFound { support_id } => (FailureKind::NotFound, support_id),
        DeskError::Store(error) => return error.into(),
    };
    crate::request::set_status(kind.status());
    Failure { kind, support_id }
}
