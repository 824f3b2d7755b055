//! The way to the page of a failure, with the reference that the person can name.

use super::{Site, redirect::see_other};
use axum::response::Response;
use congdan_app::address;

/// `303` to `/su-co/{status}` with this reference, or with a new one that is written to the log.
pub fn page(site: &Site, status: u16, support_id: Option<String>) -> Response {
    let support_id = support_id.unwrap_or_else(|| {
        let support_id = site.portal.world.support_id();
        tracing::info!(status, support_id, "refused");
        support_id
    });
    see_other(&address::trouble(status, &support_id), &[])
}
