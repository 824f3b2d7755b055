//! For the operator and the load balancer.

use super::Site;
use axum::{extract::State, http::StatusCode};
use std::sync::atomic::Ordering;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The process stays, and the database can be read and written. A provider or the register that is down does not take the portal out of service.
pub async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    if site.leaving.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n");
    }
    match site.portal.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database is unavailable\n"),
    }
}
