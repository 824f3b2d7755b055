//! What a server function answers when it could not do its work.

use super::{portal, set_status};
use crate::reply::{Failure, FailureKind};
use congdan_flows::ports::StoreError;

/// The database failed. The reason is logged here, and the page has only a reference.
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a flow failed");
        fail(FailureKind::Unavailable)
    }
}

/// A failure with its status on the response and a reference for the help line.
pub fn fail(kind: FailureKind) -> Failure {
    let support_id = portal().world.support_id();
    tracing::info!(status = kind.status(), support_id, "refused");
    set_status(kind.status());
    Failure { kind, support_id }
}
