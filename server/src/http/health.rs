//! For the operator and the load balancer.

use super::Site;
use axum::{extract::State, http::StatusCode};

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database can be read and written. A provider or the register that is down does not take the portal out of service.
pub async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.portal.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database is unavailable\n"),
    }
}
