//! The way to the page of a trouble, with the reference that the person can name.

use super::Site;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// `303` to `/su-co/{status}` with this reference, or with a new one that is written to the log.
pub fn page(site: &Site, status: u16, support_id: Option<String>) -> Response {
    let support_id = support_id.unwrap_or_else(|| {
        let support_id = site.portal.world.support_id();
        tracing::info!(status, support_id, "refused");
        support_id
    });
    (StatusCode::SEE_OTHER, [(header::LOCATION, format!("/su-co/{status}?ma={support_id}"))]).into_response()
}
